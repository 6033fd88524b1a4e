import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HighWaterFile } from '../../../db/high-water.ts';
import { listOpenTickets } from '../../../db/tickets.ts';
import { sha256Hex } from '../../../electron/till/adapters.ts';
import { openTill } from '../../../electron/till/open-till.ts';
import type { Till, TillPorts } from '../../../electron/till/till.ts';
import { generateCatalogCsv } from '../../support/generate-catalog.ts';
import { testPorts, unwrap } from '../../support/till.ts';
import { randomFrom } from './random.ts';
import { finishTicket, type SaleWitness, sellRandomly } from './random-sale.ts';
import type { DeathPoint, SellerOrder } from './seller-order.ts';

/**
 * A till in a process of its own that sells until it is killed: waits for one order on stdin, then tells on stdout what
 * its commands have answered, each line written before the next command begins.
 */
const tell = (line: string): void => {
  writeSync(1, `${line}\n`);
};

/** Dies at a named point of the closing command: through the ports, the till itself knows nothing of it. */
function deathAt(order: SellerOrder): (point: DeathPoint) => void {
  let left = order.death?.after ?? 0;
  return (point) => {
    if (order.death?.point !== point) return;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    left -= 1;
  };
}

function portsOf(order: SellerOrder, reach: (point: DeathPoint) => void): { ports: TillPorts; witness: SaleWitness } {
  let closing: string | null = null;
  const ports: TillPorts = {
    ...testPorts(),
    clock: {
      nowMs: () => {
        if (closing !== null) reach('in-transaction');
        return order.startMs + Math.trunc(performance.now());
      },
      monotonicMs: () => performance.now(),
    },
    sha256: (text) => {
      if (closing !== null) {
        // The control: a till that says paid before the commit.
        if (order.isAckEarly) tell(`D ${closing} - - 0`);
        reach('record-built');
      }
      return sha256Hex(text);
    },
  };
  const witness: SaleWitness = {
    edited: (ticket) => tell(`L ${ticket.id} ${ticket.lines.length} ${ticket.payments.length}`),
    closing: (ticketId) => {
      closing = ticketId;
    },
    closed: (...words) => {
      closing = null;
      tell(`D ${words.join(' ')}`);
    },
  };
  return { ports, witness };
}

const mortal = (file: HighWaterFile, reach: (point: DeathPoint) => void): HighWaterFile => ({
  ...file,
  write: (mark) => {
    reach('before-mark');
    file.write(mark);
    reach('after-mark');
  },
});

/** Loaded only when asked for: most sellers are started to be killed at once. */
async function importRows(till: Till, rows: number): Promise<void> {
  const { importCatalog } = await import('../../../electron/till/catalog/import-catalog.ts');
  const { clock, ids } = till.ports;
  const csv = Buffer.from(generateCatalogCsv(rows, 1));
  unwrap(await importCatalog(till.db, csv, { area: 'IVA', dateIso: '2026-11-23', clock, ids }));
}

async function sell(order: SellerOrder): Promise<void> {
  const reach = deathAt(order);
  const { ports, witness } = portsOf(order, reach);
  const writer = order.synchronous === undefined ? {} : { synchronous: order.synchronous };
  const opened = unwrap(openTill(order.folder, ports, { lockWaitMs: 5000, writer }));
  const till: Till = { ...opened, highWater: mortal(opened.highWater, reach) };
  tell(`O ${till.installation.numeroInstalacion}`);
  const random = randomFrom(order.seed);
  const importing = order.importRows === undefined ? null : importRows(till, order.importRows);
  for (const ticket of listOpenTickets(till.db)) finishTicket(till, ticket, random, witness);
  for (let sales = 1; sales <= order.sales; sales += 1) {
    sellRandomly(till, random, witness);
    if (order.checkpointEvery > 0 && sales % order.checkpointEvery === 0) {
      till.db.pragma(`wal_checkpoint(${random.pick(['PASSIVE', 'RESTART', 'TRUNCATE'])})`);
    }
    // The mark is synced by a timer: the loop must turn.
    if (order.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, order.pauseMs));
    else if (order.sales < Number.POSITIVE_INFINITY) await nextTurn();
  }
  await importing;
  opened.close();
  tell('C');
}

const input = createInterface({ input: process.stdin });
input.once('line', (line) => {
  const order = JSON.parse(line) as Omit<SellerOrder, 'sales'> & { sales: number | null };
  void sell({ ...order, sales: order.sales ?? Number.POSITIVE_INFINITY }).then(() => process.exit(0));
});
tell('R');
