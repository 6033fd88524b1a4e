import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Root's home is closed to the user that PostgreSQL gets. */
const defaultFolder = (): string =>
  process.getuid?.() === 0 ? '/var/lib/mostrador-central' : join(homedir(), '.local', 'share', 'mostrador-central');

/** Where central keeps its certificate and, unless DATABASE_URL is set, its database. Made if it is missing. */
export function dataFolder(asked: string | undefined): string {
  const folder = resolve(asked ?? defaultFolder());
  // What is secret in it has modes of its own; another user has to pass through when this process is root.
  mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o755 : 0o700 });
  return folder;
}
