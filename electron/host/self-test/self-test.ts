import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cents } from '../../../domain/money.ts';
import type { Result } from '../../../domain/result.ts';
import type { CommandName, InputOf, OutputOf } from '../../ipc/contract/index.ts';
import { createPeer, type Peer } from '../../ipc/peer.ts';
import { startHost } from '../host.ts';
import type { Layout } from '../layout.ts';
import { cpuMs, monotonicMs, newId, systemTimeouts } from '../real-world.ts';
import type { Fork, Host, HostOptions } from '../shell.ts';
import { windowPair } from './window-pair.ts';

/**
 * `--self-test`: real processes on the sample shop in a temporary folder, one sale, its paper out of a virtual printer, and
 * every record recomputed. For whoever installs the program, and for the packed build in tests.
 */
export type SelfTestReport = {
  readonly ok: boolean;
  readonly version: string;
  readonly runtime: string;
  readonly steps: readonly {
    readonly name: string;
    readonly ms: number;
    readonly ok: boolean;
    readonly detail: string;
  }[];
  readonly document: { readonly number: string; readonly totalCents: number } | null;
  readonly print: string | null;
};

export type SelfTestOptions = {
  readonly kind: HostOptions['kind'];
  readonly fork: Fork;
  readonly layout: Layout;
};

/** Slow machines take their time to make a catalogue; a printer that says nothing is given up. */
const READY_MS = 60_000;
const PAPER_MS = 10_000;
const LOOK_MS = 100;

const runtime = (): string =>
  process.versions['electron'] === undefined
    ? `Node ${process.versions.node}`
    : `Electron ${process.versions['electron']}, Node ${process.versions.node}`;

/** Another till of this machine may use the usual port for its own virtual printer. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

class StepFailed extends Error {}

type Step = <T>(name: string, body: () => Promise<T>, detail?: (value: T) => string) => Promise<T>;
type Ask = <Name extends CommandName>(command: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;

/** Answers to the words of the contract; a refusal ends the test with its code. */
const asker =
  (peer: Peer): Ask =>
  async (command, input) => {
    const answered: Result<unknown> = await peer.call(command, input);
    if (!answered.ok) throw new StepFailed(`${command}: ${answered.refusal.code}`);
    return answered.value as never;
  };

async function until(isThere: () => Promise<boolean>, patienceMs: number): Promise<void> {
  const end = monotonicMs() + patienceMs;
  while (!(await isThere())) {
    if (monotonicMs() > end) throw new StepFailed(`not within ${patienceMs / 1000} s`);
    await new Promise<void>((resolve) => systemTimeouts.set(() => resolve(), LOOK_MS));
  }
}

async function sellOnce(ask: Ask, step: Step): Promise<Pick<SelfTestReport, 'document' | 'print'>> {
  await step('printer', async () => {
    const { printing } = await ask('settings.read', {});
    const url = `virtual:${await freePort()}`;
    await ask('settings.write-printing', {
      ...printing,
      printers: printing.printers.map((printer) => ({ ...printer, url })),
    });
  });
  const ticketId = newId();
  await step('ring-up', async () => {
    const { favourites } = await ask('catalog.overview', {});
    const product = favourites.find(({ unit }) => unit === 'unit');
    if (product === undefined) throw new StepFailed('the sample shop has no favourites');
    const target = { ticketId, operationId: newId(), productId: product.id, quantityMilli: null };
    return ask('sale.add-product', target);
  });
  const { sale } = await step('close', async () => {
    const { active } = await ask('sale.desk', {});
    const payment = { method: 'cash', tenderedCents: cents(active?.totalCents ?? 0) } as const;
    return ask('sale.close', { ticketId, payment, paper: 'yes' });
  });
  let print: string | null = null;
  await step('paper', () =>
    until(async () => {
      print = (await ask('sale.desk', {})).lastSale?.paper?.state ?? null;
      return print === 'confirmed' || print === 'failed' || print === 'unknown';
    }, PAPER_MS),
  );
  if (print !== 'confirmed') throw new StepFailed(`the paper is ${String(print)}`);
  await step('verify', async () => {
    const { isSound, problemCount } = await ask('data.verify', {});
    if (!isSound) throw new StepFailed(`${problemCount} problems`);
  });
  return { document: { number: sale.number, totalCents: sale.totalCents }, print };
}

function hostOptions({ kind, fork, layout }: SelfTestOptions, dataFolder: string): HostOptions {
  return {
    kind,
    fork,
    version: layout.version,
    dataFolder,
    isSample: true,
    samplesFolder: layout.samplesFolder,
    entries: layout.entries,
    shell: { setKiosk: () => undefined, signInUrl: () => null, secrets: null, quit: () => undefined },
    report: () => undefined,
    bootId: newId(),
    timeouts: systemTimeouts,
    monotonicMs,
    cpuMs,
  };
}

/** Never rejects; leaves nothing behind. */
export async function runSelfTest(options: SelfTestOptions): Promise<SelfTestReport> {
  const steps: { name: string; ms: number; ok: boolean; detail: string }[] = [];
  const step: Step = async (name, body) => {
    const startedMs = monotonicMs();
    const done = (ok: boolean, detail: string): void =>
      void steps.push({ name, ms: Math.round(monotonicMs() - startedMs), ok, detail });
    try {
      const value = await body();
      done(true, '');
      return value;
    } catch (error) {
      done(false, error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  const dataFolder = mkdtempSync(join(tmpdir(), 'mostrador-self-test-'));
  let host: Host | null = null;
  let sold: Pick<SelfTestReport, 'document' | 'print'> = { document: null, print: null };
  try {
    const pair = windowPair();
    const ask = asker(createPeer(pair.page, {}, { onError: () => undefined }, systemTimeouts));
    host = await step('start', async () => {
      const started = await startHost(hostOptions(options, dataFolder));
      if (!started.ok) throw new StepFailed(started.refusal.code);
      started.value.connectWindow(pair.window, { windowId: newId() });
      await ask('host.hello', {});
      return started.value;
    });
    await step('ready', () => until(() => isReady(ask), READY_MS));
    await ask('session.read', {});
    sold = await sellOnce(ask, step);
  } catch {
    // The step that failed says why.
  } finally {
    await host?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
  const isWhole = sold.document !== null && steps.every(({ ok }) => ok);
  return { ok: isWhole, version: options.layout.version, runtime: runtime(), steps, ...sold };
}

const isReady = async (ask: Ask): Promise<boolean> => {
  try {
    return (await ask('app.state', {})).phase === 'ready';
  } catch (error) {
    // The process is being started.
    if (error instanceof StepFailed) return false;
    throw error;
  }
};
