import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The examples of docs/integrating in every language, as somebody runs them. */
const HERE = join(import.meta.dirname, '../../../docs/integrating');
export const exampleOf = (path: string): string => join(HERE, path);

export type Command = readonly [program: string, ...args: string[]];

export type Language = {
  readonly name: string;
  readonly isInstalled: boolean;
  /** Compiles where a run would compile each time anew; the folder goes away with the tests. */
  readonly build?: (folder: string) => Command;
  /** @param folder of what was built */
  readonly verify: (folder: string) => Command;
  readonly receive: (folder: string, port: number) => Command;
};

/** Only before a server of the same process is asked: it stands still meanwhile. */
const answers = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

export const languages: readonly Language[] = [
  {
    name: 'TypeScript',
    isInstalled: true,
    verify: () => [process.execPath, exampleOf('typescript/verify-signature.ts')],
    receive: (_, port) => [process.execPath, exampleOf('typescript/receiver.ts'), String(port)],
  },
  {
    name: 'Python',
    isInstalled: answers('python3', '--version'),
    verify: () => ['python3', '-B', exampleOf('python/verify_signature.py')],
    receive: (_, port) => ['python3', '-B', exampleOf('python/receiver.py'), String(port)],
  },
  {
    name: 'PHP',
    isInstalled: answers('php', '--version'),
    verify: () => ['php', exampleOf('php/verify_signature.php')],
    receive: (_, port) => ['php', '-q', '-S', `127.0.0.1:${port}`, exampleOf('php/receiver.php')],
  },
  {
    name: 'Java',
    // A runtime alone does not compile.
    isInstalled: answers('javac', '-version') && answers('java', '-version'),
    build: (folder) => ['javac', '-d', folder, exampleOf('java/Receiver.java')],
    verify: (folder) => ['java', '-cp', folder, 'Receiver', 'verify'],
    receive: (folder, port) => ['java', '-cp', folder, 'Receiver', String(port)],
  },
  {
    name: 'Go',
    isInstalled: answers('go', 'version'),
    build: (folder) => ['go', 'build', '-o', join(folder, 'receiver'), exampleOf('go/receiver.go')],
    verify: (folder) => [join(folder, 'receiver'), 'verify'],
    receive: (folder, port) => [join(folder, 'receiver'), String(port)],
  },
];

/** Nothing is fetched, and no proxy stands between two programs of this machine. */
export const quiet = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name));
  return { ...Object.fromEntries(kept), GOPROXY: 'off', GOFLAGS: '-mod=mod', ...more };
};

export type Built = { readonly folder: string; remove(): void };

export async function build(language: Language): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-integrating-'));
  const [program, ...args] = language.build?.(folder) ?? [];
  if (program !== undefined) await promisify(execFile)(program, args, { env: quiet() });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** To its end, without holding up a server of this process. */
export function runToEnd(
  [program, ...args]: Command,
  env: Readonly<Record<string, string>>,
  input: Buffer | string = '',
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { env: quiet(env), timeout: 60_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}
