import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFileAndFolder, syncFolder } from '../../../db/files.ts';
import { HIGH_WATER_FILE } from '../../../db/high-water.ts';
import { lockFolder } from '../../../db/lock.ts';
import { DATABASE_FILE } from '../../../db/open.ts';

/** What a till leaves in its folder: a log of another database would be replayed over a restored one. */
export const OWN_FILES: readonly string[] = [
  DATABASE_FILE,
  `${DATABASE_FILE}-wal`,
  `${DATABASE_FILE}-shm`,
  HIGH_WATER_FILE,
];

const NOTE_FILE = 'restauracion.json';
const noteSchema = z.strictObject({
  /** Name of the folder inside the data folder. */
  aside: z.string().regex(/^apartado-[\w-]+$/),
  files: z.array(z.enum(OWN_FILES as [string, ...string[]])),
});
type Note = z.infer<typeof noteSchema>;

/**
 * The files of a till while something else takes their place. A note on disk says what was where, from before the first
 * file moves until `keep`: killed anywhere in between, the next start puts everything back (`undoInterrupted`); killed
 * after `keep`, what was put aside stays aside. There is no moment in which the folder looks like one that never sold.
 */
export type PutAside = {
  /** The folder that holds the files; null when there were none. */
  readonly folder: string | null;
  /** The new files count from here on. */
  keep(): void;
  undo(): void;
};

/**
 * Call with the folder locked and the database closed.
 * @param stamp what the folder is named after, letters, digits and hyphens; told apart by a number if it is taken
 */
export function putAside(dataFolder: string, stamp: string): PutAside {
  const files = OWN_FILES.filter((name) => existsSync(join(dataFolder, name)));
  const aside = freeName(dataFolder, `apartado-${stamp}`);
  const note: Note = { aside, files: [...files] };
  const folder = join(dataFolder, aside);
  mkdirSync(folder, { mode: 0o700 });
  writeNote(dataFolder, note);
  try {
    for (const name of files) renameSync(join(dataFolder, name), join(folder, name));
    syncFolder(folder);
    syncFolder(dataFolder);
  } catch (error) {
    undo(dataFolder, note);
    throw error;
  }
  return {
    folder: files.length === 0 ? null : folder,
    keep() {
      if (files.length === 0) rmSync(folder, { recursive: true, force: true });
      removeNote(dataFolder);
    },
    undo: () => undo(dataFolder, note),
  };
}

/**
 * Puts back what a killed restore had put aside. Nothing to do almost always: one look for a file.
 * @throws RefusalError `data_in_use` while a restore is at work; storage errors.
 */
export function undoInterrupted(dataFolder: string): void {
  if (!existsSync(join(dataFolder, NOTE_FILE))) return;
  const lock = lockFolder(dataFolder, 0);
  try {
    undoLeftOver(dataFolder);
  } finally {
    lock.release();
  }
}

/** The same for who holds the folder already: a second restore would write its note over that of the killed one. */
export function undoLeftOver(dataFolder: string): void {
  const note = readNote(dataFolder);
  if (note !== null) undo(dataFolder, note);
}

/** May itself be interrupted and done again: every step leaves a state that it understands. */
function undo(dataFolder: string, { aside, files }: Note): void {
  const folder = join(dataFolder, aside);
  for (const name of OWN_FILES) {
    const [here, there] = [join(dataFolder, name), join(folder, name)];
    if (existsSync(there)) renameSync(there, here);
    // Not aside and not there before: the restore made it.
    else if (!files.includes(name)) rmSync(here, { force: true });
  }
  rmSync(folder, { recursive: true, force: true });
  syncFolder(dataFolder);
  removeNote(dataFolder);
}

function freeName(dataFolder: string, wanted: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!existsSync(join(dataFolder, name))) return name;
  }
}

function writeNote(dataFolder: string, note: Note): void {
  const path = join(dataFolder, NOTE_FILE);
  const partial = `${path}.partial`;
  writeFileSync(partial, JSON.stringify(note), { mode: 0o600 });
  syncFileAndFolder(partial);
  renameSync(partial, path);
  syncFolder(dataFolder);
}

function removeNote(dataFolder: string): void {
  rmSync(join(dataFolder, NOTE_FILE), { force: true });
  syncFolder(dataFolder);
}

/** The note appears under its name whole or not at all; null when another process has just done the work. */
function readNote(dataFolder: string): Note | null {
  const path = join(dataFolder, NOTE_FILE);
  return existsSync(path) ? noteSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}
