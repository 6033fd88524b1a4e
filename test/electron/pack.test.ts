import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logPath } from '../../electron/host/log.ts';
import { PACK_FOLDER } from '../../scripts/pack.ts';
import { type Display, openDisplay } from '../support/display.ts';
import { hasElectron, runtimeSwitches, startProgram } from '../support/electron.ts';
import { type AsarEntry, readAsar } from './support/read-asar.ts';

const UNPACKED = join(PACK_FOLDER, 'linux-unpacked');
const PROGRAM = join(UNPACKED, 'mostrador');
const RESOURCES = join(UNPACKED, 'resources');
const ARCH = process.arch;
const PATIENCE = { timeout: 30_000 };

const canPack = hasElectron && process.platform === 'linux';

describe.skipIf(!canPack)('the packed till (needs Electron, Linux)', () => {
  let folder = '';
  let display: Display;
  let files: readonly AsarEntry[] = [];

  beforeAll(async () => {
    const packed = spawnSync(process.execPath, ['scripts/pack.ts'], { encoding: 'utf8' });
    if (packed.status !== 0) throw new Error(`${packed.stdout}${packed.stderr}`);
    files = readAsar(join(RESOURCES, 'app.asar'));
    folder = mkdtempSync(join(tmpdir(), 'mostrador-pack-'));
    display = await openDisplay();
  });
  afterAll(async () => {
    await display?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    startProgram(PROGRAM, [...runtimeSwitches, ...args], { ...display.env, ...env });
  /** Ends at once with a refusal, after everything that could have slipped in has had its chance. */
  const REFUSED = ['--daten'];

  it('19: has its fuses blown', async () => {
    const wire = await getCurrentFuseWire(PROGRAM);
    const is = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE;
    expect({
      runAsNode: is(FuseV1Options.RunAsNode),
      cookieEncryption: is(FuseV1Options.EnableCookieEncryption),
      nodeOptions: is(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: is(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: is(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyFromAsar: is(FuseV1Options.OnlyLoadAppFromAsar),
      browserSnapshot: is(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileProtocol: is(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      asarIntegrity: true,
      onlyFromAsar: true,
      browserSnapshot: false,
      fileProtocol: false,
    });
  });

  it('19: is no Node for others and takes no code from outside', async () => {
    const trace = join(folder, 'slipped-in');
    const evil = join(folder, 'evil.cjs');
    writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`);
    const asNode = start(['-e', `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`], {
      ELECTRON_RUN_AS_NODE: '1',
    });
    expect(await asNode.ended).toBe(2);
    expect(await start(REFUSED, { NODE_OPTIONS: `--require=${evil}` }).ended).toBe(2);
    const inspected = start(['--inspect=0', ...REFUSED]);
    expect(await inspected.ended).toBe(2);
    expect(inspected.said()).not.toContain('Debugger listening');
    expect(existsSync(trace)).toBe(false);
  });

  it('opens its window on its processes and ends in order, and no debugger can look in', async () => {
    const data = join(folder, 'datos');
    const log = (): string => (existsSync(logPath(data)) ? readFileSync(logPath(data), 'utf8') : '');
    const { child, ended, said } = start(['--remote-debugging-port=0', '--data', data]);
    for (const sign of ['window.shown', '"till.open"', '"devices.open"']) {
      await expect.poll(log, PATIENCE).toContain(sign);
    }
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said()).not.toContain('DevTools listening');
    expect(log()).not.toContain('process.crashed');
    expect(log()).toContain('"phase.ended","phase":"folder"');
  });

  it('tests itself: one sale on real processes, paper and records included', async () => {
    const { ended, said } = start(['--self-test']);
    expect(await ended).toBe(0);
    const [line = '{}'] = said()
      .split('\n')
      .filter((text) => text.startsWith('{"ok"'));
    const report = JSON.parse(line);
    expect(report).toMatchObject({ ok: true, print: 'confirmed', document: { number: '01T01S-26-000001' } });
    expect(report.runtime).toContain('Electron');
  });

  it('holds the till and nothing else', () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'package.json',
        'dist/app/main.js',
        'dist/app/preload.cjs',
        'dist/app/renderer/index.html',
      ]),
    );
    const tops = new Set(paths.map((path) => path.split('/')[0]));
    expect([...tops].sort()).toEqual(['dist', 'node_modules', 'package.json']);
    const foreign =
      /\.(?:[cm]?tsx?|map|md|h|cc?|cpp|gypi?)$|(?:^|\/)(?:test|tests|docs|examples?|src\/[^/]+\.c)(?:\/|\.js$)/;
    expect(paths.filter((path) => foreign.test(path))).toEqual([]);
  });

  it('carries only the packages that no bundle holds', () => {
    const names = files.flatMap(({ path }) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    const serialport = [...new Set(names)].filter((name) => name.startsWith('@serialport/'));
    expect(serialport).toContain('@serialport/bindings-cpp');
    expect([...new Set(names)].filter((name) => !name.startsWith('@serialport/')).sort()).toEqual([
      '@fontsource/ibm-plex-mono',
      '@noble/ciphers',
      '@noble/hashes',
      '@swc/helpers',
      'base64-js',
      'better-sqlite3',
      'brotli',
      'clone',
      'dank-do-while',
      'debug',
      'dfa',
      'fast-deep-equal',
      'fflate',
      'fontkit',
      'iconv-lite',
      'linebreak',
      'ms',
      'node-gyp-build',
      'node-thermal-printer',
      'pako',
      'pdfkit',
      'png-js',
      'pngjs',
      'restructure',
      'safer-buffer',
      'serialport',
      'tiny-inflate',
      'unicode-properties',
      'unicode-trie',
      'unorm',
      'write-file-queue',
    ]);
  });

  it('has the native modules of this system only, outside the archive', () => {
    const natives = files.filter(({ path }) => path.endsWith('.node'));
    const own = [
      'node_modules/better-sqlite3/build/Release/better_sqlite3.node',
      `node_modules/better-sqlite3/prebuilds/linux-${ARCH}.node`,
      `node_modules/@serialport/bindings-cpp/prebuilds/linux-${ARCH}/@serialport+bindings-cpp.glibc.node`,
    ];
    expect(natives.filter(({ path }) => !own.includes(path))).toEqual([]);
    expect(natives.length).toBeGreaterThanOrEqual(2);
    for (const { path, isUnpacked } of natives) {
      expect(isUnpacked).toBe(true);
      expect(statSync(join(RESOURCES, 'app.asar.unpacked', path)).size).toBeGreaterThan(10_000);
    }
    expect(files.filter(({ hasIntegrity }) => !hasIntegrity)).toEqual([]);
    expect(readdirSync(RESOURCES).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  });

  it('brings its licences', () => {
    const licences = readdirSync(UNPACKED).filter((name) => name.startsWith('LICENSE'));
    expect(licences.sort()).toEqual([
      'LICENSE.electron.txt',
      'LICENSE.mostrador.txt',
      'LICENSES.chromium.html',
      'LICENSES.libraries.txt',
    ]);
    const libraries = readFileSync(join(UNPACKED, 'LICENSES.libraries.txt'), 'utf8');
    for (const name of ['react', 'zod', 'better-sqlite3', 'scheduler'])
      expect(libraries).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
