import { ok, type Result } from '../../../domain/result.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { cashMove, close, correct, openDay, printReport, syncReportAt } from '../local/day.ts';
import type { LocalDesk } from '../local/desk.ts';
import type { TillContext } from './context.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Values that only the type of JSON keeps apart: branded numbers, read-only lists, a field that may lack. */
const asJson = <T>(result: Result<T>): Result<Json> =>
  result.ok ? ok(JSON.parse(JSON.stringify(result.value)) as Json) : result;

/** `local.*` of the day: what the command line asks of the till that runs on its folder. */
export function localDayHandlers(context: TillContext, desk: LocalDesk) {
  const told = async (answer: Promise<Result<unknown>>): Promise<Result<Json>> => {
    const done = await answer;
    if (done.ok) context.tell('day.changed', {});
    context.statusChanged();
    return asJson(done);
  };
  return {
    'local.open-day': (asked) => told(openDay(desk, asked)),
    'local.cash-move': (asked) => told(cashMove(desk, asked)),
    'local.correct-payment': (asked) => told(correct(desk, asked)),
    'local.close-day': (asked) => told(close(desk, asked)),
    'local.sync-report': ({ number }) => told(syncReportAt(desk, number)),
    'local.print-report': (asked) => told(printReport(desk, asked)),
  } satisfies Handlers;
}
