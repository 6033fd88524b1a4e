import { writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { benches, sizesFor } from './benches.ts';
import { removeNewFolders } from './folders.ts';
import type { BenchContext, Row, Sizes } from './row.ts';
import { table } from './table.ts';

const USAGE = `npm run bench -- [--only NAME] [--scale 0.001..1] [--json FILE] [--dir DIR]
  --only   ${Object.keys(benches).join(', ')}; may be repeated
  --scale  share of 100,000 products, 1,000,000 documents and 3,000 sales; without it all but the documents (100,000)
  --dir    where the databases lie, on the disk that is to be measured (default ${tmpdir()}); folders that take long to
           make are kept there as mostrador-bench-kept-* for the next run`;

type Options = {
  readonly only: readonly string[];
  readonly scale: number | null;
  readonly json: string | null;
  readonly dir: string;
};

function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        scale: { type: 'string' },
        json: { type: 'string' },
        dir: { type: 'string' },
      },
    });
    const only = values.only ?? Object.keys(benches);
    const scale = values.scale === undefined ? null : Number(values.scale);
    if (!only.every((name) => Object.hasOwn(benches, name))) return null;
    if (scale !== null && !(scale >= 0.001 && scale <= 1)) return null;
    return { only, scale, json: values.json ?? null, dir: values.dir ?? tmpdir() };
  } catch (error) {
    // parseArgs throws a TypeError for options it does not know.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

type Machine = { readonly cpu: string; readonly cores: number; readonly node: string; readonly sqlite: string };

function machine(): Machine {
  const db = new Database(':memory:');
  const sqlite = String(db.prepare('SELECT sqlite_version()').pluck().get());
  db.close();
  return { cpu: cpus()[0]?.model.trim() ?? '?', cores: cpus().length, node: process.version, sqlite };
}

function heading({ cpu, cores, node, sqlite }: Machine, { products, documents, sales }: Sizes): string {
  return [
    `${cpu}, ${cores} cores, Node ${node}, SQLite ${sqlite}`,
    `sizes: ${products} products, ${documents} documents, ${sales} sales`,
  ].join('\n');
}

async function run({ only, scale, json, dir }: Options): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const context: BenchContext = { sizes: sizesFor(scale), workFolder: dir, cacheFolder: dir, say };
  const rows: Row[] = [];
  const here = machine();
  process.stdout.write(`${heading(here, context.sizes)}\n`);
  try {
    for (const name of only) {
      say(`... ${name}`);
      const measured = (await benches[name]?.(context)) ?? [];
      rows.push(...measured);
      process.stdout.write(`\n${table(measured)}\n`);
    }
  } finally {
    removeNewFolders();
  }
  if (json !== null) {
    writeFileSync(json, `${JSON.stringify({ machine: here, sizes: context.sizes, rows }, null, 2)}\n`);
  }
}

process.on('exit', removeNewFolders);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const options = readOptions();
if (options === null) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  await run(options);
}
