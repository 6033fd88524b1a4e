import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { DATABASE_FILE } from '../../../db/open.ts';

/** Linux only: of the processes below a host, which is which. A test ends only what it finds here. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

/** Null: gone, or ended and not yet waited for. */
function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  // The name may hold spaces and brackets: what follows its last bracket is regular.
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return parent === undefined || state === 'Z' ? null : Number(parent);
}

function below(pid: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(Number(name))] as const);
  const found = [pid];
  for (const parent of found) for (const [child, of] of all) if (of === parent) found.push(child);
  return found.slice(1);
}

function holdsDatabase(pid: number, dataFolder: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      const path = readlinkSync(`/proc/${pid}/fd/${fd}`);
      return path.startsWith(dataFolder) && basename(path) === DATABASE_FILE;
    });
  } catch {
    return false;
  }
}

/** Null while there is none. */
export function pidOf(name: 'till' | 'devices', hostPid: number, dataFolder: string): number | null {
  const children = below(hostPid);
  const till = children.find((pid) => holdsDatabase(pid, dataFolder)) ?? null;
  if (name === 'till') return till;
  const commands = children.map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`) }));
  const named = commands.find(({ command }) => command.includes('devices.js'));
  if (named !== undefined) return named.pid;
  // Electron's are all Node services: devices and sync, which is started after it.
  const services = commands.filter(({ pid, command }) => pid !== till && command.includes('node.mojom.NodeService'));
  return services.length < 2 ? null : (services[0]?.pid ?? null);
}
