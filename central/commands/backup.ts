import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { open as openFile, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { BACKUP_FORMAT, type BackupHeader } from './backup-format.ts';
import { identifier, type Table, tablesInOrder } from './tables.ts';

export type BackupDone = { readonly path: string; readonly tables: number; readonly bytes: number };

async function write(gzip: Gzip, chunk: Buffer | string): Promise<void> {
  if (!gzip.write(chunk)) await once(gzip, 'drain');
}

const writeLine = (gzip: Gzip, value: unknown): Promise<void> => write(gzip, `${JSON.stringify(value)}\n`);

function lengthOf(bytes: number): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(bytes);
  return header;
}

async function writeTable(client: pg.Client, gzip: Gzip, { table, columns }: Table): Promise<number> {
  await writeLine(gzip, { table, columns });
  const list = columns.map(identifier).join(', ');
  const stream = client.query(copyTo(`COPY (SELECT ${list} FROM ${identifier(table)}) TO STDOUT`));
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    await write(gzip, lengthOf(chunk.length));
    await write(gzip, chunk);
  }
  await write(gzip, lengthOf(0));
  await writeLine(gzip, { bytes, sha256: hash.digest('hex') });
  return bytes;
}

async function writeAll(client: pg.Client, gzip: Gzip, nowMs: number): Promise<{ tables: number; bytes: number }> {
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
  await writeLine(gzip, header);
  const tables = await tablesInOrder(client);
  let bytes = 0;
  for (const table of tables) bytes += await writeTable(client, gzip, table);
  await writeLine(gzip, { end: true, tables: tables.length });
  await client.query('COMMIT');
  return { tables: tables.length, bytes };
}

async function syncFile(path: string): Promise<void> {
  const file = await openFile(path, 'r+');
  await file.sync();
  await file.close();
}

/**
 * Everything central holds, of all companies, in one file with checksums; while it runs. The file has secrets' hashes and the
 * books of the shops: mode 0600. Refused: file_exists {path}.
 */
export async function backup(connectionString: string, path: string, nowMs: number): Promise<Result<BackupDone>> {
  if (existsSync(path)) return refuse('file_exists', { path });
  const partial = `${path}.part`;
  await rm(partial, { force: true });
  const client = new pg.Client({ connectionString, application_name: 'mostrador-backup' });
  client.on('error', () => undefined);
  await client.connect();
  const gzip = createGzip({ level: 6 });
  const file = createWriteStream(partial, { mode: 0o600, flags: 'wx' });
  const written = finished(gzip.pipe(file));
  // A disk that fills up is told where it is awaited, and not before as an error that nobody waits for.
  written.catch((error: Error) => gzip.destroy(error));
  try {
    const done = await writeAll(client, gzip, nowMs);
    gzip.end();
    await written;
    await syncFile(partial);
    await rename(partial, path);
    return ok({ path, ...done });
  } catch (error) {
    file.destroy();
    await rm(partial, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}
