import { type Refused, refuse } from '../domain/result.ts';

/** A refusal raised where a value cannot be returned (while opening, inside a transaction); caught by the caller named there. */
export class RefusalError extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.refusal.code);
    this.name = 'RefusalError';
    this.refused = refused;
  }
}

const byPrefix: readonly (readonly [prefix: string, code: string, retryable: boolean])[] = [
  ['SQLITE_FULL', 'disk_full', true],
  // The index of the log could not grow: SQLite calls it an error of the disk.
  ['SQLITE_IOERR_SHMSIZE', 'disk_full', true],
  ['ENOSPC', 'disk_full', true],
  ['SQLITE_READONLY', 'data_read_only', false],
  ['EROFS', 'data_read_only', false],
  ['EACCES', 'data_read_only', false],
  ['EPERM', 'data_read_only', false],
  ['SQLITE_CORRUPT', 'data_damaged', false],
  ['SQLITE_NOTADB', 'data_damaged', false],
  ['SQLITE_BUSY', 'data_in_use', true],
  ['SQLITE_CANTOPEN', 'data_unreachable', false],
  ['ENOENT', 'data_unreachable', false],
  ['ENOTDIR', 'data_unreachable', false],
  ['ENAMETOOLONG', 'data_unreachable', false],
  ['EEXIST', 'data_unreachable', false],
  ['EISDIR', 'data_unreachable', false],
  ['EDQUOT', 'disk_full', true],
  ['EMFILE', 'disk_error', true],
  ['ENFILE', 'disk_error', true],
  ['SQLITE_IOERR', 'disk_error', true],
  ['EIO', 'disk_error', true],
];

const SCHEMA_DAMAGE = /^(no such (table|column)|table \S+ has no column|malformed)/;

/**
 * The refusal for a broken world (disk full, read-only, damaged...), or null when `error` is none of these and
 * therefore a bug that must be thrown on.
 */
export function storageRefusal(error: unknown, path: string): Refused | null {
  if (error instanceof RefusalError) return error.refused;
  if (!(error instanceof Error)) return null;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return null;
  // Every statement runs in the tests against the schema that migrations make: only a damaged file lacks a part of it.
  if (code === 'SQLITE_ERROR' && SCHEMA_DAMAGE.test(error.message)) {
    return refuse('data_damaged', { path, detail: error.message });
  }
  const match = byPrefix.find(([prefix]) => code.startsWith(prefix));
  return match === undefined ? null : refuse(match[1], { path, detail: code }, match[2]);
}
