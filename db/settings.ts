import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

/** Raw JSON value of a setting, or null; callers parse it by a schema. */
export function readSetting(db: ReadableDatabase, key: string): unknown {
  const value = statement(db, 'SELECT value FROM settings WHERE key = ?').pluck().get(key);
  return typeof value === 'string' ? JSON.parse(value) : null;
}

export function writeSetting(db: WritableDatabase, key: string, value: unknown): void {
  statement(
    db,
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value));
}
