import { enlarge, fromColumns } from '../paper/bit-image.ts';
import { byte, bytes, type Reading, word } from './byte-stream.ts';
import { nationalSetCount } from './code-pages.ts';
import { type CommandTable, commandTable, ignored, immediate, setting } from './command.ts';
import type { Printer } from './printer.ts';
import { defaultLineSpacingDots } from './printer-state.ts';
import { transmittedStatus } from './status.ts';

/** ESC commands of the published set, standard mode. What changes nothing on a receipt is read and noted. */

/** `n` as the manual lists it, also as the digit character; null and a problem if it is neither. */
function choice<T>(printer: Printer, n: number, values: readonly T[]): T | null {
  const value = values[n] ?? (n >= 48 ? values[n - 48] : undefined);
  if (value !== undefined) return value;
  printer.problem('bad_parameter', String(n));
  return null;
}

function* printMode(printer: Printer): Reading {
  const n = yield* byte();
  const { modes } = printer;
  modes.font = n & 0x01 ? 'B' : 'A';
  modes.emphasized = (n & 0x08) !== 0;
  modes.scaleY = n & 0x10 ? 2 : 1;
  modes.scaleX = n & 0x20 ? 2 : 1;
  modes.underlineDots = n & 0x80 ? 1 : 0;
}

function* underline(printer: Printer): Reading {
  const dots = choice(printer, yield* byte(), [0, 1, 2] as const);
  if (dots !== null) printer.modes.underlineDots = dots;
}

function* font(printer: Printer): Reading {
  const face = choice(printer, yield* byte(), ['A', 'B'] as const);
  if (face !== null) printer.modes.font = face;
}

function* align(printer: Printer): Reading {
  const side = choice(printer, yield* byte(), ['left', 'center', 'right'] as const);
  if (side !== null && printer.isAtLineStart()) printer.modes.align = side;
}

function* codePage(printer: Printer): Reading {
  const n = yield* byte();
  printer.modes.codePage = printer.config.codePages.get(n) ?? null;
  if (printer.modes.codePage === null) printer.problem('unsupported_code_page', String(n));
}

function* nationalSet(printer: Printer): Reading {
  const n = yield* byte();
  if (n < nationalSetCount) printer.modes.nationalSet = n;
  else printer.problem('bad_parameter', String(n));
}

function* tabStops(printer: Printer): Reading {
  const stops: number[] = [];
  const step = 12 * printer.modes.scaleX;
  for (let column = yield* byte(); column !== 0 && stops.length < 32; column = yield* byte()) stops.push(column * step);
  printer.modes.tabs = stops;
}

/** ESC *: 8 or 24 dots high; single density has dots of double width, 8 dots are three times as high. */
function* bitImage(printer: Printer): Reading {
  const mode = yield* byte();
  const width = yield* word();
  const tall = mode === 32 || mode === 33;
  const data = yield* bytes(width * (tall ? 3 : 1));
  if (!tall && mode !== 0 && mode !== 1) {
    printer.problem('bad_parameter', String(mode));
    return;
  }
  const image = fromColumns(data, width, tall ? 24 : 8);
  const timesX = mode === 0 || mode === 32 ? 2 : 1;
  printer.placeInLine(enlarge(image, timesX, tall ? 1 : 3, width * timesX));
}

function* pulse(printer: Printer): Reading {
  const connector = choice(printer, yield* byte(), [0, 1]);
  const on = yield* byte();
  const off = yield* byte();
  if (connector !== null) printer.pulse(connector, on * 2, off * 2);
}

/** ESC c n: sensors that stop printing and panel keys; neither shows on paper. */
function* sensors(printer: Printer): Reading {
  const which = yield* byte();
  yield* byte();
  if ('01345'.includes(String.fromCharCode(which))) printer.note(`ESC c ${String.fromCharCode(which)}`);
  else printer.problem('unknown_command');
}

/** ESC &: user-defined characters are read by their own lengths and not drawn. */
function* defineCharacters(printer: Printer): Reading {
  const columnBytes = yield* byte();
  const first = yield* byte();
  const last = yield* byte();
  for (let code = first; code <= last; code++) yield* bytes((yield* byte()) * columnBytes);
  printer.note('ESC &');
}

function* extended(printer: Printer): Reading {
  const name = String.fromCharCode(yield* byte());
  yield* bytes(yield* word());
  printer.note(`ESC ( ${name}`);
}

function* relativePosition(printer: Printer): Reading {
  const n = yield* word();
  printer.moveTo(printer.position + (n >= 32_768 ? n - 65_536 : n));
}

const oldPaperStatus = immediate((printer) => {
  printer.config.reply(Uint8Array.of(transmittedStatus(1, printer.config.status()) ?? 0));
});

// biome-ignore format: a table of the command set, a line per command
export const escCommands: CommandTable = commandTable([
  ['@', immediate((printer) => printer.reset())],
  ['!', printMode],
  ['E', setting(({ modes }, n) => { modes.emphasized = (n & 1) === 1; })],
  ['G', setting(({ modes }, n) => { modes.doubleStrike = (n & 1) === 1; })],
  ['-', underline],
  ['M', font],
  ['a', align],
  ['t', codePage],
  ['R', nationalSet],
  [' ', setting(({ modes }, n) => { modes.charSpacingDots = n; })],
  ['2', immediate(({ modes }) => { modes.lineSpacingDots = defaultLineSpacingDots; })],
  ['3', setting(({ modes }, n) => { modes.lineSpacingDots = n; })],
  ['d', setting((printer, n) => printer.lineFeed(n * printer.modes.lineSpacingDots))],
  ['J', setting((printer, n) => printer.lineFeed(n))],
  ['e', setting((printer, n) => { printer.lineFeed(0); printer.roll.feed(-n * printer.modes.lineSpacingDots); })],
  ['K', setting((printer, n) => { printer.lineFeed(0); printer.roll.feed(-n); })],
  ['D', tabStops],
  ['$', function* (printer) { printer.moveTo(yield* word()); }],
  ['\\', relativePosition],
  ['*', bitImage],
  ['p', pulse],
  ['i', immediate((printer) => printer.cut('partial', null))],
  ['m', immediate((printer) => printer.cut('partial', null))],
  ['v', oldPaperStatus],
  ['u', function* (printer) { yield* byte(); printer.config.reply(Uint8Array.of(0)); }],
  ['c', sensors],
  ['&', defineCharacters],
  ['(', extended],
  ['S', ignored('ESC S', 0)],
  ['L', ignored('ESC L', 0)],
  ['<', ignored('ESC <', 0)],
  [0x0c, ignored('ESC FF', 0)],
  ['=', ignored('ESC =', 1)],
  ['?', ignored('ESC ?', 1)],
  ['%', ignored('ESC %', 1)],
  ['T', ignored('ESC T', 1)],
  ['U', ignored('ESC U', 1)],
  ['V', ignored('ESC V', 1)],
  ['r', ignored('ESC r', 1)],
  ['{', ignored('ESC {', 1)],
  ['W', ignored('ESC W', 8)],
]);
