import { lastIssuedAt } from '../../../db/documents.ts';
import type { ChainTip } from '../../../db/fiscal-records.ts';
import { appendIncident } from '../../../db/logs.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { isTipAhead } from '../../../domain/verifactu/encadenamiento.ts';
import type { Till } from '../till.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A series names its year by two digits: a clock this far off would come round to a series that exists. */
const LIFETIME_MS = 50 * 365 * DAY_MS;

/**
 * A clock a day before the last document, or before this program was built, is wrong: the till asks before it sells.
 * Numbering and chain do not depend on it, but the date on paper does. Refuses `clock_suspicious` {now, last}.
 */
export function checkClock(till: Till, nowMs: number): Result<void> {
  const zone = till.identity.shop.timeZone;
  const builtOnMs = Date.parse(`${till.ports.program.builtOn}T00:00:00Z`);
  const isOfAnotherAge = Math.abs(nowMs - builtOnMs) > LIFETIME_MS;
  if (till.isClockAccepted && !isOfAnotherAge) return ok(undefined);
  const lastAt = lastIssuedAt(till.db);
  const lastMs = lastAt === null ? Number.NEGATIVE_INFINITY : Date.parse(lastAt);
  if (!isOfAnotherAge && nowMs >= builtOnMs && nowMs > lastMs - DAY_MS) return ok(undefined);
  return refuse('clock_suspicious', { now: localTimestamp(nowMs, zone), last: lastAt ?? till.ports.program.builtOn });
}

/**
 * Alarm for a chain tip ahead of the clock: recorded once per start, and selling goes on. Inside the transaction; answers
 * whether it was raised, to be remembered once it is committed.
 */
export function raiseClockAlarm(till: Till, tip: ChainTip | null, nowMs: number): boolean {
  if (tip === null || till.isClockAlarmRaised || !isTipAhead(tip.generatedAt, nowMs)) return false;
  appendIncident(till.db, {
    at: localTimestamp(nowMs, till.identity.shop.timeZone),
    code: 'clock_behind_chain',
    detail: { tip: tip.generatedAt, position: tip.position, installation: till.installation.numeroInstalacion },
  });
  return true;
}
