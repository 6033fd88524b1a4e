import { readdirSync, readFileSync } from 'node:fs';

/** Linux only: what a process tree really takes, shared pages counted once in proportion. */
const parentOf = (pid: number): number | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold spaces and brackets: what follows its last bracket is regular.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
};

export type ProcessMemory = { readonly pid: number; readonly command: string; readonly pssKb: number };

function memoryOf(pid: number): ProcessMemory | null {
  try {
    const [, pss = '0'] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, command, pssKb: Number(pss) };
  } catch {
    return null;
  }
}

/** Of these processes and everything below them. A process that ends meanwhile is left out. */
export function treeMemory(roots: readonly number[]): ProcessMemory[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const children = new Map<number, number[]>();
  for (const pid of pids) {
    const parent = parentOf(pid);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = new Set<number>();
  const visit = (pid: number): void => {
    if (found.has(pid)) return;
    found.add(pid);
    for (const child of children.get(pid) ?? []) visit(child);
  };
  for (const root of roots) visit(root);
  return [...found].flatMap((pid) => memoryOf(pid) ?? []);
}
