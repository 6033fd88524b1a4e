import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { eventLine, type OutgoingEvent } from '../../contracts/sync/event.ts';
import { PAIRING_PREFIX, type PairingCode, type PairRequest } from '../../contracts/sync/pairing.ts';
import { readCount } from '../../domain/day/cash-count.ts';
import { type ReportParts, reportHash, zReport } from '../../domain/day/report.ts';
import type { CashMove, SoldFigures } from '../../domain/day/types.ts';
import { zNumber } from '../../domain/day/z-number.ts';
import { cents } from '../../domain/money.ts';
import { program } from '../../domain/program.ts';
import { localTimestamp } from '../../domain/time.ts';
import type { CentralContext } from '../app/context.ts';
import type { SampleCompany } from './sample-data.ts';

const TIME_ZONE = 'Europe/Madrid';
const HOUR_MS = 60 * 60_000;
const NONE = { count: 0, cents: cents(0) };
const CASHIER = 'Lucía';

const NOTHING_SOLD: SoldFigures = {
  issued: NONE,
  annulled: NONE,
  documents: {
    count: 0,
    ...{ grossCents: cents(0), discountCents: cents(0), totalCents: cents(0), taxCents: cents(0) },
  },
  ...{ taxes: [], methods: [], categories: [], cashiers: [], hours: [], series: [], corrections: [] },
  lineDiscounts: NONE,
  ticketDiscounts: NONE,
};

type Session = { readonly id: string; readonly openedAt: string; readonly move: CashMove; readonly closedAt: string };

/** A float of 100 euros, 20 taken out with a reason, 80 counted. */
function closing(company: SampleCompany, installation: string, session: Session, context: CentralContext) {
  const parts: ReportParts = {
    ...{ madeAt: session.closedAt, madeByName: CASHIER, environment: 'test', installation, tillCode: 'T02' },
    issuer: { name: company.name, taxId: company.taxId },
    shop: { name: company.shopName, code: company.shopCode, taxArea: 'IVA' },
    session: { id: session.id, openedAt: session.openedAt, openedHow: 'person', openedByName: CASHIER },
    sold: NOTHING_SOLD,
    logged: {
      ...{ removedLines: NONE, droppedTickets: NONE, changedPrices: 0, takenBackPayments: NONE, reprints: 0 },
      ...{ drawerOpenings: [], moreDrawerOpenings: 0 },
    },
    earlier: { corrections: [], annulled: [] },
    moves: [session.move],
    ...{ openTickets: 0, openCharged: [], heldBeforeCents: cents(0), heldCents: cents(0), floatCents: cents(10_000) },
  };
  const counted = readCount({ pieces: [], totalCents: cents(8_000), leftCents: null }, parts.floatCents);
  if (!counted.ok) throw new Error(counted.refusal.code);
  const place = { shopCode: company.shopCode, tillCode: 'T02', seriesSuffix: '' };
  const report = zReport(parts, { number: zNumber(place, 1), previousHash: '' }, counted.value);
  return { sessionId: session.id, report: { ...report, hash: reportHash(report, context.sha256) } };
}

type Draft = Pick<OutgoingEvent, 'type' | 'at' | 'data'>;

function eventsOf(company: SampleCompany, installation: string, context: CentralContext): readonly Draft[] {
  const at = (hoursAgo: number): string => localTimestamp(context.clock.nowMs() - hoursAgo * HOUR_MS, TIME_ZONE);
  const id = context.ids.uuid();
  const move = {
    kind: 'out',
    cents: cents(2_000),
    reason: 'Panadería, al contado',
    at: at(2),
    byName: CASHIER,
  } as const;
  const session = { id, openedAt: at(9), move, closedAt: at(1) };
  const opened = { openedAt: at(9), openedHow: 'person', openedBy: 'lucia', openedByName: CASHIER, floatCents: 10_000 };
  const change = { change: 'cash-move', id: context.ids.uuid(), ...move, byId: 'lucia' };
  return [
    { type: 'cash_session.opened', at: at(9), data: { sessionId: id, detail: opened } },
    { type: 'cash_session.changed', at: at(2), data: { sessionId: id, detail: change } },
    { type: 'cash_session.closed', at: at(1), data: closing(company, installation, session, context) },
    // What no till sends: central keeps it, names it and goes on, and a person settles the incident.
    { type: 'stock.moved', at: at(1), data: { movementId: id, reason: 'rotura' } as OutgoingEvent['data'] },
  ];
}

function linesOf(drafts: readonly Draft[], installationId: string): string {
  let prevEventHash = '';
  const lines = drafts.map((draft, index) => {
    const line = eventLine({ installationId, seq: index + 1, prevEventHash, series: null, ...draft });
    prevEventHash = hash('sha256', line, 'hex');
    return line;
  });
  return `${lines.join('\n')}\n`;
}

async function pair(app: FastifyInstance, company: SampleCompany, code: string, installationId: string) {
  const json = Buffer.from(code.slice(PAIRING_PREFIX.length), 'base64url').toString('utf8');
  const request: PairRequest = {
    secret: (JSON.parse(json) as PairingCode).secret,
    programVersion: program.version,
    environment: 'test',
    ...{ issuerTaxId: company.taxId, issuerName: company.name, shopCode: company.shopCode, shopName: company.shopName },
    ...{ tillCode: 'T02', taxArea: 'IVA', timeZone: TIME_ZONE, series: [] },
    installations: [{ installationId, reason: 'first', openedAt: company.openedAt, closedAt: null, lastSeq: 0 }],
  };
  const answer = await app.inject({ method: 'POST', url: '/v1/pair', payload: request });
  if (answer.statusCode !== 200) throw new Error(`pair: ${answer.body}`);
  return answer.json<{ readonly token: string; readonly tillId: string }>();
}

/**
 * A till that was opened, paid something out of its drawer, closed its day, and then sent an event that central does not
 * believe. @param code of its pairing @throws Error with the problem when central refuses: the samples are wrong then.
 */
export async function runSampleTill(
  app: FastifyInstance,
  context: CentralContext,
  company: SampleCompany,
  code: string,
): Promise<void> {
  const installationId = `sample-${context.ids.uuid()}`;
  const { token, tillId } = await pair(app, company, code, installationId);
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/tills/${tillId}/events`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    payload: linesOf(eventsOf(company, installationId, context), installationId),
  });
  if (answer.statusCode !== 200) throw new Error(`sample till: ${answer.body}`);
}
