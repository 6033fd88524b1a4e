import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../db/files.ts';

/** One secret in a file. Throws what the disk says. */
export type SecretFile = {
  read(): Promise<string | null>;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
};

export const TOKEN_FILE = 'central.token';

/** The token of the pairing in a file that only this user may read; never in the database, whose backups travel. */
export function tokenFile(dataFolder: string): SecretFile {
  const path = join(dataFolder, TOKEN_FILE);
  return {
    async read() {
      try {
        return (await readFile(path, 'utf8')).trim() || null;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async write(token) {
      await mkdir(dirname(path), { recursive: true });
      // Beside it and renamed: a power cut leaves the old one or the new one, never half of one.
      const next = `${path}.new`;
      await rm(next, { force: true });
      const file = await open(next, 'wx', 0o600);
      try {
        await file.writeFile(`${token}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(next, path);
      syncFolder(dirname(path));
    },
    remove: () => rm(path, { force: true }),
  };
}
