import { cpSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { cents } from '../../../domain/money.ts';
import { newId, systemTimeouts } from '../../../electron/host/real-world.ts';
import { createPeer, type Peer } from '../../../electron/ipc/peer.ts';
import { connectLocal } from '../../../electron/local-socket/connect.ts';
import { adoptFolder } from '../../../electron/till/setup/place.ts';
import { cachedShop, cashierOf, livePorts, newFolder, openBenchTill, unitCodes } from '../../bench/folders.ts';
import { type Bench, figure } from '../../bench/row.ts';
import { percentile } from '../../bench/samples.ts';
import { createPortPair } from '../../host/support/port-pair.ts';
import { startRealHost } from '../../support/real-host.ts';
import { unwrap } from '../../support/till.ts';
import { type CentralProcess, startCentral } from './central-process.ts';

const DOCUMENTS = 50_000;
const CATALOGUE = 1_000;
const LINES = 5;
/** Sales before, for comparison. */
const ALONE = 40;
const RATE_GOAL = 2_000;
const SALE_GOAL_MS = 10;
/** A cashier who never rests; a trial of the bench has none to wait for. */
const betweenSalesMs = (documents: number): number => (documents < 1_000 ? 5 : 250);

type Selling = {
  readonly peer: Peer;
  readonly codes: readonly string[];
  readonly newId: () => string;
  readonly pauseMs: number;
};

/** Rings up and pays as the counter does. @returns milliseconds from the paying key to the answer that the sale is stored. */
async function sellUntil({ peer, codes, newId: id, pauseMs }: Selling, isDone: () => boolean): Promise<number[]> {
  const tookMs: number[] = [];
  for (let sold = 0; !isDone(); sold += 1) {
    const ticketId = id();
    for (let line = 0; line < LINES; line += 1) {
      const text = codes[(sold * LINES + line) % codes.length] ?? '';
      unwrap(await peer.call('sale.scan', { operationId: id(), ticketId, text }));
    }
    const payment = { method: 'cash' as const, tenderedCents: cents(20_000) };
    const since = performance.now();
    unwrap(await peer.call('sale.close', { ticketId, payment, paper: 'no' }));
    tookMs.push(performance.now() - since);
    await wait(pauseMs);
  }
  return tookMs;
}

/** Weeks offline, then a network: real processes on both sides, real sockets, a real PostgreSQL, and somebody sells. */
export const replay: Bench = async (context) => {
  const documents = Math.min(DOCUMENTS, context.sizes.documents);
  const made = await cachedShop(context, Math.min(CATALOGUE, context.sizes.products), documents);
  const folder = newFolder(context, 'replay');
  cpSync(made, folder, { recursive: true });
  const till = openBenchTill(folder, livePorts());
  unwrap(adoptFolder(till, 'moved'));
  const codes = unitCodes(till);
  const staffId = cashierOf(till);
  till.close();
  const central = await startCentral(newFolder(context, 'central'));
  const code = await central.pairingCode();
  const host = await startRealHost(folder);
  try {
    await host.whenUp('sync');
    const [page, ours] = createPortPair();
    host.connectWindow(ours, { windowId: 'bench' });
    const window = createPeer(page, {}, { onError: () => undefined }, systemTimeouts);
    unwrap(await window.call('host.hello', {}));
    unwrap(await window.call('session.sign-in', { staffId, pin: '' }));
    const port = await connectLocal(folder);
    if (port === null) throw new Error('the till does not listen');
    const peer = createPeer(port, {}, { onError: () => undefined }, systemTimeouts);
    const selling: Selling = { peer: window, codes, newId, pauseMs: betweenSalesMs(documents) };
    const alone = await sellUntil(selling, stopAfter(ALONE));
    let isDone = false;
    const since = performance.now();
    unwrap(await peer.call('sync.pair', { code }));
    const [sold, believed] = await Promise.all([
      sellUntil(selling, () => isDone),
      sendAll(peer, central).finally(() => {
        isDone = true;
      }),
    ]);
    const seconds = (performance.now() - since) / 1_000;
    port.close();
    if (believed < documents) throw new Error(`central believes ${believed} of ${documents}`);
    const rate = documents / seconds;
    const p99 = percentile(sold, 0.99);
    return [
      {
        what: 'replay',
        how: `${documents} queued documents into PostgreSQL over real sockets, ${sold.length} sales of five lines meanwhile, from the closing command of the window to its answer`,
        figures: [
          figure('documents', rate, '/s'),
          figure('sale p50', percentile(sold, 0.5), 'ms'),
          figure('sale p99', p99, 'ms'),
        ],
        goal: `>= ${RATE_GOAL}/s, sale p99 <= ${SALE_GOAL_MS} ms`,
        met: rate >= RATE_GOAL && p99 <= SALE_GOAL_MS,
        limit: [
          figure('sale p50 before', percentile(alone, 0.5), 'ms'),
          figure('p99 before', percentile(alone, 0.99), 'ms'),
        ],
        skipped: null,
      },
    ];
  } finally {
    await host.stop();
    await central.stop();
  }
};

function stopAfter(times: number): () => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    return asked > times;
  };
}

/** Pairing has begun to send; this waits until everything is said. @returns documents that central believes. */
async function sendAll(peer: Peer, central: CentralProcess): Promise<number> {
  unwrap(await peer.call('sync.once', {}));
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (
      await fetch(`${central.url}${path}`, { headers: { authorization: `Bearer ${central.token()}` } })
    ).json()) as Answer;
  const { data } = await ask<{ data: { id: string }[] }>('/v1/tills');
  type Held = { series: { accepted: { count: number } }[] };
  const { series } = await ask<Held>(`/v1/tills/${data[0]?.id}/agreement`);
  return series.reduce((sum, { accepted }) => sum + accepted.count, 0);
}
