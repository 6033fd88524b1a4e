import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ok } from '../../domain/result.ts';
import { nodeFork } from '../../electron/host/node-fork.ts';
import { cpuMs } from '../../electron/host/real-world.ts';
import { askRunningTill } from '../../electron/host/running-till.ts';
import type { Host } from '../../electron/host/shell.ts';
import { createPeer } from '../../electron/ipc/peer.ts';
import { systemTimeouts } from '../../electron/ipc/system-timeouts.ts';
import { connectLocal } from '../../electron/local-socket/connect.ts';
import { createPortPair } from './support/port-pair.ts';
import { startStubHost } from './support/stub-host.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-processes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function until(condition: () => boolean, limitMs = 10_000): Promise<number> {
  const since = performance.now();
  while (!condition() && performance.now() - since < limitMs) await wait(5);
  return performance.now() - since;
}

async function startHere(): Promise<Host> {
  const host = await startStubHost(folder);
  onTestFinished(() => host.stop());
  for (const name of ['till', 'devices', 'sync'] as const) await host.whenUp(name);
  return host;
}

describe('real processes', () => {
  it('answer a window and a command line', async () => {
    const host = await startHere();
    const [page, ours] = createPortPair();
    host.connectWindow(ours, { windowId: 'a' });
    const peer = createPeer(page, {}, { onError: () => undefined }, systemTimeouts);
    await peer.call('host.hello', {});
    expect(await peer.call('catalog.look-up', { code: '1' })).toEqual(ok({ product: null }));

    const port = await connectLocal(folder);
    if (port === null) throw new Error('no local socket');
    const cli = createPeer(port, {}, { onError: () => undefined }, systemTimeouts);
    expect(await cli.call('local.adopt', { answer: 'moved' })).toEqual(ok({ dataFolder: folder, version: '0' }));
    port.close();
    expect(await askRunningTill(folder)).toEqual(ok({ url: 'http://127.0.0.1:1/entrar?llave=x' }));
  });

  it.each(['till', 'devices', 'sync'] as const)('%s is back in less than 2 s when it is killed', async (name) => {
    const host = await startHere();
    const before = host.pid(name);
    process.kill(before ?? 0, 'SIGKILL');
    const tookMs = await until(() => host.pid(name) !== before && host.state(name) === 'up');
    expect(host.pid(name)).not.toBe(before);
    expect(tookMs).toBeLessThan(2_000);
  });

  it('end with their host', async () => {
    const host = await startHere();
    const pids = (['till', 'devices', 'sync'] as const).map((name) => host.pid(name) ?? 0);
    expect(pids.every(isAlive)).toBe(true);
    await host.stop();
    expect(pids.some(isAlive)).toBe(false);
    expect(await askRunningTill(folder)).toBeNull();
  });

  it('end when their host is killed, and leave the folder to the next', async () => {
    const program = join(import.meta.dirname, 'support/stub-host.ts');
    const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
    const pids = JSON.parse(line) as number[];
    expect(pids.every(isAlive)).toBe(true);
    child.kill('SIGKILL');
    await until(() => !pids.some(isAlive));
    expect(pids.some(isAlive)).toBe(false);
    await startHere();
  });

  it.skipIf(process.platform !== 'linux')('do not get the Ctrl-C of the terminal', async () => {
    const host = await startHere();
    const groupOf = (pid: number | string): string =>
      readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /, '')
        .split(' ')[2] ?? '';
    expect(groupOf(host.pid('till') ?? 0)).not.toBe(groupOf('self'));
  });

  it('that cannot be started exit', async () => {
    const handle = nodeFork(join(folder, 'nothing.js'), [], 'till');
    const exit = await new Promise((resolve) => handle.onExit(resolve));
    expect(exit).toEqual({ code: 1, signal: null });
    handle.port.post({ kind: 'event', event: 'x', data: {} });
    handle.kill();
  });
});

describe.skipIf(process.platform !== 'linux')('processor time', () => {
  it('grows with work and is null for nobody', () => {
    const before = cpuMs(process.pid) ?? Number.NaN;
    const until = performance.now() + 150;
    while (performance.now() < until);
    expect((cpuMs(process.pid) ?? 0) - before).toBeGreaterThanOrEqual(50);
    expect(cpuMs(2 ** 22 + 1)).toBeNull();
  });
});
