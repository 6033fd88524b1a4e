import { join } from 'node:path';
import { startHost } from '../../../electron/host/host.ts';
import { nodeFork } from '../../../electron/host/node-fork.ts';
import { cpuMs, monotonicMs, newId, systemTimeouts } from '../../../electron/host/real-world.ts';
import type { Host } from '../../../electron/host/shell.ts';

const stub = join(import.meta.dirname, 'stub-process.ts');

/** The real host with real processes that only answer. */
export async function startStubHost(dataFolder: string): Promise<Host> {
  const started = await startHost({
    kind: 'browser',
    version: '0',
    dataFolder,
    isSample: false,
    samplesFolder: '/samples',
    entries: { till: stub, devices: stub, sync: stub },
    fork: nodeFork,
    shell: {
      setKiosk: () => undefined,
      signInUrl: () => 'http://127.0.0.1:1/entrar?llave=x',
      secrets: null,
      quit: () => undefined,
    },
    report: () => undefined,
    bootId: newId(),
    timeouts: systemTimeouts,
    monotonicMs,
    cpuMs,
  });
  if (!started.ok) throw new Error(started.refusal.code);
  return started.value;
}

/** By hand: runs until it is killed, and says which processes it has. */
if (import.meta.main) {
  const host = await startStubHost(process.argv[2] ?? '');
  for (const name of ['till', 'devices', 'sync'] as const) await host.whenUp(name);
  process.stdout.write(`${JSON.stringify(['till', 'devices', 'sync'].map((name) => host.pid(name as 'till')))}\n`);
}
