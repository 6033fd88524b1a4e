import { describe, expect, it } from 'vitest';
import { checkFiles, missedFiles, type Project } from '../../scripts/check-imports.ts';
import { COMPUTED, readSource } from '../../scripts/read-source.ts';

const project: Project = {
  known: new Set([
    'domain/money.ts',
    'domain/a.ts',
    'domain/b.ts',
    'db/open.ts',
    'native/drawer/pulse.ts',
    'native/printing/encode.ts',
    'native/simulators/virtual-printer.ts',
    'electron/till/till.ts',
    'electron/cli/main.ts',
    'clients/typescript/src/index.ts',
    'test/x.ts',
  ]),
  dependencies: new Set(['better-sqlite3', 'zod', 'node-thermal-printer', '@fontsource/ibm-plex-mono']),
  devDependencies: new Set(['vitest', 'serialport']),
};
const problems = (path: string, source: string) => checkFiles([{ path, source }], project).problems;

describe('the import check', () => {
  it.each([
    ['a library of its row', 'db/x.ts', "import Database from 'better-sqlite3';"],
    ['a layer below', 'db/x.ts', "import { cents } from '../domain/money.ts';"],
    ['native as a whole from the command line', 'electron/cli/x.ts', "import '../../native/printing/encode.ts';"],
    ['the drawer from printing', 'native/printing/x.ts', "import '../drawer/pulse.ts';"],
    [
      'a file of a package',
      'native/simulators/x.ts',
      `import.meta.resolve(\`@fontsource/ibm-plex-mono/a-\${b}.woff\`);`,
    ],
    [
      'the client in an example',
      'docs/integrating/typescript/x.ts',
      "import '../../../clients/typescript/src/index.ts';",
    ],
    ['a developer library in a test', 'test/y.ts', "import { it } from 'vitest';"],
    ['an instant and its calendar in domain', 'domain/x.ts', 'export const d = [new Date(ms), Date.UTC(2026, 0, 1)];'],
    [
      'a name of the outside world as a property',
      'domain/x.ts',
      'export const a = { process: b.process, fetch() {} };',
    ],
    ['the clock in its adapter', 'electron/till/adapters.ts', 'export const now = () => Date.now();'],
    ['words in texts and comments', 'domain/x.ts', "// Date.now() is banned\nexport const t = 'Math.random()';"],
  ])('allows %s', (_name, path, source) => {
    expect(problems(path, source)).toEqual([]);
  });

  it.each([
    ['domain using a database', 'domain/x.ts', "import { o } from '../db/open.ts';"],
    ['domain using a type of another layer', 'domain/x.ts', "import type { O } from '../db/open.ts';"],
    ['a type named in place', 'domain/x.ts', "export type O = import('../db/open.ts').O;"],
    ['domain using Node', 'domain/x.ts', "import { readFileSync } from 'node:fs';"],
    ['domain using a package', 'domain/x.ts', "import { z } from 'zod';"],
    ['the network in the till process', 'electron/till/x.ts', "import { connect } from 'node:net';"],
    ['a program started by the database', 'db/x.ts', "import { spawn } from 'child_process';"],
    ['the till behind the folder check', 'electron/data-folder/x.ts', "import type { T } from '../till/till.ts';"],
    ['a device in the till process', 'electron/till/x.ts', "import { e } from '../../native/printing/encode.ts';"],
    ['a dynamic import across layers', 'db/x.ts', "const x = await import('../native/printing/encode.ts');"],
    ['a computed import', 'db/x.ts', 'const x = await import(name);'],
    ['a require', 'domain/x.ts', "const fs = require('fs');"],
    ['a re-export across layers', 'domain/x.ts', "export { o } from '../db/open.ts';"],
    ['a star re-export across layers', 'domain/x.ts', "export * from '../db/open.ts';"],
    ['a child program of another layer', 'db/x.ts', "new URL('../electron/cli/main.ts', import.meta.url);"],
    ['the encoder using its witness', 'native/printing/x.ts', "import { v } from '../simulators/virtual-printer.ts';"],
    ['the witness using the encoder', 'native/simulators/x.ts', "import { e } from '../printing/encode.ts';"],
    ['the two meeting in a third folder', 'native/drawer/x.ts', "import { e } from '../printing/encode.ts';"],
    ['a library outside its place', 'electron/cli/x.ts', "import Database from 'better-sqlite3';"],
    ['a library that only developers have', 'native/printing/x.ts', "import { SerialPort } from 'serialport';"],
    ['a package that nobody declared', 'test/y.ts', "import nanoid from 'nanoid';"],
    ['anything importing a test', 'electron/cli/x.ts', "import { x } from '../../test/x.ts';"],
    ['the client using what is ours', 'clients/typescript/src/x.ts', "import { c } from '../../../domain/money.ts';"],
    ['the client using a library', 'clients/typescript/src/x.ts', "import { z } from 'zod';"],
    ['an example using what is ours', 'docs/integrating/typescript/x.ts', "import '../../../domain/money.ts';"],
    ['a file that is not there', 'domain/x.ts', "import { y } from './gone.ts';"],
    ['a file outside the table', 'stuff/x.ts', 'export const a = 1;'],
    ['a file at the root', 'x.ts', 'export const a = 1;'],
    ['the clock outside an adapter', 'db/x.ts', 'export const now = Date.now();'],
    ['today outside an adapter', 'native/printing/x.ts', 'export const now = new Date();'],
    ['chance outside an adapter', 'electron/till/x.ts', 'export const r = Math.random();'],
    ['the clock in domain', 'domain/x.ts', 'export const now = Date.now();'],
    ['a date in the time of the machine in domain', 'domain/x.ts', 'export const d = new Date(2026, 0, 1);'],
    ['the process in domain', 'domain/x.ts', 'export const e = process.env;'],
    ['a timer in domain', 'domain/x.ts', 'setTimeout(f, 1);'],
    ['a way around by globalThis', 'domain/x.ts', "globalThis['fetch']('x');"],
    ['a vague name', 'domain/utils.ts', 'export const a = 1;'],
    ['a vague last word', 'db/money-helpers.ts', 'export const a = 1;'],
    ['a file that is too long', 'domain/x.ts', 'export {};\n'.repeat(501)],
  ])('bites on %s', (_name, path, source) => {
    expect(problems(path, source)).toHaveLength(1);
  });

  it('warns of a long file', () => {
    expect(checkFiles([{ path: 'domain/x.ts', source: 'export {};\n'.repeat(301) }], project)).toEqual({
      problems: [],
      warnings: ['domain/x.ts: 301 lines; does it have one reason to change?'],
    });
  });

  it('bites on a cycle of values and lets types be', () => {
    const a = { path: 'domain/a.ts', source: "import { b } from './b.ts';\nexport const a = b;" };
    const back = (source: string) => checkFiles([a, { path: 'domain/b.ts', source }], project).problems;
    expect(back("import { a } from './a.ts';")).toEqual(['cycle: domain/a.ts -> domain/b.ts -> domain/a.ts']);
    expect(back("import type { a } from './a.ts';")).toEqual([]);
    // Stripping the types of this one leaves `import {} from './a.ts'`.
    expect(back("import { type a } from './a.ts';")).toHaveLength(1);
  });

  it('fails when it reads less than git lists, or nothing', () => {
    expect(missedFiles(new Set(['db/open.ts']), ['db/open.ts', 'db/new.ts', 'README.md'])).toEqual([
      'db/new.ts: known to git, not seen by this check',
    ]);
    expect(missedFiles(new Set(), null)).toEqual(['no source file seen']);
    expect(missedFiles(new Set(['db/open.ts']), null)).toEqual([]);
  });

  it('refuses a file that does not parse', () => {
    expect(() => problems('domain/x.ts', 'export const = ;')).toThrow('domain/x.ts');
  });

  it('sees every form of import', () => {
    const source = [
      "import './a.ts';",
      "import type { X } from 'b';",
      "export * from 'c';",
      "export { d } from 'd';",
      "type E = import('e').E;",
      "const z = () => import('f');",
      "const g = require('g');",
      "const h = new URL('./h.ts', import.meta.url);",
      `const i = import(\`./\${name}.ts\`);`,
    ].join('\n');
    const found = readSource({ path: 'test/x.ts', source }).imports.map(({ specifier }) => specifier);
    expect(found.sort()).toEqual(['./a.ts', './h.ts', COMPUTED, 'b', 'c', 'd', 'e', 'f', 'g'].sort());
  });
});
