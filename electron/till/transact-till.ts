import { storageRefusal } from '../../db/errors.ts';
import { transact } from '../../db/handles.ts';
import type { Result } from '../../domain/result.ts';
import type { Till } from './till.ts';

/** One transaction of a command. A full or failing disk is a refusal like any other, and nothing was written. */
export function transactTill<T>(till: Till, body: () => Result<T>): Result<T> {
  try {
    return transact(till.db, body);
  } catch (error) {
    const refused = storageRefusal(error, till.dataFolder);
    if (refused === null) throw error;
    return refused;
  }
}
