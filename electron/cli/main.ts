import { parseArgs } from 'node:util';
import { program } from '../../domain/program.ts';
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts';
import { type Language, refusalText, text } from '../../domain/texts/index.ts';
import { placeOf, sha256Hex, systemClock, systemIds } from '../till/adapters.ts';
import type { TillPorts } from '../till/till.ts';
import type { Command, CommandContext, CommandValues } from './command.ts';
import { commands } from './commands/index.ts';

const EXIT = { done: 0, refused: 1, usage: 2, bug: 70 } as const;

/** Codes that mean that the command was written wrongly, not that the till refused it. */
const USAGE_CODES = new Set(['usage', 'json_malformed', 'option_invalid']);

const language: Language = (process.env['MOSTRADOR_LANG'] ?? 'es').startsWith('en') ? 'en' : 'es';
const ports: TillPorts = { clock: systemClock, ids: systemIds, sha256: sha256Hex, program, place: placeOf };

const context: CommandContext = {
  ports,
  language,
  async readStandardInput() {
    let input = '';
    process.stdin.setEncoding('utf8');
    for await (const chunk of process.stdin) input += chunk;
    return input;
  },
  say: (message) => process.stderr.write(`${message}\n`),
};

const help = (): string =>
  [
    text(language, 'cli.usage'),
    ...Object.values(commands).map((command) => `  npm run --silent till -- ${command.usage}`),
  ].join('\n');

function parse(command: Command, args: string[]): Result<CommandValues> {
  try {
    const { values } = parseArgs({ args, options: command.options, strict: true, allowPositionals: false });
    const missing = command.required.find((name) => values[name] === undefined);
    if (missing !== undefined) return refuse('usage', { detail: `--${missing}`, usage: command.usage });
    return ok(values as CommandValues);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return refuse('usage', { detail: error.message.split('\n')[0] ?? '', usage: command.usage });
  }
}

function report(refusal: Refusal): number {
  const message = refusalText(language, refusal);
  context.say(`${refusal.code}: ${message}`);
  process.stdout.write(`${JSON.stringify({ error: { code: refusal.code, message, retryable: refusal.retryable } })}\n`);
  return USAGE_CODES.has(refusal.code) ? EXIT.usage : EXIT.refused;
}

async function main(args: readonly string[]): Promise<number> {
  const [name = '--help', ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    context.say(help());
    return args.length === 0 ? EXIT.usage : EXIT.done;
  }
  // Own commands only: `constructor` is none.
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    context.say(help());
    return report({ code: 'usage', params: { detail: name, usage: '--help' }, retryable: false });
  }
  const values = parse(command, rest);
  if (!values.ok) return report(values.refusal);
  const answer = await command.run(values.value, context);
  if (!answer.ok) return report(answer.refusal);
  process.stdout.write(`${JSON.stringify(answer.value)}\n`);
  return EXIT.done;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // The one place where a bug of a command ends: nothing was acknowledged, so nothing is lost.
  context.say(
    text(language, 'cli.bug', { detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  process.exitCode = EXIT.bug;
}
