import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvent } from '../../contracts/sync/event.ts';
import { transact } from '../../db/handles.ts';
import { appendIncident } from '../../db/logs.ts';
import type { Ids } from '../../domain/ports.ts';
import type { Program } from '../../domain/program.ts';
import { lineHash, linesAfter } from '../../electron/sync/events/lines.ts';
import { annulDocument } from '../../electron/till/fiscal/annul.ts';
import { CODES, Counter } from '../support/counter.ts';
import { removeFolders, testClock, testPorts, unwrap } from '../support/till.ts';

/**
 * Lines of version 1 as they were when it was frozen: a till rebuilds them from its rows years later, and central compares
 * their hashes. A difference here is another version beside this one, never a new fixture.
 */
const GOLDEN = join(import.meta.dirname, '../fixtures/sync/lines-v1.ndjson');

const PROGRAM: Program = {
  version: '0.1.0',
  builtOn: '2026-11-01',
  producer: { name: 'PRODUCTOR', taxId: '00000000T', systemName: 'MOSTRADOR', systemId: 'MO', isPlaceholder: true },
};

/** The same ids in every run. */
function countingIds(): Ids {
  let next = 0;
  return {
    uuid: () => {
      next += 1;
      return `0198a000-0000-7000-8000-${String(next).padStart(12, '0')}`;
    },
    seriesSuffix: (length) => 'A'.repeat(length),
  };
}

let counter: Counter;
beforeEach(() => {
  const ports = testPorts(testClock(), countingIds());
  counter = new Counter('virtual:', { ...ports, program: PROGRAM });
});
afterEach(() => {
  counter.close();
  removeFolders();
});

async function live(): Promise<void> {
  const { till } = counter;
  const nothing = { phone: null, email: null, address: null, postalCode: null, city: null, note: null };
  await counter.get('customers.create', { ...nothing, name: 'Mercè «Puig» i Soler', taxId: null });
  await counter.sell([CODES.coffee], 'card');
  const { number } = await counter.sell([CODES.oil, CODES.shampoo, CODES.oil]);
  unwrap(annulDocument(till, number, counter.cashier?.id ?? '', 'Cobrado dos veces'));
  transact(till.db, () => {
    const at = '2026-11-23T10:00:00+01:00';
    appendIncident(till.db, { at, code: 'clock_back', detail: { differenceMs: 90_000_000, text: 'línea\u2028nueva' } });
  });
}

/** The place of an event moves with whatever else is logged; its bytes are about the rest. */
const placeless = (line: string): string =>
  line
    .replace(/"seq":\d+/, '"seq":0')
    .replace(/"prevEventHash":"[0-9a-f]*"/, '"prevEventHash":""')
    .replace(/"logId":\d+/, '"logId":0');

const WANTED = ['document.issued', 'document.annulled', 'customer.saved', 'audit.recorded', 'incident.recorded'];

describe('lines of version 1', () => {
  it('are these bytes', async () => {
    await live();
    const { db, installation } = counter.till;
    const lines = [...linesAfter(db, installation, { seq: 0, eventHash: '', series: [] })].map(({ line }) => line);
    const made = WANTED.map((type) => lines.findLast((line) => line.includes(`"type":"${type}"`)) ?? `no ${type}`);
    expect(made.map(placeless)).toEqual(readFileSync(GOLDEN, 'utf8').trimEnd().split('\n'));
    // What the contract reads, in the order in which it is written.
    for (const line of lines) {
      const read = readEvent(JSON.parse(line));
      expect(read?.kind).toBe('known');
      if (read?.kind === 'known') expect(JSON.stringify(read.data)).toBe(JSON.stringify(JSON.parse(line).data));
    }
  });

  it('are the same whenever they are built, and from wherever', async () => {
    await live();
    const { db, installation } = counter.till;
    const all = [...linesAfter(db, installation, { seq: 0, eventHash: '', series: [] })];
    counter.restart();
    for (const from of all) {
      const rest = [...linesAfter(counter.till.db, counter.till.installation, from.at)];
      expect(rest.map(({ line }) => lineHash(line))).toEqual(all.slice(from.seq).map(({ line }) => lineHash(line)));
    }
  });
});
