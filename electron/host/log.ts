import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './shell.ts';

export const LOG_FOLDER = 'registros';
const MAX_BYTES = 1_000_000;
const MAX_FILES = 5;
/** Of a field; a longer one would be a sentence, which no field may be. */
const MAX_FIELD_LENGTH = 200;

export type LogOptions = { readonly nowMs: () => number; readonly maxBytes?: number; readonly maxFiles?: number };

export const logPath = (dataFolder: string, index = 0): string =>
  join(dataFolder, LOG_FOLDER, index === 0 ? 'mostrador.log' : `mostrador.${index}.log`);

/**
 * Log of a shell: lines of JSON in `registros/`, five files of 1 MB, the newest without a number. Who reports keeps
 * personal data out (shell.ts). A log that cannot be written is not written: nothing outside the sale can stop the sale.
 */
export function createLog(dataFolder: string, options: LogOptions): Report {
  const { nowMs, maxBytes = MAX_BYTES, maxFiles = MAX_FILES } = options;
  const path = logPath(dataFolder);
  let bytes: number | null = null;

  function rotate(): void {
    rmSync(logPath(dataFolder, maxFiles - 1), { force: true });
    for (let index = maxFiles - 2; index >= 0; index -= 1) {
      if (existsSync(logPath(dataFolder, index)))
        renameSync(logPath(dataFolder, index), logPath(dataFolder, index + 1));
    }
    bytes = 0;
  }

  return (level, event, fields = {}) => {
    const cut = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, MAX_FIELD_LENGTH) : value,
    ]);
    const at = new Date(nowMs()).toISOString();
    const line = `${JSON.stringify({ at, level, event, ...Object.fromEntries(cut) })}\n`;
    try {
      if (bytes === null) {
        mkdirSync(join(dataFolder, LOG_FOLDER), { recursive: true, mode: 0o700 });
        bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      }
      if (bytes > 0 && bytes + Buffer.byteLength(line) > maxBytes) rotate();
      appendFileSync(path, line, { mode: 0o600 });
      bytes += Buffer.byteLength(line);
    } catch {
      // Full or gone: looked at again with the next line.
      bytes = null;
    }
  };
}
