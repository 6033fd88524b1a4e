import { cpSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProductByCode } from '../../db/catalog/products.ts';
import { readPairing } from '../../db/central/pairing.ts';
import { countPending } from '../../db/central/pending.ts';
import { allInstallations } from '../../db/installations.ts';
import { listIncidents } from '../../db/logs.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { HttpAnswer, HttpRequest } from '../../electron/sync/engine/ports.ts';
import { createSync, type Sync } from '../../electron/sync/engine/sync.ts';
import { linesAfter } from '../../electron/sync/events/lines.ts';
import { sourceOf } from '../../electron/sync/source.ts';
import { centralStatus } from '../../electron/till/central/status.ts';
import { tillPortOf } from '../../electron/till/central/till-port.ts';
import type { Till } from '../../electron/till/till.ts';
import {
  makeFolder,
  openFolder,
  refusalCode,
  removeFolders,
  sellOne,
  temporaryFolder,
  testPorts,
  unwrap,
} from '../support/till.ts';
import { FakeCentral } from './support/fake-central.ts';

const code = `MP1.${Buffer.from(
  JSON.stringify({ url: 'http://127.0.0.1:9', fingerprint: null, secret: 'a-secret-of-sixteen' }),
).toString('base64url')}`;

let till: Till;
let central: FakeCentral;
let ports: ReturnType<typeof testPorts>;
/** Replaces an answer; null lets it through. */
let fault: (request: HttpRequest, answer: () => HttpAnswer) => HttpAnswer | null;
let token: string | null;

const syncOf = (of: Till): Sync =>
  createSync({
    connect: () => async (request) => fault(request, () => central.answer(request)) ?? central.answer(request),
    tokens: {
      read: async () => (token === null ? refuse('central_token_missing') : ok(token)),
      write: async (next) => {
        token = next;
      },
      remove: async () => {
        token = null;
      },
    },
    clock: ports.clock,
    timeouts: { set: () => null, clear: () => undefined },
    random: { next: () => 0.5 },
    source: sourceOf(of.db),
    till: tillPortOf(of),
    programVersion: '0.1.0',
    report: () => undefined,
  });

const linesHere = (of: Till): string[] =>
  allInstallations(of.db).flatMap((installation) =>
    [...linesAfter(of.db, installation, { seq: 0, eventHash: '', series: [] })].map(({ line }) => line),
  );
const linesThere = (): string[] => [...central.installations.keys()].flatMap((name) => central.linesOf(name));

beforeEach(() => {
  ports = testPorts();
  till = openFolder(makeFolder(ports), ports);
  central = new FakeCentral();
  central.nowMs = ports.clock.nowMs();
  fault = () => null;
  token = null;
});
afterEach(() => {
  till.close();
  removeFolders();
});

describe('sending', () => {
  it('gives central every line of a till paired late, byte for byte', async () => {
    for (let sold = 0; sold < 5; sold += 1) unwrap(sellOne(till));
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    const { pending, acked } = unwrap(await sync.once());
    expect(pending).toBe(0);
    expect(acked).toBeGreaterThanOrEqual(5);
    expect(linesThere()).toEqual(linesHere(till));
    expect(centralStatus(till.db).state).toBe('up-to-date');
  });

  it('sends again what was stored and not answered, and central has it once', async () => {
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    unwrap(sellOne(till));
    fault = (request, answer) => {
      if (!request.path.endsWith('/events')) return null;
      answer();
      return { ok: false, code: 'central_unreachable' };
    };
    expect(refusalCode(await sync.once())).toBe('central_unreachable');
    expect(centralStatus(till.db).state).toBe('offline');
    fault = () => null;
    unwrap(await sync.once());
    expect(central.seen.repeat).toBeGreaterThan(0);
    expect(linesThere()).toEqual(linesHere(till));
  });

  it.each([
    [
      'HTML',
      { ok: true, status: 200, retryAfterMs: null, body: '<html>Acepte las condiciones</html>' },
      'central_answer_wrong',
    ],
    [
      'half an answer',
      { ok: true, status: 200, retryAfterMs: null, body: '{"installationId":' },
      'central_answer_wrong',
    ],
    ['503', { ok: true, status: 503, retryAfterMs: 5000, body: '' }, 'central_failing'],
    ['429', { ok: true, status: 429, retryAfterMs: 5000, body: 'slow down' }, 'central_busy'],
  ] as const)('takes %s for no acknowledgement', async (_, answer, expected) => {
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    unwrap(sellOne(till));
    const before = countPending(till.db);
    fault = ({ path }) => (path.endsWith('/events') ? answer : null);
    expect(refusalCode(await sync.once())).toBe(expected);
    expect(countPending(till.db)).toBe(before);
  });

  it('keeps everything when it is revoked, and says so', async () => {
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    central.isRevoked = true;
    unwrap(sellOne(till));
    expect(refusalCode(await sync.once())).toBe('till_revoked');
    expect(centralStatus(till.db)).toMatchObject({ state: 'revoked' });
    expect(countPending(till.db)).toBeGreaterThan(0);
  });
});

describe('a central restored from an older backup', () => {
  it('gets what it lost again', async () => {
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    for (let sold = 0; sold < 3; sold += 1) unwrap(sellOne(till));
    unwrap(await sync.once());
    for (const stored of central.installations.values()) stored.length = 2;
    unwrap(await sync.once());
    expect(linesThere()).toEqual(linesHere(till));
  });

  it('gets it also when only a gap tells', async () => {
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    unwrap(sellOne(till));
    unwrap(await sync.once());
    const length = [...central.installations.values()][0]?.length ?? 0;
    unwrap(sellOne(till));
    // Restored between hello and the events.
    let isRestored = false;
    fault = ({ path }) => {
      if (path.endsWith('/events') && !isRestored) {
        isRestored = true;
        for (const stored of central.installations.values()) stored.length = length - 1;
      }
      return null;
    };
    unwrap(await sync.once());
    expect(central.seen.gap).toBe(1);
    expect(linesThere()).toEqual(linesHere(till));
  });
});

describe('two histories of one installation', () => {
  it('go on in a new installation, and nothing is lost', async () => {
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    unwrap(await sync.once());
    // An image of the disk: same machine, same folder, nothing here can tell.
    till.db.pragma('wal_checkpoint(TRUNCATE)');
    const copy = temporaryFolder('copy');
    cpSync(till.dataFolder, copy, { recursive: true, filter: (path) => !path.endsWith('lock.db') });
    const twin = openFolder(copy, { ...ports, place: () => ports.place(till.dataFolder) });
    unwrap(sellOne(twin));
    unwrap(await syncOf(twin).once());
    unwrap(sellOne(till));
    const before = till.installation.numeroInstalacion;
    unwrap(await sync.once());
    expect(till.installation.numeroInstalacion).not.toBe(before);
    expect(till.installation.reason).toBe('diverged');
    expect(listIncidents(till.db).map((incident) => incident.code)).toContain('till_diverged');
    const told = central.linesOf(till.installation.numeroInstalacion).join('\n');
    expect(told).toContain('event.stranded');
    expect(countPending(till.db)).toBe(0);
    unwrap(sellOne(till));
    unwrap(await sync.once());
    expect(countPending(till.db)).toBe(0);
    twin.close();
  });
});

describe('changes of central', () => {
  const product = (version: number, unitCents: number, id = 'uid-4241') => ({
    version,
    kind: 'product',
    key: id,
    data: {
      ...{ id, reference: '4241', name: 'Aceite de oliva 0,4º', format: 'Garrafa 5 L', unit: 'unit', unitCents },
      ...{ taxClass: 'superReduced', category: ['Aceites'], isActive: true },
      codes: [{ code: '8400000042413', kind: 'ean' }],
    },
  });

  it('change prices here, and what is not known is kept', async () => {
    central.changes = [product(1, 1999), { version: 2, kind: 'promotion', key: 'p1', data: { percent: 5 } }];
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    unwrap(await sync.once());
    expect(findProductByCode(till.db, '8400000042413')?.unitCents).toBe(1999);
    expect(readPairing(till.db)?.cursor).toBe(2);
    expect(till.db.prepare("SELECT raw FROM central_keys WHERE kind = 'promotion'").pluck().get()).toBe(
      '{"percent":5}',
    );
  });

  it('come again as a whole in another epoch; what central lost stays for sale', async () => {
    central.changes = [product(1, 1999)];
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    unwrap(await sync.once());
    central.epoch = 'epoch-2';
    central.changes = [];
    unwrap(await sync.once());
    expect(readPairing(till.db)).toMatchObject({ epoch: 'epoch-2', cursor: 0 });
    expect(findProductByCode(till.db, '8400000042413')?.unitCents).toBe(1999);
    expect(till.db.prepare('SELECT count(*) FROM central_keys').pluck().get()).toBe(0);
  });

  it('that take a product away take it off sale', async () => {
    central.changes = [product(1, 1999), { ...product(2, 1999), data: null }];
    const sync = syncOf(till);
    unwrap(await sync.pair(code));
    unwrap(await sync.once());
    expect(findProductByCode(till.db, '8400000042413')).toBeNull();
  });
});
