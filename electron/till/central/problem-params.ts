import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../../../db/handles.ts';
import { readSetting, writeSetting } from '../../../db/settings.ts';
import { type ProblemParams, problemParamsSchema } from '../../ipc/contract/central.ts';

const KEY = 'central.problem';
const keptSchema = z.strictObject({ code: z.string(), params: problemParamsSchema });

/** What the sentence of a problem names, for instance the event that central does not take. */
export function writeProblemParams(db: WritableDatabase, code: string, params: ProblemParams): void {
  const next = { code, params };
  if (JSON.stringify(readSetting(db, KEY)) !== JSON.stringify(next)) writeSetting(db, KEY, next);
}

export function readProblemParams(db: ReadableDatabase, code: string | null): ProblemParams {
  const kept = keptSchema.safeParse(readSetting(db, KEY)).data;
  return kept?.code === code ? kept.params : {};
}
