import { type FieldMapping, parseFieldMapping } from '../../domain/catalog/header.ts';
import { type ImportReport, issueText, type RowIssue } from '../../domain/catalog/report.ts';
import { ok, type Result } from '../../domain/result.ts';
import { text } from '../../domain/texts/index.ts';
import type { CommandContext } from './command.ts';

/** Issues are said one by one up to here; the JSON has them all. */
const MAX_SAID = 20;

export const parseMapping = (given: string | null): Result<FieldMapping | null> =>
  given === null ? ok(null) : parseFieldMapping(given);

const withSentence = (issue: RowIssue, context: CommandContext): RowIssue & { message: string } => ({
  ...issue,
  message: issueText(context.language, issue),
});

/** The report with a sentence beside every code; the first ones are said to the person. */
export function saidReport(report: ImportReport, context: CommandContext): ImportReport {
  const refusals = report.refusals.map((issue) => withSentence(issue, context));
  const warnings = report.warnings.map((issue) => withSentence(issue, context));
  for (const { line, message } of [...refusals, ...warnings].slice(0, MAX_SAID)) {
    context.say(text(context.language, 'cli.import_row', { line, message }));
  }
  return { ...report, refusals, warnings };
}
