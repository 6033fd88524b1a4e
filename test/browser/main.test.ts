import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logPath } from '../../electron/host/log.ts';
import { buildApp } from '../../scripts/app-build.ts';
import { ask, pathOf } from './support/http.ts';

/** The browser host as it ships, in a process of its own. */
let folder: string;
beforeAll(async () => void (await buildApp()));
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'mostrador-browser-')), 'caja');
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(end));
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const children: ChildProcess[] = [];

/** In order, so that neither its socket nor its folder is left on the machine. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = exitOf(child);
  child.kill('SIGTERM');
  await exit;
}

// No display: no window opens on the machine of whoever runs the tests.
const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', MOSTRADOR_LANG: 'es' };

const start = (...args: readonly string[]) => startProgram('dist/app/browser.js', args);

function startProgram(program: string, args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child as ChildProcess & { readonly stdout: NodeJS.ReadableStream };
}

const firstLine = (child: { readonly stdout: NodeJS.ReadableStream }): Promise<string> =>
  new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())));
const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

async function run(...args: readonly string[]) {
  const child = start(...args);
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr as NodeJS.ReadableStream),
    exitOf(child),
  ]);
  return { stdout, stderr, code };
}

const urlIn = (line: string): URL => new URL(/http:\S+/.exec(line)?.[0] ?? 'none:');

describe('the browser host', () => {
  it('prints a URL that opens the page, and ends in order on Ctrl-C', async () => {
    const child = start('--data', folder);
    const line = await firstLine(child);
    expect(line).toMatch(/^Mostrador está abierto en: http:\/\/127\.0\.0\.1:\d+\/entrar\?llave=\S+$/);
    const url = urlIn(line);
    const { status, headers } = await ask(Number(url.port), { path: pathOf(url.href) });
    expect(status).toBe(303);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const page = await ask(Number(url.port), { headers: { cookie } });
    expect(page.body).toContain('<div id="root">');
    const script = /src="\.(?<path>\/assets\/[^"]+)"/.exec(page.body)?.groups?.['path'] ?? '';
    expect((await ask(Number(url.port), { path: script, headers: { cookie } })).status).toBe(200);

    const exit = exitOf(child);
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    await expect(ask(Number(url.port))).rejects.toThrow('ECONNREFUSED');
  });

  it('makes a folder of its user only, with a log that holds no key', async () => {
    const child = start('--data', folder);
    const url = urlIn(await firstLine(child));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const key = url.searchParams.get('llave') ?? '';
    await ask(Number(url.port), { path: `/entrar?llave=${key}x` });
    const log = readFileSync(logPath(folder), 'utf8');
    expect(log).toContain('"event":"server.refused","rule":"http.key"');
    expect(log).not.toContain(key);
  });

  it('is one per folder: a second start prints a URL of the first, `--url` prints it alone', async () => {
    const url = urlIn(await firstLine(start('--data', folder)));
    const second = await run('--data', folder);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toMatch(/^Mostrador ya está abierto con estos datos\. Para entrar: http:/);
    const alone = await run('--url', '--data', folder);
    expect(alone).toMatchObject({ code: 0, stderr: '' });
    const fresh = new URL(alone.stdout.trim());
    expect(fresh.port).toBe(url.port);
    expect((await ask(Number(url.port), { path: pathOf(fresh.href) })).status).toBe(303);
  });

  it('says that nothing is open when there is nothing to print a URL of', async () => {
    const { code, stdout, stderr } = await run('--url', '--data', folder);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it('takes its demonstration away when it ends', async () => {
    const child = start('--demo');
    const said = text(child.stderr as NodeJS.ReadableStream);
    await firstLine(child);
    const exit = exitOf(child);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    const path = /\/\S*mostrador-demo-\w+/.exec(await said)?.[0] ?? '';
    expect(path).not.toBe('');
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    [['--colour'], 2, 'No se entiende «--colour»'],
    [['--port', '99999'], 2, 'no es un puerto'],
    [['--demo', '--data', '/x'], 2, 'Quite --data'],
  ])('refuses %o', async (args, code, words) => {
    const result = await run(...args);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toContain(words);
  });
});

describe('npm start', () => {
  const startIt = () => startProgram('scripts/start.ts', ['--host', 'browser', '--data', folder]);

  it('opens the browser host where there is no display, and hands Ctrl-C on', async () => {
    const child = startProgram('scripts/start.ts', ['--data', folder]);
    const url = urlIn(await firstLine(child));
    expect((await ask(Number(url.port))).status).toBe(401);
    const exit = exitOf(child);
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    await expect(ask(Number(url.port))).rejects.toThrow('ECONNREFUSED');
  });

  it('leaves nothing behind when it is killed', async () => {
    const child = startIt();
    const port = Number(urlIn(await firstLine(child)).port);
    expect((await ask(port)).status).toBe(401);
    // Its output closes when the shell that it started has ended too.
    child.stderr?.resume();
    const isOver = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await isOver;
    await expect(ask(port)).rejects.toThrow('ECONNREFUSED');
  });

  it('refuses a host that there is not', async () => {
    const child = startProgram('scripts/start.ts', ['--host', 'firefox', '--data', folder]);
    expect(await exitOf(child)).toBe(2);
  });
});
