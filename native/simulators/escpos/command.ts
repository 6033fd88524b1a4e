import { byte, bytes, type Reading } from './byte-stream.ts';
import type { Printer } from './printer.ts';

/** Reads the parameters of one command, its introducing bytes already taken, and does it. */
export type Command = (printer: Printer) => Reading;
export type CommandTable = ReadonlyMap<number, Command>;

/** A table keyed by the character that names the command in the manual, or by number. */
export const commandTable = (commands: readonly (readonly [string | number, Command])[]): CommandTable =>
  new Map(commands.map(([name, command]) => [typeof name === 'string' ? name.charCodeAt(0) : name, command]));

/** A command without parameters. */
export const immediate = (act: (printer: Printer) => void): Command =>
  function* (printer) {
    act(printer);
    yield* bytes(0);
  };

/** A command with one parameter of a byte. */
export const setting = (apply: (printer: Printer, n: number) => void): Command =>
  function* (printer) {
    apply(printer, yield* byte());
  };

/** A command that shows nothing on paper: `count` parameters are read, and it is noted. */
export const ignored = (name: string, count: number): Command =>
  function* (printer) {
    yield* bytes(count);
    printer.note(name);
  };
