import { statement, type WritableDatabase } from '../handles.ts';

/** The two full-text indexes over products.search_text (external content: FTS5 must be told the old text to forget it). */
const INDEXES = ['product_words', 'product_pieces'] as const;

export function indexText(db: WritableDatabase, id: number, text: string): void {
  for (const index of INDEXES) statement(db, `INSERT INTO ${index} (rowid, search_text) VALUES (?, ?)`).run(id, text);
}

/** @param text exactly what was indexed for `id`; anything else damages the index. */
export function unindexText(db: WritableDatabase, id: number, text: string): void {
  for (const index of INDEXES) {
    statement(db, `INSERT INTO ${index} (${index}, rowid, search_text) VALUES ('delete', ?, ?)`).run(id, text);
  }
}

/** Pages written by one step and index: about a millisecond. */
const MERGE_PAGES = 16;

const totalChanges = (db: WritableDatabase): number => Number(statement(db, 'SELECT total_changes()').pluck().get());

/**
 * One bounded step of joining the small segments that writes leave behind, for idle moments and between the slices of an
 * import. Returns whether there may be more to do.
 */
export function tidySearchIndex(db: WritableDatabase): boolean {
  let isMore = false;
  for (const index of INDEXES) {
    const before = totalChanges(db);
    statement(db, `INSERT INTO ${index} (${index}, rank) VALUES ('merge', ?)`).run(MERGE_PAGES);
    // FTS5 counts its own row of this statement always, and others only if it merged.
    if (totalChanges(db) - before >= 2) isMore = true;
  }
  return isMore;
}

/** Compares both indexes with the products word by word. @throws SqliteError SQLITE_CORRUPT_VTAB when one is not true. */
export function assertSearchIndexTrue(db: WritableDatabase): void {
  for (const index of INDEXES) {
    statement(db, `INSERT INTO ${index} (${index}, rank) VALUES ('integrity-check', 1)`).run();
  }
}
