import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../domain/result.ts';
import { newUuid, systemClock } from '../real-world.ts';
import { openForCommand, openUntouched } from '../setup/database.ts';
import { backup } from './backup.ts';
import { type Command, textOf } from './command.ts';
import { restore } from './restore.ts';

export const backupCommand: Command = {
  usage: 'backup --file FILE [--data DIR]',
  options: { file: { type: 'string' } },
  required: ['file'],
  async run(input) {
    const database = await openForCommand(input.folder, input.databaseUrl);
    if (!database.ok) return database;
    try {
      return await backup(database.value.connectionString, textOf(input, 'file') ?? '', systemClock.nowMs());
    } finally {
      await database.value.release();
    }
  },
};

export const restoreCommand: Command = {
  usage: 'restore --file FILE [--data DIR]',
  options: { file: { type: 'string' } },
  required: ['file'],
  async run(input) {
    const database = await openUntouched(input.folder, input.databaseUrl);
    if (!database.ok) return database;
    try {
      return await restore(database.value.connectionString, textOf(input, 'file') ?? '', systemClock.nowMs());
    } finally {
      await database.value.release();
    }
  },
};

/** From the embedded database of a folder to a server: a backup and a restore, with the central of the folder stopped. */
export const moveCommand: Command = {
  usage: 'move --to DATABASE_URL [--data DIR]',
  options: { to: { type: 'string' } },
  required: ['to'],
  async run(input) {
    const to = textOf(input, 'to');
    if (to === undefined || to === '') return refuse('central_database_url_missing');
    const database = await openForCommand(input.folder, undefined);
    if (!database.ok) return database;
    // Beside the data: a temporary folder is often small, and readable to others.
    const file = join(input.folder, `move-${newUuid()}.backup`);
    try {
      const made = await backup(database.value.connectionString, file, systemClock.nowMs());
      return made.ok ? await restore(to, file, systemClock.nowMs()) : made;
    } finally {
      rmSync(file, { force: true });
      await database.value.release();
    }
  },
};
