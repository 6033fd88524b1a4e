import type pg from 'pg';
import type { PublicPlace } from '../app/context.ts';

/** Where the server listens, kept so that a command line beside it can make pairing codes. */
export async function savePlace(pool: pg.Pool, { url, fingerprint }: PublicPlace): Promise<void> {
  await pool.query(
    `INSERT INTO server_settings (key, value) VALUES ('public_url', $1), ('fingerprint', $2)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [url, fingerprint ?? ''],
  );
}

/** @returns null before the first start. */
export async function readPlace(pool: pg.Pool): Promise<PublicPlace | null> {
  const { rows } = await pool.query<{ key: string; value: string }>(
    "SELECT key, value FROM server_settings WHERE key IN ('public_url', 'fingerprint')",
  );
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  const url = values.get('public_url');
  return url === undefined ? null : { url, fingerprint: values.get('fingerprint') || null };
}
