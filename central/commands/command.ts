import type { Result } from '../../domain/result.ts';
import type { Logger } from '../app/context.ts';

export type CommandInput = {
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly log: Logger;
  readonly say: (message: string) => void;
};

/** One sub command of `npm run central`. What it answers is printed as one line of JSON. */
export type Command = {
  readonly usage: string;
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
  readonly required: readonly string[];
  run(input: CommandInput): Promise<Result<Readonly<Record<string, unknown>>>>;
};

export const textOf = ({ values }: Pick<CommandInput, 'values'>, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
