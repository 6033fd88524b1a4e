/**
 * Who may import whom: the table of the design as data. The most specific folder decides, and a folder may always import
 * itself. A new package or Node module is one more word here, and docs/adr/0003 says why.
 */
export type ImportRule = {
  readonly folder: string;
  readonly folders: readonly string[];
  readonly packages: Allowed;
  /** Node's own modules, without `node:`. */
  readonly node: Allowed;
};

export type Allowed = readonly string[] | 'any';

type Row = { readonly folders?: readonly string[]; readonly packages?: Allowed; readonly node?: Allowed };

const row = (folder: string, { folders = [], packages = [], node = [] }: Row = {}): ImportRule => ({
  folder,
  folders: [folder, ...folders],
  packages,
  node,
});

const DEVICE_MODULES = ['child_process', 'events', 'fs', 'fs/promises', 'net', 'os', 'path', 'timers/promises', 'util'];

export const importRules: readonly ImportRule[] = [
  row('domain'),
  row('contracts', { folders: ['domain'], packages: ['zod'] }),
  row('db', {
    folders: ['domain', 'contracts'],
    packages: ['better-sqlite3', 'zod'],
    node: ['crypto', 'fs', 'path'],
  }),
  row('native', { folders: ['domain'], packages: ['serialport'], node: DEVICE_MODULES }),
  // Printing and the virtual printer share no code, not even by a third folder: one is the witness of the other.
  row('native/printing', {
    folders: ['domain', 'native/drawer'],
    packages: ['serialport', 'node-thermal-printer', 'pngjs', 'qrcode'],
    node: DEVICE_MODULES,
  }),
  row('native/drawer', { folders: ['domain'] }),
  row('native/scale', { folders: ['domain'], packages: ['serialport'], node: DEVICE_MODULES }),
  row('native/scanner', { folders: ['domain'], packages: ['serialport'], node: DEVICE_MODULES }),
  row('native/display', { folders: ['domain'], packages: ['serialport'], node: DEVICE_MODULES }),
  row('native/simulators', {
    folders: ['domain'],
    packages: ['@fontsource/ibm-plex-mono', 'opentype.js', 'pngjs', 'qrcode', 'serialport'],
    node: [...DEVICE_MODULES, 'readline', 'url', 'zlib'],
  }),
  row('electron/ipc', { folders: ['domain', 'contracts'], packages: ['zod'] }),
  row('electron/preload', { folders: ['electron/ipc'], packages: ['electron'] }),
  // Where a till may keep its data, for the shells and the command line alike.
  row('electron/data-folder', { folders: ['domain'], node: ['fs', 'path'] }),
  // How a command line finds and asks the till that runs on the same folder.
  row('electron/local-socket', { folders: ['domain', 'electron/ipc'], node: ['crypto', 'fs', 'net', 'os', 'path'] }),
  row('electron/host', {
    folders: ['domain', 'electron/data-folder', 'electron/ipc', 'electron/local-socket'],
    packages: ['uuid', 'zod'],
    node: 'any',
  }),
  row('electron/main', {
    folders: ['domain', 'electron/host', 'electron/ipc'],
    packages: ['electron', 'zod'],
    node: 'any',
  }),
  row('electron/browser', {
    folders: ['domain', 'electron/host', 'electron/ipc'],
    packages: ['ws', 'zod'],
    node: 'any',
  }),
  // No network and no other program: nothing outside the sale can stop the sale.
  row('electron/till', {
    folders: ['domain', 'contracts', 'db', 'electron/ipc'],
    packages: ['csv-parse', 'pdfkit', 'uuid', 'zod'],
    node: ['crypto', 'fs', 'fs/promises', 'os', 'path', 'timers/promises', 'url', 'worker_threads'],
  }),
  row('electron/devices', {
    folders: ['domain', 'native', 'electron/ipc'],
    packages: ['serialport'],
    node: DEVICE_MODULES,
  }),
  row('electron/sync', { folders: ['domain', 'contracts', 'db', 'electron/ipc'], packages: ['zod'], node: 'any' }),
  row('electron/cli', {
    folders: [
      ...['domain', 'contracts', 'db', 'native'],
      ...['electron/data-folder', 'electron/ipc', 'electron/local-socket', 'electron/sync', 'electron/till'],
    ],
    packages: ['zod'],
    node: ['fs', 'fs/promises', 'net', 'os', 'path', 'readline', 'timers/promises', 'url', 'util'],
  }),
  row('renderer', {
    folders: ['domain', 'electron/ipc'],
    packages: ['@fontsource-variable/inter', 'qrcode', 'react', 'react-dom', 'uuid', 'zustand'],
  }),
  // A package of its own, so that the till does not carry the server's libraries.
  row('central', { folders: ['domain', 'contracts'], packages: 'any', node: 'any' }),
  // What others install: nothing of ours, nothing of anybody's.
  row('clients/typescript'),
  // As an integrator writes it: with what is installed by nobody.
  row('docs/integrating', { folders: ['clients'], node: 'any' }),
  row('scripts', {
    packages: ['@electron/fuses', '@vitejs/plugin-react', 'oxc-parser', 'playwright', 'pngjs', 'rolldown', 'vite'],
    node: 'any',
  }),
  row('test', {
    folders: ['domain', 'contracts', 'db', 'native', 'electron', 'renderer', 'central', 'clients', 'scripts'],
    packages: 'any',
    node: 'any',
  }),
  row('test/central', {
    folders: ['domain', 'contracts', 'db', 'electron', 'central', 'scripts', 'test'],
    packages: 'any',
    node: 'any',
  }),
];

/** What central/package.json declares is theirs. */
export const centralFolders: readonly string[] = ['central', 'test/central', 'test/clients', 'test/integrating'];

/** Folders that run only on a developer's machine: the only ones that may use devDependencies. */
export const developerFolders: readonly string[] = ['scripts', 'test'];

/** Packages that the runtime brings: no dependency to install beside it. */
export const runtimePackages: readonly string[] = ['electron'];

/** Files at the root that belong to no folder: configuration of tools. */
export const rootFiles: ReadonlySet<string> = new Set(['vite.config.ts', 'vitest.config.ts']);

/** The only places that may ask the real clock or draw random numbers. */
export const realWorld: readonly string[] = [
  'electron/till/adapters.ts',
  'electron/host/real-world.ts',
  'electron/sync/real-world.ts',
  'central/real-world.ts',
  'renderer/app/real-world.ts',
  'native/simulators/printer-main.ts',
  'clients/',
  'docs/integrating/',
  'scripts/',
  'test/',
];

/**
 * Globals that domain must not know: the world outside comes in by parameters (domain/ports.ts). Those of the browser are
 * no names for TypeScript here (`lib`), and `document` is a word of this trade.
 */
export const outsideWorld: ReadonlySet<string> = new Set([
  'Buffer',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'fetch',
  'globalThis',
  'localStorage',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);
