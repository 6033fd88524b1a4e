import { ok, refuse } from '../../../domain/result.ts';
import { computeHuella } from '../../../domain/verifactu/huella.ts';
import { annul as annulAt, reprint as reprintAt } from '../../till/local/documents.ts';
import { exportRecords } from '../../till/records/export.ts';
import { verify as verifyAll } from '../../till/records/verify.ts';
import { atTill } from '../at-till.ts';
import type { Command } from '../command.ts';
import { option, optional, personOf } from '../command.ts';
import { parseJson } from '../json.ts';
import { withReader } from '../with-till.ts';

export const verify: Command = {
  usage: 'verify --data DIR',
  options: { data: { type: 'string' } },
  required: ['data'],
  run(values, context) {
    const dataFolder = option(values, 'data');
    return withReader(dataFolder, (db) => ok(verifyAll(db, dataFolder, context.ports.sha256)));
  },
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const exportCommand: Command = {
  usage: 'export --data DIR --records FILE.xml [--from YYYY-MM-DD --to YYYY-MM-DD]',
  options: {
    data: { type: 'string' },
    records: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
  required: ['data', 'records'],
  run(values) {
    const from = optional(values, 'from') ?? '0000-01-01';
    const to = optional(values, 'to') ?? '9999-12-31';
    for (const [name, value] of Object.entries({ '--from': from, '--to': to })) {
      if (!DAY.test(value)) return refuse('option_invalid', { option: name, value, allowed: 'YYYY-MM-DD' });
    }
    return withReader(option(values, 'data'), (db) => {
      const files = exportRecords(db, option(values, 'records'), { from, to });
      return files.ok ? ok({ files: files.value }) : files;
    });
  },
};

export const huella: Command = {
  usage: 'huella < RECORD.json',
  options: {},
  required: [],
  async run(_values, context) {
    const json = parseJson(await context.readStandardInput(), 'RECORD.json');
    if (!json.ok) return json;
    const { kind, fields } = (json.value ?? {}) as { kind?: unknown; fields?: unknown };
    return computeHuella(String(kind), fields, context.ports.sha256);
  },
};

export const reprint: Command = {
  usage: 'reprint --data DIR --number NUMBER [--cashier NAME --pin PIN]',
  options: {
    data: { type: 'string' },
    number: { type: 'string' },
    cashier: { type: 'string' },
    pin: { type: 'string' },
  },
  required: ['data', 'number'],
  run(values, context) {
    const asked = { number: option(values, 'number'), ...personOf(values) };
    return atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: false,
      running: (peer) => peer.call('local.reprint', asked),
      alone: (desk) => reprintAt(desk, asked),
    });
  },
};

/** For a ticket issued by mistake, never for a return: a real sale is corrected by a rectifying invoice (SPEC.md 21). */
export const annul: Command = {
  usage: 'annul --data DIR --number NUMBER --why TEXT [--cashier NAME --pin PIN]',
  options: {
    data: { type: 'string' },
    number: { type: 'string' },
    why: { type: 'string' },
    cashier: { type: 'string' },
    pin: { type: 'string' },
  },
  required: ['data', 'number', 'why'],
  run(values, context) {
    const asked = { number: option(values, 'number'), why: option(values, 'why'), ...personOf(values) };
    return atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: false,
      running: (peer) => peer.call('local.annul', asked),
      alone: (desk) => annulAt(desk, asked),
    });
  },
};
