import { type ChildProcess, fork } from 'node:child_process';
import type { Port } from '../ipc/port.ts';
import type { ChildExit, Fork } from './shell.ts';

/**
 * Starts a process of the till as a child of Node. It has a process group of its own: Ctrl-C in the terminal is for the
 * shell, which ends its children in order.
 */
export const nodeFork: Fork = (entry, args) => {
  const child = fork(entry, args, {
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
    // Flags of the shell (a debugger's port, a test runner's loader) are not for its children.
    execArgv: [],
  } as Parameters<typeof fork>[2]);
  const exits: ((exit: ChildExit) => void)[] = [];
  let exit: ChildExit | null = null;
  const end = (how: ChildExit): void => {
    if (exit !== null) return;
    exit = how;
    for (const listener of exits) listener(how);
  };
  child.once('exit', (code, signal) => end({ code, signal }));
  // Could not be started, or could not be reached: without a process id there is no exit to come.
  child.on('error', () => child.pid === undefined && end({ code: null, signal: null }));
  child.stderr?.setEncoding('utf8');
  return {
    port: portOf(child),
    pid: child.pid,
    onExit: (listener) => (exit === null ? exits.push(listener) : listener(exit)),
    onErrorOutput: (listener) => child.stderr?.on('data', listener),
    kill: () => child.kill('SIGKILL'),
  };
};

const portOf = (child: ChildProcess): Port => ({
  post(message) {
    // A child that is dying takes nothing more; its exit tells whoever waits.
    if (child.connected) child.send(message as object, () => undefined);
  },
  onMessage: (listener) => child.on('message', listener),
  onClose: (listener) => child.once('disconnect', listener),
  close() {
    if (child.connected) child.disconnect();
  },
});
