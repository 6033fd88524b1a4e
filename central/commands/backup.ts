import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { open as openFile, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { BACKUP_FORMAT, type BackupHeader } from './backup-format.ts';
import { identifier, type Table, tablesInOrder } from './tables.ts';

export type BackupDone = { readonly path: string; readonly tables: number; readonly bytes: number };

type Written = { tables: number; bytes: number };

const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

function lengthOf(bytes: number): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(bytes);
  return header;
}

async function* pieces(client: pg.Client, { table, columns }: Table, written: Written): AsyncGenerator<Buffer> {
  yield line({ table, columns });
  const list = columns.map(identifier).join(', ');
  const stream = client.query(copyTo(`COPY (SELECT ${list} FROM ${identifier(table)}) TO STDOUT`));
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    yield lengthOf(chunk.length);
    yield chunk;
  }
  yield lengthOf(0);
  yield line({ bytes, sha256: hash.digest('hex') });
  written.tables += 1;
  written.bytes += bytes;
}

/** Everything, in the order of the file. */
async function* everything(client: pg.Client, nowMs: number, written: Written): AsyncGenerator<Buffer> {
  // One instant of the whole, while tills go on sending; SQL of a company sees nothing without app.whole.
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL app.whole = 'on'");
  await client.query('SET LOCAL statement_timeout = 0');
  const { rows } = await client.query<BackupHeader['migrations'][number]>(
    'SELECT id, name, checksum FROM migrations ORDER BY id',
  );
  const header: BackupHeader = {
    format: BACKUP_FORMAT,
    version: 1,
    madeAt: new Date(nowMs).toISOString(),
    migrations: rows,
  };
  yield line(header);
  for (const table of await tablesInOrder(client)) yield* pieces(client, table, written);
  yield line({ end: true, tables: written.tables });
  await client.query('COMMIT');
}

async function syncFile(path: string): Promise<void> {
  const file = await openFile(path, 'r+');
  await file.sync();
  await file.close();
}

/** The file system's own words; null for what is no fault of it. */
function diskFault(error: unknown): string | null {
  const isOfSystem = error instanceof Error && 'errno' in error && 'syscall' in error && !('address' in error);
  return isOfSystem && 'code' in error ? String(error.code) : null;
}

async function writeFile(client: pg.Client, partial: string, nowMs: number): Promise<Written> {
  const written: Written = { tables: 0, bytes: 0 };
  // A disk that fills up ends the whole line, and is told where it is awaited.
  await pipeline(
    Readable.from(everything(client, nowMs, written), { objectMode: false }),
    createGzip({ level: 6 }),
    createWriteStream(partial, { mode: 0o600, flags: 'wx' }),
  );
  await syncFile(partial);
  return written;
}

/**
 * Everything central holds, of all companies, in one file with checksums; while it runs. The file has secrets' hashes and the
 * books of the shops: mode 0600. Refused: file_exists {path}, central_backup_unwritable {path, detail}; then no file is left.
 */
export async function backup(connectionString: string, path: string, nowMs: number): Promise<Result<BackupDone>> {
  if (existsSync(path)) return refuse('file_exists', { path });
  const partial = `${path}.part`;
  await rm(partial, { force: true });
  const client = new pg.Client({ connectionString, application_name: 'mostrador-backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const done = await writeFile(client, partial, nowMs);
    await rename(partial, path);
    return ok({ path, ...done });
  } catch (error) {
    await rm(partial, { force: true });
    const detail = diskFault(error);
    if (detail !== null) return refuse('central_backup_unwritable', { path, detail });
    throw error;
  } finally {
    await client.end();
  }
}
