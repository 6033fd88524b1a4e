/**
 * Who may import whom: the table of the design as data. `folders` are project folders, `packages` npm packages,
 * `node` whether Node's own modules are allowed. The most specific folder decides.
 */
export type ImportRule = {
  readonly folder: string;
  readonly folders: readonly string[];
  readonly packages: readonly string[];
  readonly node: boolean;
};

const rule = (folder: string, folders: string[], packages: string[] = [], node = true): ImportRule => ({
  folder,
  folders: [folder, ...folders],
  packages,
  node,
});

const EVERYTHING = '*';

export const importRules: readonly ImportRule[] = [
  rule('domain', [], [], false),
  rule('contracts', ['domain'], ['zod'], false),
  rule('db', ['domain', 'contracts'], ['better-sqlite3', 'zod']),
  rule('native', ['domain'], ['serialport']),
  // Printing and the virtual printer must not share code: one is the witness of the other.
  rule('native/printing', ['domain', 'native/drawer'], ['serialport', 'node-thermal-printer', 'pngjs', 'qrcode']),
  rule('native/simulators', ['domain'], ['pngjs', 'qrcode', 'opentype.js']),
  rule('electron/ipc', ['domain', 'contracts'], ['zod'], false),
  rule('electron/preload', ['electron/ipc'], ['electron'], false),
  rule('electron/host', ['electron/ipc']),
  rule('electron/main', ['electron/host', 'electron/ipc'], ['electron']),
  rule('electron/browser', ['electron/host', 'electron/ipc'], ['fastify', '@fastify/static', 'ws']),
  rule('electron/till', ['domain', 'contracts', 'db', 'electron/ipc'], ['zod', 'uuid', 'csv-parse']),
  rule('electron/devices', ['domain', 'native', 'electron/ipc']),
  rule('electron/sync', ['domain', 'contracts', 'db', 'electron/ipc']),
  rule('electron/cli', ['domain', 'contracts', 'db', 'native', 'electron/ipc', 'electron/till'], ['zod']),
  rule('renderer', ['domain', 'electron/ipc'], ['react', 'react-dom'], false),
  rule('central', ['domain', 'contracts'], [EVERYTHING]),
  rule('scripts', [], ['oxc-parser']),
  rule('test', ['domain', 'contracts', 'db', 'native', 'electron', 'renderer', 'central', 'scripts'], [EVERYTHING]),
];

export const allowsEveryPackage = (rule: ImportRule): boolean => rule.packages.includes(EVERYTHING);

/** Files at the root that belong to no folder: configuration of tools. */
export const rootFiles: ReadonlySet<string> = new Set(['vitest.config.ts']);

/** The only places that may ask the real clock or draw random numbers. */
export const realWorld: readonly string[] = [
  'electron/till/adapters.ts',
  'native/printing/timers.ts',
  'native/simulators/',
  'scripts/',
  'test/',
];
