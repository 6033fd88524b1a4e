import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startHost } from '../../electron/host/host.ts';
import { layoutOf } from '../../electron/host/layout.ts';
import { nodeFork } from '../../electron/host/node-fork.ts';
import { cpuMs, monotonicMs, newId, systemTimeouts } from '../../electron/host/real-world.ts';
import type { Host } from '../../electron/host/shell.ts';

/** A till that runs as at a counter, with its three processes and no window. */
export async function startRealHost(dataFolder: string): Promise<Host> {
  const { entries, samplesFolder } = layoutOf(pathToFileURL(resolve('electron/browser/main.ts')).href);
  const started = await startHost({
    kind: 'browser',
    version: '0',
    dataFolder,
    isSample: false,
    samplesFolder,
    entries,
    fork: nodeFork,
    shell: { setKiosk: () => undefined, signInUrl: () => null, secrets: null, quit: () => undefined },
    report: () => undefined,
    bootId: newId(),
    timeouts: systemTimeouts,
    monotonicMs,
    cpuMs,
  });
  if (!started.ok) throw new Error(started.refusal.code);
  for (const name of ['till', 'devices'] as const) await started.value.whenUp(name);
  return started.value;
}
