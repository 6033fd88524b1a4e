import { describe, expect, it } from 'vitest';
import { checkFiles, importsOf } from '../../scripts/check-imports.ts';

const known = new Set([
  'domain/money.ts',
  'domain/a.ts',
  'domain/b.ts',
  'db/open.ts',
  'native/printing/encode.ts',
  'native/simulators/virtual-printer.ts',
  'electron/till/till.ts',
  'electron/cli/main.ts',
  'test/x.ts',
]);
const problems = (path: string, source: string) => checkFiles([{ path, source }], known);

describe('the import check', () => {
  it('allows what the table allows', () => {
    expect(
      problems('db/x.ts', "import Database from 'better-sqlite3';\nimport { cents } from '../domain/money.ts';"),
    ).toEqual([]);
    expect(problems('electron/cli/x.ts', "import { e } from '../../native/printing/encode.ts';")).toEqual([]);
  });

  it.each([
    ['domain using a database', 'domain/x.ts', "import { o } from '../db/open.ts';"],
    ['domain using a type of another layer', 'domain/x.ts', "import type { O } from '../db/open.ts';"],
    ['domain using Node', 'domain/x.ts', "import { readFileSync } from 'node:fs';"],
    ['domain using a package', 'domain/x.ts', "import { z } from 'zod';"],
    ['a device in the till process', 'electron/till/x.ts', "import { e } from '../../native/printing/encode.ts';"],
    ['a dynamic import across layers', 'db/x.ts', "const x = await import('../native/printing/encode.ts');"],
    ['a computed import', 'db/x.ts', 'const x = await import(name);'],
    ['a require', 'domain/x.ts', "const fs = require('fs');"],
    ['a re-export across layers', 'domain/x.ts', "export { o } from '../db/open.ts';"],
    ['the encoder using its witness', 'native/printing/x.ts', "import { v } from '../simulators/virtual-printer.ts';"],
    ['the witness using the encoder', 'native/simulators/x.ts', "import { e } from '../printing/encode.ts';"],
    ['anything importing a test', 'electron/cli/x.ts', "import { x } from '../../test/x.ts';"],
    ['a file that is not there', 'domain/x.ts', "import { y } from './gone.ts';"],
    ['a file outside the table', 'stuff/x.ts', 'export const a = 1;'],
    ['the clock outside an adapter', 'db/x.ts', 'export const now = Date.now();'],
    ['chance outside an adapter', 'electron/till/x.ts', 'export const r = Math.random();'],
    ['the outside world in domain', 'domain/x.ts', 'export const e = process.env;'],
    ['a vague name', 'domain/utils.ts', 'export const a = 1;'],
    ['a file that is too long', 'domain/x.ts', 'export {};\n'.repeat(501)],
  ])('bites on %s', (_name, path, source) => {
    expect(problems(path, source)).toHaveLength(1);
  });

  it('bites on a cycle of values and lets types be', () => {
    const a = { path: 'domain/a.ts', source: "import { b } from './b.ts';\nexport const a = b;" };
    const b = { path: 'domain/b.ts', source: "import { a } from './a.ts';\nexport const b = a;" };
    expect(checkFiles([a, b], known)).toEqual(['cycle: domain/a.ts -> domain/b.ts -> domain/a.ts']);
    expect(
      checkFiles([a, { ...b, source: "import type { a } from './a.ts';\nexport type B = typeof a;" }], known),
    ).toEqual([]);
  });

  it('does not take words in texts and comments for code', () => {
    expect(problems('domain/x.ts', "// Date.now() is banned\nexport const t = 'Math.random()';")).toEqual([]);
  });

  it('sees every form of import', () => {
    const source = [
      "import './domain/a.ts';",
      "import type { X } from 'x';",
      "export * from 'y';",
      "const z = () => import('z');",
    ].join('\n');
    expect(importsOf({ path: 'test/x.ts', source }).map((one) => one.specifier)).toEqual([
      './domain/a.ts',
      'x',
      'y',
      'z',
    ]);
  });
});
