import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { type BackupHeader, endSchema, headerSchema, tableEndSchema, tableSchema } from './backup-format.ts';
import type { Table } from './tables.ts';

/** What is wrong with a file that is no whole backup. */
export class DamagedBackup extends Error {}

const MAX_LINE = 1024 * 1024;
/** PostgreSQL's pieces are 64 kB or one row, and a row holds 8 MB at most. */
const MAX_PIECE = 64 * 1024 * 1024;

class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const next = await this.#source.next();
    if (next.done === true) throw new DamagedBackup('cut off');
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
  }

  async bytes(length: number): Promise<Buffer> {
    while (this.#held.length < length) await this.#more();
    const bytes = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return bytes;
  }

  async line(): Promise<unknown> {
    let end = this.#held.indexOf(0x0a);
    while (end === -1) {
      if (this.#held.length > MAX_LINE) throw new DamagedBackup('line too long');
      await this.#more();
      end = this.#held.indexOf(0x0a);
    }
    const text = (await this.bytes(end + 1)).toString('utf8');
    return JSON.parse(text);
  }
}

export type BackupVisitor = {
  header(header: BackupHeader): Promise<void>;
  /** `pieces` has to be read to its end. */
  table(table: Table, pieces: AsyncIterable<Buffer>): Promise<void>;
};

async function readTable(reader: ByteReader, table: Table, visitor: BackupVisitor): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* pieces(): AsyncGenerator<Buffer> {
    for (;;) {
      const length = (await reader.bytes(4)).readUInt32BE();
      if (length === 0) return;
      if (length > MAX_PIECE) throw new DamagedBackup(table.table);
      const piece = await reader.bytes(length);
      hash.update(piece);
      bytes += length;
      yield piece;
    }
  }
  await visitor.table(table, pieces());
  const end = tableEndSchema.parse(await reader.line());
  if (end.bytes !== bytes || end.sha256 !== hash.digest('hex')) throw new DamagedBackup(table.table);
}

const nextSchema = z.union([tableSchema, endSchema]);

/** Reads a backup from its first to its last byte. @throws DamagedBackup, and whatever the visitor throws. */
export async function readBackup(path: string, visitor: BackupVisitor): Promise<void> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  const reader = new ByteReader(file.pipe(gunzip) as AsyncIterable<Buffer>);
  try {
    await visitor.header(headerSchema.parse(await reader.line()));
    for (let tables = 0; ; tables += 1) {
      const next = nextSchema.parse(await reader.line());
      if ('end' in next) {
        if (next.tables !== tables) throw new DamagedBackup('tables');
        return;
      }
      await readTable(reader, next, visitor);
    }
  } catch (error) {
    const isForeign = error instanceof z.ZodError || error instanceof SyntaxError;
    const isGzip = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    if (isForeign || isGzip) throw new DamagedBackup('format');
    throw error;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}
