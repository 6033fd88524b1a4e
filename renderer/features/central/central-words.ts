import { isTextKey, type Language } from '../../../domain/texts/index.ts';
import type { CentralPage, CentralStatus } from '../../../electron/ipc/contract/central.ts';
import type { Words } from '../../app/language.ts';
import { displayMoment, displayTimestamp } from '../data/display.ts';

type Place = { readonly timeZone: string; readonly language: Language };

/** They do not heal by themselves. */
const ASKING: ReadonlySet<CentralStatus['state']> = new Set(['revoked', 'rejected', 'problem', 'clock-differs']);
export const asksAPerson = ({ state }: Pick<CentralStatus, 'state'>): boolean => ASKING.has(state);

/** How the exchange stands and what to do about it. */
export type StateWords = { readonly said: string; readonly hint: string | null };

const MINUTE_MS = 60_000;

function lengthOf(ms: number, t: Words['t']): string {
  return ms < 2 * MINUTE_MS
    ? t('central.seconds', { count: Math.round(ms / 1000) })
    : t('central.minutes', { count: Math.round(ms / MINUTE_MS) });
}

function clockHint(differenceMs: number, t: Words['t']): string {
  const difference = lengthOf(Math.abs(differenceMs), t);
  return t(differenceMs > 0 ? 'central.hint.clock-behind' : 'central.hint.clock-ahead', { difference });
}

function problemHint({ problem, problemParams }: CentralStatus, t: Words['t']): string {
  const key = `error.${problem ?? 'central_refuses'}`;
  return t(isTextKey(key) ? key : 'error.central_refuses', problemParams);
}

export function stateWords(status: CentralStatus, { timeZone, language }: Place, { t }: Pick<Words, 't'>): StateWords {
  const { state, rejected: count } = status;
  switch (state) {
    case 'not-paired':
      return { said: t('central.state.not-paired'), hint: t('central.hint.not-paired') };
    case 'offline': {
      const since = status.offlineSinceMs === null ? '' : displayMoment(status.offlineSinceMs, timeZone, language);
      return { said: t('central.state.offline', { since }), hint: t('central.hint.offline') };
    }
    case 'revoked':
      return { said: t('central.state.revoked'), hint: t('central.hint.revoked') };
    case 'rejected':
      return { said: t('central.state.rejected', { count }), hint: t('central.hint.rejected') };
    case 'clock-differs':
      return {
        said: t('central.state.clock-differs'),
        hint: clockHint(status.clockDifferenceMs ?? 0, t),
      };
    case 'problem':
      return { said: t('central.state.problem'), hint: problemHint(status, t) };
    default:
      return { said: t(`central.state.${state}`), hint: null };
  }
}

export type Fact = readonly [label: string, value: string];

/** Where central is, when it was last heard of, and what waits for it. */
export function factsOf(status: CentralStatus, { timeZone, language }: Place, { t }: Pick<Words, 't'>): Fact[] {
  const { companyName, url, lastContactMs, pending: count, oldestPendingAt, unused } = status;
  const since = oldestPendingAt === null ? '' : displayTimestamp(oldestPendingAt);
  return [
    [t('central.company'), companyName ?? ''],
    [t('central.address'), url ?? ''],
    [
      t('central.last-contact'),
      lastContactMs === null ? t('central.never') : displayMoment(lastContactMs, timeZone, language),
    ],
    [t('central.waiting'), count === 0 ? t('central.waiting-none') : t('central.waiting-since', { count, since })],
    ...(unused === 0 ? [] : [[t('central.unused'), t('central.unused-some', { count: unused })] as const]),
  ];
}

type Rejected = CentralPage['rejected'][number];

export const nameOfRejected = ({ number, seq, installation }: Rejected, { t }: Pick<Words, 't'>): string =>
  number === null ? t('central.rejected-event', { seq, installation }) : t('central.rejected-item', { number });

/** A document is looked at by the same rules here and at central: a code that `verify` gives has its words already. */
export function reasonOf({ code }: Pick<Rejected, 'code'>, { t }: Pick<Words, 't'>): string {
  const found = [`problem.${code}`, `central.doubt.${code}`].find(isTextKey) ?? 'central.doubt.unknown';
  return t('central.rejected-reason', { reason: t(found), code });
}
