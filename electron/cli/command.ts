import type { ParseArgsOptionsConfig } from 'node:util';
import type { Result } from '../../domain/result.ts';
import type { Language } from '../../domain/texts/index.ts';
import type { TillPorts } from '../till/till.ts';

/** What a command may use of the outside world. */
export type CommandContext = {
  readonly ports: TillPorts;
  readonly language: Language;
  /** Everything on standard input, as text. */
  readStandardInput(): Promise<string>;
  /** A sentence for the person, on standard error. */
  say(message: string): void;
};

export type CommandValues = Readonly<Record<string, string | boolean | undefined>>;

/** One command of the command line: options, how it is written, and what it answers as one line of JSON. */
export type Command = {
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  readonly required: readonly string[];
  run(values: CommandValues, context: CommandContext): Promise<Result<unknown>> | Result<unknown>;
};

/** A string option that `required` guarantees or that has a default. */
export function option(values: CommandValues, name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`option ${name} was not checked`);
  return value;
}

export const optional = (values: CommandValues, name: string): string | null => {
  const value = values[name];
  return typeof value === 'string' ? value : null;
};

/** Who gives the command: the options `--cashier` and `--pin`. */
export const personOf = (values: CommandValues): { cashier: string | null; pin: string | null } => ({
  cashier: optional(values, 'cashier'),
  pin: optional(values, 'pin'),
});
