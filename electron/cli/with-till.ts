import { storageRefusal } from '../../db/errors.ts';
import type { ReadableDatabase } from '../../db/handles.ts';
import { openReader } from '../../db/open.ts';
import type { Result } from '../../domain/result.ts';
import { openTill } from '../till/open-till.ts';
import type { Till, TillPorts } from '../till/till.ts';

/** Another command may be printing: a ticket takes seconds, a dead printer is given up after a few. */
const LOCK_WAIT_MS = 30_000;

/** Opens the folder for writing, runs `body` and closes it whatever happens. */
export async function withTill<T>(
  dataFolder: string,
  ports: TillPorts,
  body: (till: Till) => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> {
  const opened = openTill(dataFolder, ports, { lockWaitMs: LOCK_WAIT_MS });
  if (!opened.ok) return opened;
  try {
    return await body(opened.value);
  } catch (error) {
    const refused = storageRefusal(error, dataFolder);
    if (refused === null) throw error;
    return refused;
  } finally {
    opened.value.close();
  }
}

/** Opens the folder read-only, beside a till that sells. */
export async function withReader<T>(
  dataFolder: string,
  body: (db: ReadableDatabase) => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> {
  let db: ReadableDatabase | null = null;
  try {
    db = openReader(dataFolder);
    return await body(db);
  } catch (error) {
    const refused = storageRefusal(error, dataFolder);
    if (refused === null) throw error;
    return refused;
  } finally {
    db?.close();
  }
}
