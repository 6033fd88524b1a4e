/** A file of its own: the page's policy takes no inline style. Light and dark, a telephone and a wide screen. */
export const STYLE = `:root { color-scheme: light dark; --line: #d5dbe1; --soft: #f4f6f8; --faint: #5b6770; --accent: #0b5fff; --paper: #fff; --ink: #1b2126; background: var(--paper); color: var(--ink); font-family: system-ui, sans-serif; line-height: 1.5; }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-right: 1px solid var(--line); padding: 1rem; font-size: .875rem; }
nav ul { list-style: none; margin: 0; padding: 0; } nav ul ul { padding-left: .75rem; } nav > ul > li { margin-bottom: .75rem; } nav > ul > li > a { font-weight: 600; }
nav a { color: inherit; text-decoration: none; display: block; padding: .15rem 0; } nav a:hover, nav a:focus-visible { text-decoration: underline; }
main { padding: 1.5rem 2rem 6rem; max-width: 64rem; }
h1 { margin-top: 0; } h2 { margin-top: 3rem; border-bottom: 2px solid var(--line); padding-bottom: .25rem; } h3 { margin: 0; font-size: 1.05rem; overflow-wrap: anywhere; } h4 { margin: 1rem 0 .25rem; color: var(--faint); }
.operation { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; margin: 1rem 0; scroll-margin-top: 1rem; }
.summary { font-weight: 600; margin: .35rem 0; }
.method { display: inline-block; border-radius: .25rem; color: #fff; background: #57606a; font-size: .75rem; padding: .1rem .45rem; vertical-align: middle; }
.get { background: #0a6b50; } .post { background: #0b4fb3; } .put, .patch { background: #8a5200; } .delete { background: #b42318; } .event { background: #6941c6; }
.required { color: #b42318; font-size: .75rem; font-weight: 400; }
code, pre { font-family: ui-monospace, monospace; font-size: .85rem; } p code, li code, td code { background: var(--soft); border-radius: .2rem; padding: .05rem .25rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { border-top: 1px solid var(--line); padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; } th { font-weight: 400; width: 34%; } td:nth-child(2) { width: 26%; } td p { margin: 0; }
figure { margin: 1rem 0 0; } figcaption, summary { color: var(--faint); font-size: .85rem; } summary { cursor: pointer; padding: .5rem 0; }
pre { background: var(--soft); border-radius: .4rem; margin: .25rem 0 0; max-height: 26rem; overflow: auto; padding: .85rem 1rem; }
a { color: var(--accent); } .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
@media (max-width: 56rem) { body { display: block; } nav { position: static; height: auto; max-height: 40vh; border-right: 0; border-bottom: 1px solid var(--line); } main { padding: 1rem; } }
@media (max-width: 40rem) { .operation { padding: .75rem; } table, tbody, tr, th, td { display: block; } tr { border-top: 1px solid var(--line); padding: .5rem 0; } th, td, td:nth-child(2) { border: 0; padding: 0; width: auto; } td:nth-child(2) { margin: .15rem 0; } }
@media (prefers-color-scheme: dark) { :root { --paper: #12161a; --ink: #e6eaee; --line: #39424b; --soft: #1c2228; --faint: #a3adb6; --accent: #7aa7ff; } .required { color: #ff8589; } }
@media print { nav { display: none; } body { display: block; } }
`;
