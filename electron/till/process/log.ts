/** What this process says of itself: names and numbers, one JSON line each; the shell keeps them (host/child-errors.ts). */
export type LogFields = {
  readonly code?: string;
  readonly command?: string;
  readonly kind?: string;
  readonly phase?: string;
  readonly count?: number;
  readonly durationMs?: number;
};

export function logLine(level: 'info' | 'warning' | 'error', event: string, fields: LogFields = {}): void {
  process.stderr.write(`${JSON.stringify({ level, event, ...fields })}\n`);
}

/** A bug: its kind for the log, and where it happened; the shell drops what the message may quote. */
export function logBug(event: string, error: unknown, command?: string): void {
  const kind = error instanceof Error ? error.name : typeof error;
  logLine('error', event, { kind, ...(command === undefined ? {} : { command }) });
  if (error instanceof Error && error.stack !== undefined) process.stderr.write(`${error.stack}\n`);
}
