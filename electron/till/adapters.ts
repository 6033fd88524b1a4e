import { hash, randomInt } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { v7 } from 'uuid';
import type { Clock, Ids, Sha256Hex } from '../../domain/ports.ts';

/** The real world. Only this file may read the clock or draw random numbers. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** Without I, L, O, 0, 1: read aloud over the telephone without doubt. */
const SUFFIX_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

export const systemIds: Ids = {
  uuid: () => v7(),
  seriesSuffix: (length) =>
    Array.from({ length }, () => SUFFIX_ALPHABET[randomInt(SUFFIX_ALPHABET.length)] ?? 'A').join(''),
};

export const sha256Hex: Sha256Hex = (text) => hash('sha256', text, 'hex').toUpperCase();

/** Where a data folder is used: both keys change when a disk is copied or a folder is moved. */
export type Place = { readonly machineKey: string; readonly folderKey: string };

function machineId(): string {
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    try {
      const id = readFileSync(path, 'utf8').trim();
      if (id !== '') return id;
    } catch (error) {
      // Absent on other systems and in containers; anything else is no reason not to sell either.
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    }
  }
  // Never the network interfaces: a cable that is pulled out must not look like another machine.
  return hostname();
}

/** Inode and path: restoring a file in place keeps both, a renamed or copied folder does not. */
export function placeOf(dataFolder: string): Place {
  const path = realpathSync(dataFolder);
  const { ino } = statSync(path);
  return { machineKey: sha256Hex(`${process.platform} ${machineId()}`), folderKey: `${ino}:${path}` };
}
