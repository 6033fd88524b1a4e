import { zReportOf } from '../../../db/day/reports.ts';
import { storageRefusal } from '../../../db/errors.ts';
import type { SyncReport } from '../../../domain/day/sync-types.ts';
import { parseAmount } from '../../../domain/money-text.ts';
import { syncReceipt } from '../../../domain/receipt/sync-receipt.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { PAYMENT_METHODS, type PaymentMethod } from '../../../domain/ticket/types.ts';
import { writePdf } from '../../till/day/pdf.ts';
import { type Asked, findZ, makeX, paperOf } from '../../till/day/report-of.ts';
import { parseCount } from '../../till/local/count-file.ts';
import {
  cashMove as cashMoveAt,
  close as closeAt,
  correct,
  openDay,
  printReport,
  syncReportAt,
} from '../../till/local/day.ts';
import { asAmounts } from '../as-amounts.ts';
import { atTill } from '../at-till.ts';
import type { Command, CommandContext, CommandValues } from '../command.ts';
import { option, optional, personOf } from '../command.ts';
import { parseJson } from '../json.ts';
import { withReader } from '../with-till.ts';
import { readTextFile } from './init.ts';

const PERSON = { cashier: { type: 'string' }, pin: { type: 'string' } } as const;

/** An id of its own makes each of these safe to ask again. */
const operation = (values: CommandValues, { ports }: CommandContext) => ({
  operationId: ports.ids.uuid(),
  ...personOf(values),
});

export const open: Command = {
  usage: 'open --data DIR [--float AMOUNT] [--cashier NAME --pin PIN]',
  options: { data: { type: 'string' }, float: { type: 'string' }, ...PERSON },
  required: ['data'],
  run(values, context) {
    const given = optional(values, 'float');
    const float = given === null ? ok(null) : parseAmount(given);
    if (!float.ok) return float;
    const asked = { ...operation(values, context), floatCents: float.value };
    return atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: true,
      running: (peer) => peer.call('local.open-day', asked),
      alone: (desk) => openDay(desk, asked),
    });
  },
};

export const cashMove: Command = {
  usage: 'cash-move --data DIR --in AMOUNT | --out AMOUNT --why TEXT [--cashier NAME --pin PIN]',
  options: {
    data: { type: 'string' },
    in: { type: 'string' },
    out: { type: 'string' },
    why: { type: 'string' },
    ...PERSON,
  },
  required: ['data', 'why'],
  run(values, context) {
    const [into, out] = [optional(values, 'in'), optional(values, 'out')];
    const given = into ?? out;
    if (given === null || (into !== null && out !== null)) {
      return refuse('usage', { detail: '--in / --out', usage: cashMove.usage });
    }
    const amount = parseAmount(given);
    if (!amount.ok) return amount;
    const kind = into === null ? 'out' : 'in';
    const asked = { ...operation(values, context), kind, cents: amount.value, why: option(values, 'why') } as const;
    return atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: true,
      running: (peer) => peer.call('local.cash-move', asked),
      alone: (desk) => cashMoveAt(desk, asked),
    });
  },
};

const isMethod = (method: string): method is PaymentMethod => PAYMENT_METHODS.some((known) => known === method);

export const correctPayment: Command = {
  usage:
    'correct-payment --data DIR --number NUMBER --method cash|card|bizum --why TEXT [--position N] [--cashier NAME --pin PIN]',
  options: {
    data: { type: 'string' },
    number: { type: 'string' },
    method: { type: 'string' },
    position: { type: 'string' },
    why: { type: 'string' },
    ...PERSON,
  },
  required: ['data', 'number', 'method', 'why'],
  run(values, context) {
    const method = option(values, 'method');
    if (!isMethod(method)) {
      return refuse('option_invalid', { option: '--method', value: method, allowed: PAYMENT_METHODS.join(', ') });
    }
    const position = Number(optional(values, 'position') ?? '1');
    if (!Number.isInteger(position) || position < 1) {
      return refuse('option_invalid', {
        option: '--position',
        value: String(values['position']),
        allowed: '1, 2, 3...',
      });
    }
    const asked = {
      ...operation(values, context),
      ...{ number: option(values, 'number'), position, why: option(values, 'why') },
      method,
    };
    return atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: true,
      running: (peer) => peer.call('local.correct-payment', asked),
      alone: (desk) => correct(desk, asked),
    });
  },
};

export const close: Command = {
  usage: 'close --data DIR --counted FILE.json [--no-paper] [--cashier NAME --pin PIN]',
  options: { data: { type: 'string' }, counted: { type: 'string' }, 'no-paper': { type: 'boolean' }, ...PERSON },
  required: ['data', 'counted'],
  run(values, context) {
    const path = option(values, 'counted');
    const content = readTextFile(path);
    if (!content.ok) return content;
    const json = parseJson(content.value, path);
    if (!json.ok) return json;
    const count = parseCount(json.value);
    if (!count.ok) return count;
    const { pieces, totalCents, leftCents } = count.value;
    const isPrinted = values['no-paper'] !== true;
    const asked = { ...operation(values, context), pieces: [...pieces], totalCents, leftCents, isPrinted };
    return atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: true,
      running: (peer) => peer.call('local.close-day', asked),
      alone: (desk) => closeAt(desk, asked),
    });
  },
};

const KINDS = ['x', 'z', 'sync'] as const;
const isKind = (kind: string): kind is Asked['what'] => KINDS.some((known) => known === kind);

async function pdf(
  path: string,
  paper: Result<{ readonly receipt: Parameters<typeof writePdf>[1]; readonly name: string }>,
) {
  if (!paper.ok) return paper;
  try {
    await writePdf(path, paper.value.receipt, paper.value.name);
    return ok({ file: path });
  } catch (error) {
    const refused = storageRefusal(error, path);
    if (refused === null) throw error;
    return refused;
  }
}

/** A version of it is written down when it has something new to say: by the till that runs, if one does. */
const syncAt = (dataFolder: string, number: string | null, context: CommandContext): Promise<Result<unknown>> =>
  atTill<unknown>(dataFolder, context, {
    isRepeatable: true,
    running: (peer) => peer.call('local.sync-report', { number }),
    alone: (desk) => syncReportAt(desk, number),
  });

async function syncReport(dataFolder: string, number: string | null, file: string | null, context: CommandContext) {
  const made = await syncAt(dataFolder, number, context);
  if (!made.ok) return made;
  const report = made.value as SyncReport;
  if (file === null) return ok(asAmounts(report));
  return pdf(file, ok({ receipt: syncReceipt(report, context.language), name: `sync-${report.z.number}` }));
}

export const report: Command = {
  usage: 'report --data DIR --kind x|z|sync [--number NUMBER] [--json | --pdf FILE.pdf | --print]',
  options: {
    data: { type: 'string' },
    kind: { type: 'string' },
    number: { type: 'string' },
    json: { type: 'boolean' },
    pdf: { type: 'string' },
    print: { type: 'boolean' },
  },
  required: ['data', 'kind'],
  run(values, context) {
    const what = option(values, 'kind');
    if (!isKind(what)) return refuse('option_invalid', { option: '--kind', value: what, allowed: KINDS.join(', ') });
    const [dataFolder, number, file] = [option(values, 'data'), optional(values, 'number'), optional(values, 'pdf')];
    if (values['print'] === true) {
      const asked = { what, number };
      return atTill<unknown>(dataFolder, context, {
        isRepeatable: false,
        running: (peer) => peer.call('local.print-report', asked),
        alone: (desk) => printReport(desk, asked),
      });
    }
    if (what === 'sync') return syncReport(dataFolder, number, file, context);
    return withReader(dataFolder, async (db): Promise<Result<unknown>> => {
      if (file !== null) return pdf(file, paperOf(db, { what, number }, context.ports));
      if (what === 'x') {
        const x = makeX(db, context.ports, null);
        return x.ok ? ok(asAmounts(x.value)) : x;
      }
      const z = findZ(db, number);
      if (!z.ok) return z;
      return ok(asAmounts({ ...zReportOf(db, z.value.rowId), hash: z.value.hash }));
    });
  },
};
