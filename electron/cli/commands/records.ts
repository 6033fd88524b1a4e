import { headerByNumber } from '../../../db/documents.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { computeHuella } from '../../../domain/verifactu/huella.ts';
import { annulDocument } from '../../till/fiscal/annul.ts';
import { reprint as reprintDocument } from '../../till/printing/jobs.ts';
import { exportRecords } from '../../till/records/export.ts';
import { verify as verifyAll } from '../../till/records/verify.ts';
import { identifyCashier } from '../cashier.ts';
import type { Command } from '../command.ts';
import { option, optional } from '../command.ts';
import { parseJson } from '../json.ts';
import { printJob } from '../print.ts';
import { withReader, withTill } from '../with-till.ts';

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
    return withTill(option(values, 'data'), context.ports, async (till) => {
      const number = option(values, 'number');
      const header = headerByNumber(till.db, number);
      if (header === null) return refuse('document_not_found', { number });
      const person = identifyCashier(till, optional(values, 'cashier'), optional(values, 'pin'));
      if (!person.ok) return person;
      const job = reprintDocument(till, header, person.value);
      if (!job.ok) return job;
      return ok({ number, print: await printJob(till, job.value, context) });
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
    return withTill(option(values, 'data'), context.ports, (till) => {
      const person = identifyCashier(till, optional(values, 'cashier'), optional(values, 'pin'));
      if (!person.ok) return person;
      const number = option(values, 'number');
      const record = annulDocument(till, number, person.value, option(values, 'why'));
      if (!record.ok) return record;
      const { position, generatedAt, huella } = record.value;
      return ok({ number, annulled: { position, generatedAt, huella } });
    });
  },
};
