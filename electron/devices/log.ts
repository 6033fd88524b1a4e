/** What this process says of itself: names and numbers, one JSON line each; the shell keeps them (host/child-errors.ts). */
export function logLine(
  level: 'info' | 'warning' | 'error',
  event: string,
  fields: { readonly code?: string; readonly kind?: string; readonly jobId?: number; readonly count?: number } = {},
): void {
  process.stderr.write(`${JSON.stringify({ level, event, ...fields })}\n`);
}

/** A bug: its kind for the log, and where it happened. */
export function logBug(event: string, error: unknown): void {
  logLine('error', event, { kind: error instanceof Error ? error.name : typeof error });
  if (error instanceof Error && error.stack !== undefined) process.stderr.write(`${error.stack}\n`);
}
