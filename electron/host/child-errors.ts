import { z } from 'zod';
import type { ChildName, Report } from './shell.ts';

/** Longer lines are cut: what does not end is no line of ours. */
const MAX_LINE_LENGTH = 4_000;
const MAX_FRAMES = 30;

const wordSchema = z.string().regex(/^[A-Za-z][\w.:-]{0,79}$/);
/**
 * A line that a process of the till writes about itself: `{"level":"warning","event":"print.failed","code":"timeout"}`.
 * Names and numbers; no field can carry a sentence, and so neither a customer's name.
 */
const lineSchema = z.strictObject({
  level: z.enum(['info', 'warning', 'error']),
  event: wordSchema,
  code: wordSchema.optional(),
  command: wordSchema.optional(),
  kind: wordSchema.optional(),
  phase: wordSchema.optional(),
  jobId: z.int().optional(),
  count: z.number().optional(),
  durationMs: z.number().optional(),
});

/** `    at close (file:///home/maria/app/till.js:10:5)`: function, file without its folder, line. */
const FRAME = /^\s+at (?:async )?(?:(?<where>[\w$.<>[\] ]{1,80}) \()?(?:.*[/\\])?(?<file>[\w.:-]{1,80}:\d+:\d+)\)?$/;
const ERROR_NAME = /^(?:Uncaught )?(?<kind>[A-Z]\w{0,40}(?:Error|Exception))\b/;

/**
 * Takes what a process writes to standard error, which may quote what a person typed: our own lines go to the log, of an
 * exception its kind and where it happened, of anything else only that there was something. Called with every chunk.
 */
export function createErrorReader(name: ChildName, report: Report): (chunk: string) => void {
  let rest = '';
  let frames = 0;

  function readLine(line: string): void {
    const frame = FRAME.exec(line)?.groups;
    if (frame !== undefined) {
      frames += 1;
      if (frames > MAX_FRAMES) return;
      report('error', 'process.frame', { process: name, frame: `${frame['where'] ?? ''} ${frame['file']}`.trim() });
      return;
    }
    frames = 0;
    if (line.trim() === '') return;
    const own = parseOwn(line);
    if (own !== null) {
      const { level, event, ...fields } = own;
      report(level, event, { process: name, ...withoutUndefined(fields) });
      return;
    }
    const kind = ERROR_NAME.exec(line)?.groups?.['kind'];
    if (kind !== undefined) report('error', 'process.exception', { process: name, kind });
    else report('warning', 'process.said', { process: name, length: line.length });
  }

  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
    for (const line of lines) readLine(line.replace(/\r$/, '').slice(0, MAX_LINE_LENGTH));
  };
}

function parseOwn(line: string): z.infer<typeof lineSchema> | null {
  if (!line.startsWith('{')) return null;
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

const withoutUndefined = (fields: Record<string, string | number | undefined>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
