import { z } from 'zod';
import { CATALOG_FIELDS } from '../../../domain/catalog/fields.ts';
import { LONG_TIMEOUT_MS, tillCommand } from '../command.ts';
import { lineOfText } from '../values.ts';

/**
 * Commands of the command line that write, carried out by the till that is running. Inputs are what the person gave,
 * checked as without a running till; answers are the JSON that the command prints.
 */
const cli = { from: ['cli'], timeoutMs: LONG_TIMEOUT_MS } as const;
const json = z.json();
/** Null: the first of the staff. */
const person = { cashier: lineOfText(40).nullable(), pin: lineOfText(8).nullable() };

export const localCommands = {
  'local.sell': tillCommand(z.strictObject({ sale: json, acceptsClock: z.boolean() }), json, cli),
  'local.reprint': tillCommand(z.strictObject({ number: lineOfText(60), ...person }), json, cli),
  'local.annul': tillCommand(z.strictObject({ number: lineOfText(60), why: lineOfText(200), ...person }), json, cli),
  'local.drawer': tillCommand(z.strictObject({ why: lineOfText(80), ...person }), json, cli),
  'local.decide-job': tillCommand(z.strictObject({ jobId: z.int(), answer: z.enum(['print', 'discard']) }), json, cli),
  /** The folder is elsewhere than before: moved or copied? */
  'local.adopt': tillCommand(z.strictObject({ answer: z.enum(['moved', 'copied']) }), json, cli),
  /** `path` is absolute: the till has a working folder of its own. */
  'local.import': tillCommand(
    z.strictObject({
      path: lineOfText(1000),
      mapping: z.partialRecord(z.enum(CATALOG_FIELDS), lineOfText(200)),
      decimalMark: z.enum([',', '.']).nullable(),
      isPreview: z.boolean(),
    }),
    json,
    cli,
  ),
} as const;
