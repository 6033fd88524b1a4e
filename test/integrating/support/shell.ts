import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { quiet } from './languages.ts';

/** A terminal: what is typed in it runs one after the other, with the variables of what ran before. */
export type Shell = {
  /** Everything that it printed so far. */
  said(): string;
  /** Types and waits for the end. @throws when it ended badly or not in time */
  run(script: string, timeoutMs?: number): Promise<string>;
  /** Types something that does not end, and waits for what it says. */
  leaveRunning(script: string, until: RegExp, timeoutMs?: number): Promise<void>;
  /** Ends it with everything that runs in it. */
  close(): Promise<void>;
};

async function untilSaid(said: () => string, what: RegExp, timeoutMs: number): Promise<RegExpExecArray> {
  for (const since = performance.now(); ; await wait(20)) {
    const found = what.exec(said());
    if (found !== null) return found;
    if (performance.now() - since > timeoutMs) throw new Error(`not said: ${what}\n${said()}`);
  }
}

/** Whether any process of the group is left. */
function isGroupAlive(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

/** Waits for what the terminal started too: it may write into its folder to the last. */
async function endGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined || !isGroupAlive(pid)) return;
  process.kill(-pid, 'SIGTERM');
  for (const since = performance.now(); isGroupAlive(pid) && performance.now() - since < 15_000; ) await wait(20);
}

/** @param folder in which it stands */
export function openShell(folder: string): Shell {
  // A group of its own, so that what npm starts ends with it.
  const child = spawn('bash', ['-s'], { cwd: folder, env: quiet(), detached: true, stdio: 'pipe' });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  let typed = 0;
  const said = (): string => text;
  return {
    said,
    async run(script, timeoutMs = 60_000) {
      typed += 1;
      const before = text.length;
      const mark = `ended-${typed}-`;
      child.stdin.write(`{ ${script.trimEnd()}\n} </dev/null\necho ${mark}$?\n`);
      const [, code] = await untilSaid(() => text.slice(before), new RegExp(`${mark}(\\d+)`), timeoutMs);
      const answer = text.slice(before).split(mark)[0] ?? '';
      if (code !== '0') throw new Error(`${script}\nended with ${code}:\n${answer}`);
      return answer;
    },
    async leaveRunning(script, until, timeoutMs = 60_000) {
      const before = text.length;
      child.stdin.write(`${script.trimEnd()}\n`);
      await untilSaid(() => text.slice(before), until, timeoutMs);
    },
    close: () => endGroup(child),
  };
}
