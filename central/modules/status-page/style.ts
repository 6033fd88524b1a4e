/** A file of its own: the page's policy takes no inline style. Readable on a telephone and on a wall. */
export const STYLE = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
p { margin: .25rem 0 1rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid #8886; padding: .6rem .75rem .6rem 0; text-align: left; vertical-align: top; }
td.number { text-align: right; padding-right: 1.5rem; }
.good { color: #18794e; } .bad { color: #c62a2f; font-weight: 600; } .calm { color: #6f6f6f; }
label { display: block; font-weight: 600; }
input { box-sizing: border-box; font: inherit; margin: .5rem 0 1rem; max-width: 40rem; padding: .75rem; width: 100%; }
button { font: inherit; min-height: 3rem; padding: 0 1.5rem; }
@media (prefers-color-scheme: dark) { .good { color: #4cc38a; } .bad { color: #ff8589; } .calm { color: #a0a0a0; } }
`;
