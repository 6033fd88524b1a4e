import { spawn } from 'node:child_process';

export type CommandRun = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one line of JSON on standard output. */
  readonly json: Record<string, never> & { readonly [key: string]: unknown };
};

/** Runs the command line as a user's script would, in a process of its own. */
export function runTill(args: readonly string[], input = ''): Promise<CommandRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['electron/cli/main.ts', ...args], { stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const lines = stdout.split('\n').filter((line) => line !== '');
      if (lines.length > 1) reject(new Error(`more than one line: ${stdout}`));
      else resolve({ exitCode, stdout, stderr, json: JSON.parse(lines[0] ?? '{}') });
    });
    // A command that does not read its input closes it: that is no error of the test.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
