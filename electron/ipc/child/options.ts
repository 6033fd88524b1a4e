import { z } from 'zod';

/** What a host tells a process when it starts it: one JSON argument. */
export const childOptionsSchema = z.strictObject({
  dataFolder: z.string().min(1),
  /** The same for the life of the shell: a till process that restarts knows its cashier by it. */
  bootId: z.string().min(1),
  /** The data folder is the sample shop: made from samplesFolder when it is empty, for ever marked. */
  isSample: z.boolean(),
  samplesFolder: z.string().min(1),
  host: z.enum(['electron', 'browser']),
  version: z.string(),
});
export type ChildOptions = z.infer<typeof childOptionsSchema>;

/** @throws ZodError when the shell that started this process is another version: nothing sensible can be done then. */
export const readChildOptions = (argument: string | undefined): ChildOptions =>
  childOptionsSchema.parse(JSON.parse(argument ?? 'null'));
