import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startHost } from '../../../electron/host/host.ts';
import type { Host, HostOptions, ListenLocal } from '../../../electron/host/shell.ts';
import { createPeer, type Peer } from '../../../electron/ipc/peer.ts';
import type { Port } from '../../../electron/ipc/port.ts';
import { createFakeFork, type FakeFork, type HandlersOf } from './fake-fork.ts';
import { createPortPair } from './port-pair.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

export type Logged = { readonly level: string; readonly event: string; readonly fields: Record<string, unknown> };

/** A page as the host sees it: a port, and the contract on top of it. */
export type TestWindow = {
  readonly peer: Peer;
  readonly port: Port;
  /** Every message that came, as it came. */
  readonly heard: unknown[];
  close(): void;
};

export type TestHost = {
  readonly host: Host;
  readonly time: VirtualTime;
  readonly processes: FakeFork;
  readonly folder: string;
  readonly log: Logged[];
  readonly shellCalls: string[];
  /** Folders that a local socket is listening for. */
  readonly listening: Set<string>;
  window(): TestWindow;
  /** A command line that found the socket. */
  command(): TestWindow;
  pass(ms: number): Promise<void>;
};

export async function startTestHost(handlers: HandlersOf = {}, changes: Partial<HostOptions> = {}): Promise<TestHost> {
  const time = createVirtualTime();
  const processes = createFakeFork(time, handlers);
  const folder = join(mkdtempSync(join(tmpdir(), 'mostrador-host-')), 'caja');
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
  const log: Logged[] = [];
  const shellCalls: string[] = [];
  const listening = new Set<string>();
  let connectCommand: (port: Port) => void = () => undefined;
  const listenLocal: ListenLocal = (dataFolder, onConnection) => {
    listening.add(dataFolder);
    connectCommand = onConnection;
    return Promise.resolve({
      close: () => {
        listening.delete(dataFolder);
        return Promise.resolve();
      },
    });
  };
  const started = await startHost({
    kind: 'browser',
    version: '0.1.0',
    dataFolder: folder,
    isSample: false,
    samplesFolder: '/samples',
    entries: { till: 'till.js', devices: 'devices.js', sync: 'sync.js' },
    fork: processes.fork,
    shell: {
      setKiosk: (isOn) => shellCalls.push(`kiosk ${isOn}`),
      signInUrl: () => 'http://127.0.0.1:7410/entrar?llave=x',
      secrets: null,
      quit: () => shellCalls.push('quit'),
    },
    report: (level, event, fields = {}) => log.push({ level, event, fields }),
    bootId: 'boot',
    timeouts: time.timeouts,
    monotonicMs: time.nowMs,
    cpuMs: () => null,
    listenLocal,
    ...changes,
  });
  if (!started.ok) throw new Error(started.refusal.code);
  const host = started.value;
  await time.settle();

  const open = (connect: (port: Port) => void): TestWindow => {
    const [page, ours] = createPortPair();
    const heard: unknown[] = [];
    page.onMessage((message) => heard.push(message));
    connect(ours);
    const peer = createPeer(page, {}, { onError: () => undefined }, time.timeouts);
    return { peer, port: page, heard, close: () => page.close() };
  };
  let windows = 0;
  return {
    host,
    time,
    processes,
    folder,
    log,
    shellCalls,
    listening,
    window: () => open((port) => host.connectWindow(port, { windowId: `w${windows++}` })),
    command: () => open((port) => connectCommand(port)),
    pass: (ms) => time.advance(ms),
  };
}

/** What a refusal says, or `ok`. */
export const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }): string =>
  result.ok ? 'ok' : result.refusal.code;
