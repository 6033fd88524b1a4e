import type { Result } from '../../domain/result.ts';
import type { CentralContext } from '../app/context.ts';
import { ProblemError } from '../app/problem.ts';
import { openForCommand } from '../setup/database.ts';
import { makeContext } from '../setup/serve.ts';
import { readPlace } from '../setup/server-settings.ts';
import type { CommandInput } from './command.ts';

type Answer = Readonly<Record<string, unknown>>;

/** A command's work beside a server that may be running, on the same database. */
export async function withContext(
  input: CommandInput,
  work: (context: CentralContext) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  const database = await openForCommand(input.folder, input.databaseUrl);
  if (!database.ok) return database;
  let place = { url: '', fingerprint: null as string | null };
  const context = makeContext(database.value.connectionString, input.log, () => place);
  try {
    place = (await readPlace(context.pool)) ?? place;
    return await work(context);
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, refusal: error.refusal };
    throw error;
  } finally {
    context.outbound.close();
    await context.pool.end();
    await database.value.release();
  }
}
