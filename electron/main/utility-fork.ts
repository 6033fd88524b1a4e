import { utilityProcess } from 'electron';
import type { ChildExit, Fork } from '../host/shell.ts';

/** Starts a process of the till as a utility process of Electron: its Node, and no window, no Electron, no inspector. */
export const utilityFork: Fork = (entry, args, name) => {
  const child = utilityProcess.fork(entry, [...args], {
    serviceName: `mostrador-${name}`,
    stdio: ['ignore', 'ignore', 'pipe'],
    execArgv: [],
  });
  const exits: ((exit: ChildExit) => void)[] = [];
  const closes: (() => void)[] = [];
  let exit: ChildExit | null = null;
  let waiting: NodeJS.Signals | null = null;

  /** Before it runs there is nobody to send it to. */
  const send = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) waiting = signal;
    else sendSignal(child.pid, signal);
  };
  child.once('spawn', () => {
    if (waiting !== null) send(waiting);
  });
  child.once('exit', (code) => {
    exit = { code, signal: null };
    for (const listener of exits.splice(0)) listener(exit);
    for (const listener of closes.splice(0)) listener();
  });
  return {
    port: {
      post: (message) => {
        if (exit === null) child.postMessage(message);
      },
      onMessage: (listener) => child.on('message', listener),
      onClose: (listener) => (exit === null ? closes.push(listener) : listener()),
      // Not child.kill(): Chromium ends by force two seconds later, also what waits for a slow disk.
      close: () => send('SIGTERM'),
    },
    // Known once it runs.
    get pid() {
      return child.pid;
    },
    onExit: (listener) => (exit === null ? exits.push(listener) : listener(exit)),
    onErrorOutput: (listener) => child.stderr?.setEncoding('utf8').on('data', listener),
    kill: () => send('SIGKILL'),
  };
};

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone in the meantime: its exit is on the way.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
