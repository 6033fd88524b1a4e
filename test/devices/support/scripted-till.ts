import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PrintOutcome } from '../../../domain/printing/types.ts';
import type { Receipt } from '../../../domain/receipt/model.ts';
import { ok, type Refused, refuse } from '../../../domain/result.ts';
import { nodeFork } from '../../../electron/host/node-fork.ts';
import type { ChildExit } from '../../../electron/host/shell.ts';
import type { ChildOptions } from '../../../electron/ipc/child/options.ts';
import type { PrintTaskMessage } from '../../../electron/ipc/contract/printing.ts';
import { createPeer, type Peer } from '../../../electron/ipc/peer.ts';
import { systemTimeouts } from '../../../electron/ipc/system-timeouts.ts';
import { PROFILE, SHORT_RECEIPT } from '../../support/sample-receipt.ts';

const ENTRY = join(import.meta.dirname, '../../../electron/devices/main.ts');

export const receiptTask = (jobId: number, url: string, receipt: Receipt = SHORT_RECEIPT): PrintTaskMessage => ({
  jobId,
  profile: { ...PROFILE, url },
  content: { kind: 'receipt', receipt: structuredClone(receipt) as never },
});
export const drawerTask = (jobId: number, url: string): PrintTaskMessage => ({
  jobId,
  profile: { ...PROFILE, url },
  content: { kind: 'drawer' },
});

/** A port of this machine on which nobody listens. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export async function until(condition: () => boolean, limitMs = 10_000): Promise<void> {
  for (const since = performance.now(); !condition(); await wait(10)) {
    if (performance.now() - since > limitMs) throw new Error(`not within ${limitMs} ms`);
  }
}

/** The real device process, started as a shell does, with the test in the place of shell and till. */
export class ScriptedTill {
  /** What every question to the till is refused with, or null: it answers. */
  trouble: Refused | null = null;
  /** What waits when the device process starts. */
  queued: readonly PrintTaskMessage[] = [];
  isGranted: (jobId: number) => boolean = () => true;
  /** Everything that came from the device process, in order, also what was refused. */
  readonly asked: string[] = [];
  readonly taken: { readonly jobId: number; readonly outcome: PrintOutcome }[] = [];
  said = '';
  exit: ChildExit | null = null;
  readonly #child: ReturnType<typeof nodeFork>;
  readonly devices: Peer;

  constructor(dataFolder: string, setUp: Partial<Pick<ScriptedTill, 'trouble' | 'queued' | 'isGranted'>> = {}) {
    Object.assign(this, setUp);
    const options: ChildOptions = {
      dataFolder,
      bootId: 'boot',
      isSample: true,
      samplesFolder: '/samples',
      host: 'browser',
      version: '0',
    };
    this.#child = nodeFork(ENTRY, [JSON.stringify(options)], 'devices');
    this.#child.onErrorOutput((text) => {
      this.said += text;
    });
    this.#child.onExit((exit) => {
      this.exit = exit;
    });
    this.devices = createPeer(
      this.#child.port,
      {
        'jobs.queued': () => this.#answer('queued', () => ({ tasks: [...this.queued] })),
        'jobs.mark-sending': ({ jobId }) => this.#answer(`mark ${jobId}`, () => ({ isGranted: this.isGranted(jobId) })),
        'jobs.outcome': ({ jobId, outcome }) =>
          this.#answer(`outcome ${jobId} ${outcome.state}`, () => {
            this.taken.push({ jobId, outcome });
            return {};
          }),
      },
      {
        onError: (_command, error) => {
          throw error;
        },
      },
      systemTimeouts,
    );
  }

  #answer<T>(what: string, value: () => T) {
    this.asked.push(what);
    return this.trouble ?? ok(value());
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  print(...tasks: PrintTaskMessage[]) {
    return this.devices.call('devices.print', { tasks });
  }

  outcomeOf(jobId: number): PrintOutcome | undefined {
    return this.taken.find((one) => one.jobId === jobId)?.outcome;
  }

  /** How a job ended, once the till took it. */
  async ended(jobId: number, limitMs?: number): Promise<PrintOutcome | undefined> {
    await until(() => this.outcomeOf(jobId) !== undefined, limitMs);
    return this.outcomeOf(jobId);
  }

  count = (what: string): number => this.asked.filter((asked) => asked === what).length;

  /** The shell goes away. */
  leave(): void {
    this.#child.port.close();
  }

  async end(): Promise<void> {
    this.#child.kill();
    await until(() => this.exit !== null);
  }
}

export const TILL_AWAY = refuse('process_gone', {}, true);
