import { z } from 'zod';
import { event, OPEN_TO_ALL, tillCommand } from '../command.ts';
import { languageSchema, nothing } from '../values.ts';
import { shopSchema } from './settings.ts';

/**
 * Where the till stands. `starting`: the folder is being opened or exchanged, ask again. `empty`: nothing made yet. `setup`: shop made, the wizard not finished. `ready`: sells.
 * `problem`: the data folder cannot be opened; `refusal` says why and the window offers what helps.
 */
const appStateSchema = z.strictObject({
  phase: z.enum(['starting', 'empty', 'setup', 'ready', 'problem']),
  isSample: z.boolean(),
  language: languageSchema,
  dataFolder: z.string(),
  /** System time zone, to start the wizard with. */
  timeZone: z.string(),
  refusal: z
    .strictObject({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      retryable: z.boolean(),
    })
    .nullable(),
});
export type AppState = z.infer<typeof appStateSchema>;

export const setupCommands = {
  'app.state': tillCommand(nothing, appStateSchema, OPEN_TO_ALL),
  /** Makes the data folder of a shop in test mode. Refuses what parseShopFile and initTill refuse. */
  'setup.create': tillCommand(
    z.strictObject({ language: languageSchema, shop: shopSchema, isReinstalled: z.boolean() }),
    appStateSchema,
    OPEN_TO_ALL,
  ),
  /** Catalogue, printer and staff come by their own commands. Refuses `staff_none`. */
  'setup.finish': tillCommand(nothing, appStateSchema, OPEN_TO_ALL),
  /** Tries again to open a folder that could not be opened. */
  'app.retry': tillCommand(nothing, appStateSchema, OPEN_TO_ALL),
} as const;

export const setupEvents = { 'app.changed': event('till', appStateSchema, ['window', 'host']) } as const;
