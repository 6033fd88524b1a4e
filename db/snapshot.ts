import type { ReadableDatabase } from './handles.ts';

/** Several reads of one moment of the file, whatever is written meanwhile. Nothing waits for it. */
export const snapshot = <T>(db: ReadableDatabase, body: () => T): T => db.transaction(body).deferred();
