import { z } from 'zod';
import { event, OPEN_TO_ALL, tillCommand } from '../command.ts';
import { nothing, printFailureSchema } from '../values.ts';
import { centralStatusSchema } from './central.ts';

/** What the strip says, and what stands behind it. Words are made from it in the window. */
const statusSchema = z.strictObject({
  environment: z.enum(['test', 'production']),
  /** The sample shop: everything is made up. */
  isSample: z.boolean(),
  shopName: z.string(),
  tillCode: z.string(),
  printer: z.strictObject({
    /** none: not set up; ready: the last paper came out or nothing was printed yet; problem: see reason. */
    state: z.enum(['none', 'ready', 'printing', 'problem']),
    name: z.string().nullable(),
    reason: printFailureSchema.nullable(),
  }),
  /** Papers and pulses that ask a person. */
  waitingJobs: z.int(),
  central: centralStatusSchema,
  fiscal: z.strictObject({ state: z.enum(['no-connection']), unsentRecords: z.int() }),
  /** Codes of db and till that a person should know: text key `warning.<code>`. */
  warnings: z.array(z.string()),
  documents: z.int(),
  incidents: z.int(),
});
export type StatusView = z.infer<typeof statusSchema>;

const aboutSchema = z.strictObject({
  version: z.string(),
  producer: z.strictObject({ name: z.string(), taxId: z.string(), systemId: z.string(), isPlaceholder: z.boolean() }),
  environment: z.enum(['test', 'production']),
  installation: z.string(),
  installationOpenedAt: z.string(),
  issuerName: z.string(),
  issuerTaxId: z.string(),
  /** Series of this installation with their last number. */
  series: z.array(z.strictObject({ code: z.string(), lastNumber: z.string().nullable() })),
  documents: z.int(),
  firstIssuedAt: z.string().nullable(),
  lastIssuedAt: z.string().nullable(),
  dataFolder: z.string(),
  databaseBytes: z.int(),
  freeBytes: z.int(),
  runtime: z.string(),
});
export type AboutView = z.infer<typeof aboutSchema>;

export const statusCommands = {
  'status.read': tillCommand(nothing, statusSchema, OPEN_TO_ALL),
  'about.read': tillCommand(nothing, aboutSchema, OPEN_TO_ALL),
} as const;

export const statusEvents = { 'status.changed': event('till', statusSchema) } as const;
