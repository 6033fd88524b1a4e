import type { SeriesStand } from '../../../contracts/sync/values.ts';
import {
  clearRejected,
  forgetAcks,
  readAck,
  writeAck,
  writeCheckpoint,
  writeRejected,
} from '../../../db/central/acks.ts';
import {
  clearProblem,
  deletePairing,
  noteContact,
  noteProblem,
  readPairing,
  writePairing,
} from '../../../db/central/pairing.ts';
import type { WritableDatabase } from '../../../db/handles.ts';
import { allInstallations, seriesOf } from '../../../db/installations.ts';
import { appendAudit, appendIncident } from '../../../db/logs.ts';
import { appendEvent } from '../../../db/outbox.ts';
import { readSetting, writeSetting } from '../../../db/settings.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import type { AckReport, ContactReport, PairedReport } from '../../ipc/contract/central.ts';
import { levelHighWater } from '../fiscal/chain.ts';
import { markOf, openNextInstallation } from '../installation.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import { writeProblemParams } from './problem-params.ts';
import { strandedPayload } from './stranded.ts';

type Nothing = Record<string, never>;
const NOTHING: Result<Nothing> = ok({});
const now = (till: Till): string => localTimestamp(till.ports.clock.nowMs(), till.identity.shop.timeZone);

const numeroOf = ({ db }: Till, installation: number): string | null =>
  allInstallations(db).find(({ id }) => id === installation)?.numeroInstalacion ?? null;

/** What central holds of an installation, with a place to go on from. Refuses `not_paired`, `installation_unknown`. */
export function acked(till: Till, report: AckReport): Result<Nothing> {
  const { db } = till;
  return transactTill(till, () => {
    const pairing = readPairing(db);
    if (pairing === null) return refuse('not_paired');
    const { installation, ackedThrough, lastEventHash, ownSeries, centralSeries } = report;
    if (numeroOf(till, installation) === null) return refuse('installation_unknown');
    const before = readAck(db, installation);
    writeAck(db, installation, {
      ...before,
      ackedThrough,
      lastEventHash,
      centralSeries: centralSeries ?? before.centralSeries,
    });
    if (ackedThrough > 0 && ownSeries !== null) {
      writeCheckpoint(db, installation, { seq: ackedThrough, eventHash: lastEventHash, series: ownSeries });
    }
    for (const found of report.quarantined) writeRejected(db, { installationId: installation, ...found });
    noteContact(db, till.ports.clock.nowMs(), pairing.clockDifferenceMs ?? 0);
    return NOTHING;
  });
}

/** Whether central answers, and what of ours it does not believe. */
export function contact(till: Till, report: ContactReport): Result<Nothing> {
  const { db } = till;
  return transactTill(till, () => {
    const pairing = readPairing(db);
    if (pairing === null) return refuse('not_paired');
    const nowMs = till.ports.clock.nowMs();
    if (report.problem === null) noteContact(db, nowMs, report.clockDifferenceMs ?? pairing.clockDifferenceMs ?? 0);
    else {
      noteProblem(db, report.problem, nowMs);
      writeProblemParams(db, report.problem, report.problemParams);
    }
    if (report.isInOrder) clearProblem(db);
    if (report.series !== null) writeCentralSeries(db, report.series);
    if (report.quarantined !== null) {
      clearRejected(db);
      const known = new Map(allInstallations(db).map(({ id, numeroInstalacion }) => [numeroInstalacion, id]));
      for (const { installationId, ...found } of report.quarantined) {
        const id = known.get(installationId);
        if (id !== undefined) writeRejected(db, { installationId: id, ...found });
      }
    }
    return NOTHING;
  });
}

/** Of which installation each is, the till knows; a series that central does not name it lacks as a whole. */
function writeCentralSeries(db: WritableDatabase, series: readonly SeriesStand[]): void {
  for (const { id } of allInstallations(db)) {
    const codes = new Set(seriesOf(db, id).map(({ code }) => code));
    const centralSeries = series.filter(({ code }) => codes.has(code));
    const ack = readAck(db, id);
    if (JSON.stringify(ack.centralSeries) !== JSON.stringify(centralSeries))
      writeAck(db, id, { ...ack, centralSeries });
  }
}

/**
 * Central has other events from `seq` on. The open installation is closed by name and the next one goes on with another
 * chain and series: a number that central knows with another content is never used again.
 */
export function diverged(till: Till, installation: number, seq: number): Result<Nothing> {
  const { db, identity } = till;
  const done = transactTill<Till['installation'] | null>(till, () => {
    const numero = numeroOf(till, installation);
    if (numero === null) return refuse('installation_unknown');
    const ack = readAck(db, installation);
    if (ack.divergedSeq !== null && ack.divergedSeq <= seq) return ok(null);
    const isOpen = till.installation.id === installation;
    const place = { shopCode: identity.shop.code, tillCode: identity.tillCode, timeZone: identity.shop.timeZone };
    const next = isOpen ? openNextInstallation(db, place, 'diverged', till.ports) : till.installation;
    writeAck(db, installation, { ...ack, divergedSeq: seq, strandedThrough: null });
    // After the next one is open: it is news of that one.
    const detail = { installation: numero, seq, goesOnIn: next.numeroInstalacion };
    appendIncident(db, { at: now(till), code: 'till_diverged', detail });
    return ok(next);
  });
  if (!done.ok) return done;
  if (done.value !== null && done.value.id !== till.installation.id) adoptInstallation(till, done.value);
  return NOTHING;
}

function adoptInstallation(till: Till, next: Till['installation']): void {
  till.installation = next;
  // Before the next sale: a mark of the closed one would look like a loss.
  levelHighWater(till, markOf(till.db, next));
}

/** Lines of a diverged installation as events of the open one, each once. */
export function strand(
  till: Till,
  installation: number,
  events: readonly { readonly seq: number; readonly line: string }[],
): Result<Nothing> {
  const { db } = till;
  return transactTill(till, () => {
    const ack = readAck(db, installation);
    const numero = numeroOf(till, installation);
    if (ack.divergedSeq === null || numero === null) return NOTHING;
    let through = ack.strandedThrough ?? ack.divergedSeq - 1;
    for (const { seq, line } of events) {
      if (seq !== through + 1) continue;
      const { payload, left } = strandedPayload(numero, seq, line);
      appendEvent(db, {
        installationId: till.installation.id,
        type: 'event.stranded',
        refId: null,
        payload,
        createdAt: now(till),
      });
      if (left !== null) {
        const detail = { installation: numero, seq, ...left };
        appendIncident(db, { at: now(till), code: 'event_too_large', detail });
      }
      through = seq;
    }
    writeAck(db, installation, { ...ack, strandedThrough: through });
    return NOTHING;
  });
}

const AHEAD_KEY = 'central.ahead';

/** Central has events that this till does not: a named incident, once for each installation. */
export function ahead(till: Till, installationId: string, ackedThrough: number, lastSeq: number): Result<Nothing> {
  const { db } = till;
  return transactTill(till, () => {
    const said = readSetting(db, AHEAD_KEY);
    const known = Array.isArray(said) ? said : [];
    if (known.includes(installationId)) return NOTHING;
    writeSetting(db, AHEAD_KEY, [...known, installationId]);
    const detail = { installation: installationId, atCentral: ackedThrough, here: lastSeq };
    appendIncident(db, { at: now(till), code: 'central_ahead', detail });
    return NOTHING;
  });
}

/** Whose acknowledgements are kept here, also while the till is not paired. */
const COMPANY_KEY = 'central.company';

export function paired(till: Till, { clockDifferenceMs, ...place }: PairedReport): Result<Nothing> {
  const { db } = till;
  return transactTill(till, () => {
    const company = readPairing(db)?.companyId ?? readSetting(db, COMPANY_KEY);
    if (company !== place.companyId) {
      forgetAcks(db);
      writeSetting(db, AHEAD_KEY, []);
    }
    writeSetting(db, COMPANY_KEY, place.companyId);
    const lastContactMs = till.ports.clock.nowMs();
    writePairing(db, { ...place, pairedAt: now(till), lastContactMs, clockDifferenceMs });
    const detail = { url: place.url, company: place.companyName };
    appendAudit(db, { at: now(till), actorId: null, kind: 'central.paired', detail });
    return NOTHING;
  });
}

export function unpaired(till: Till): Result<Nothing> {
  return transactTill(till, () => {
    const before = readPairing(till.db);
    if (before === null) return refuse('not_paired');
    // Of a pairing that an earlier program made.
    writeSetting(till.db, COMPANY_KEY, before.companyId);
    deletePairing(till.db);
    appendAudit(till.db, { at: now(till), actorId: null, kind: 'central.unpaired', detail: {} });
    return NOTHING;
  });
}
