import { ok, type Result } from '../../../domain/result.ts';
import type { Handlers } from '../../ipc/peer.ts';
import type { LocalDesk } from '../local/desk.ts';
import { decideJob, drawer } from '../local/devices.ts';
import { annul, reprint } from '../local/documents.ts';
import { importFile } from '../local/import-file.ts';
import { adopt } from '../local/place.ts';
import { parseSale } from '../local/sale-file.ts';
import { sell } from '../local/sell.ts';
import type { TillContext } from './context.ts';
import { deskView } from './sale/desk-view.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Values that only the type of JSON keeps apart: branded numbers, read-only lists, a field that may lack. */
const asJson = <T>(result: Result<T>): Result<Json> =>
  result.ok ? ok(JSON.parse(JSON.stringify(result.value)) as Json) : result;

/** `local.*`: what the command line asks of the till that runs on its folder; the same bodies as without one. */
export function localHandlers(context: TillContext, desk: LocalDesk) {
  const { till } = context;
  return {
    'local.sell': async ({ sale: given, acceptsClock }) => {
      const sale = parseSale(given);
      if (!sale.ok) return sale;
      const sold = await sell(desk, sale.value, acceptsClock);
      // The counter shows the last sale, whoever made it; and an open ticket of that id is gone.
      context.tell('desk.changed', deskView(till));
      context.statusChanged();
      return asJson(sold);
    },
    'local.reprint': async (asked) => asJson(await reprint(desk, asked)),
    'local.annul': async (asked) => {
      const annulled = await annul(desk, asked);
      context.statusChanged();
      return asJson(annulled);
    },
    'local.drawer': async (asked) => asJson(await drawer(desk, asked)),
    'local.decide-job': async (asked) => {
      const decided = await decideJob(desk, asked);
      context.jobsChanged();
      return asJson(decided);
    },
    'local.adopt': async ({ answer }) => {
      const adopted = await adopt(desk, answer);
      context.statusChanged();
      return asJson(adopted);
    },
    'local.import': async ({ path, mapping, decimalMark, isPreview }) => {
      const report = await importFile(till, path, { mapping, decimalMark, isPreview });
      if (report.ok && !isPreview) context.tell('catalog.changed', {});
      return asJson(report);
    },
  } satisfies Handlers;
}
