/** Electron's utility processes have it, children of Node do not. */
const isUtility = (): boolean => (process as { parentPort?: unknown }).parentPort !== undefined;

/**
 * Calls `end` when this process is asked to end by a signal. Ctrl-C in a terminal reaches every process of its group.
 * Children of Node have a group of their own; utility processes cannot, and one that ended by itself would look like a
 * crash: there only SIGTERM counts, by which the shell ends its processes in order.
 */
export function onEndAsked(end: () => void): void {
  process.on('SIGTERM', end);
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, isUtility() ? () => undefined : end);
}
