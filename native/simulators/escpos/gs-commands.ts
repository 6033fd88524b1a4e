import { barcode } from './barcode-commands.ts';
import { byte, bytes, type Reading, word } from './byte-stream.ts';
import { type CommandTable, commandTable, ignored, setting } from './command.ts';
import { graphics, largeGraphics, rasterImage } from './graphics-commands.ts';
import type { Printer } from './printer.ts';
import { automaticStatus, transmittedStatus } from './status.ts';
import { symbols } from './symbol-commands.ts';

function* size(printer: Printer): Reading {
  const n = yield* byte();
  if ((n & 0x88) !== 0) {
    printer.problem('bad_parameter', String(n));
    return;
  }
  printer.modes.scaleX = (n >> 4) + 1;
  printer.modes.scaleY = (n & 0x0f) + 1;
}

function* leftMargin(printer: Printer): Reading {
  const dots = yield* word();
  if (printer.isAtLineStart()) printer.modes.leftMarginDots = Math.min(dots, printer.config.geometry.widthDots);
}

function* areaWidth(printer: Printer): Reading {
  const dots = yield* word();
  if (printer.isAtLineStart()) printer.modes.areaWidthDots = dots;
}

/** GS V: 0/1 where the paper is; 65/66, 97/98 and 103/104 after feeding n dots past the knife. */
function* cut(printer: Printer): Reading {
  const form = yield* byte();
  if (form === 0 || form === 48) printer.cut('full', null);
  else if (form === 1 || form === 49) printer.cut('partial', null);
  else if (form === 65 || form === 97 || form === 103) printer.cut('full', yield* byte());
  else if (form === 66 || form === 98 || form === 104) printer.cut('partial', yield* byte());
  else printer.problem('bad_parameter', String(form));
}

function* transmitStatus(printer: Printer): Reading {
  const n = yield* byte();
  const answer = transmittedStatus(n, printer.config.status());
  if (answer === null) printer.problem('bad_parameter', String(n));
  else printer.config.reply(Uint8Array.of(answer));
}

function* automaticStatusBack(printer: Printer): Reading {
  printer.automaticStatusMask = yield* byte();
  if (printer.automaticStatusMask !== 0) printer.config.reply(automaticStatus(printer.config.status()));
}

/** GS I: one byte for ids, text between `_` and NUL for names. */
const names: ReadonlyMap<number, string> = new Map([
  [65, '1.00'],
  [66, 'MOSTRADOR'],
  [67, 'VIRTUAL'],
  [68, '000000'],
  [69, ''],
]);

function* identify(printer: Printer): Reading {
  const n = yield* byte();
  const name = names.get(n);
  const id = n >= 49 && n <= 51 ? n - 48 : n;
  if (name !== undefined) printer.config.reply(Buffer.from(`_${name}\0`, 'latin1'));
  else if (id >= 1 && id <= 3) printer.config.reply(Uint8Array.of(id === 2 ? 0x02 : 0x20));
  else printer.problem('bad_parameter', String(n));
}

function* parenthesised(printer: Printer): Reading {
  const name = String.fromCharCode(yield* byte());
  if (name === 'k') yield* symbols(printer);
  else if (name === 'L') yield* graphics(printer, yield* word());
  else {
    yield* bytes(yield* word());
    printer.note(`GS ( ${name}`);
  }
}

/** GS *: a downloaded image of x by y blocks of eight dots; kept nowhere, since GS / is not drawn. */
function* downloadImage(printer: Printer): Reading {
  const x = yield* byte();
  const y = yield* byte();
  yield* bytes(x * y * 8);
  printer.note('GS *');
}

/** GS commands of the published set, standard mode. */
// biome-ignore format: a table of the command set, a line per command
export const gsCommands: CommandTable = commandTable([
  ['!', size],
  ['B', setting(({ modes }, n) => { modes.inverted = (n & 1) === 1; })],
  ['L', leftMargin],
  ['W', areaWidth],
  ['V', cut],
  ['r', transmitStatus],
  ['a', automaticStatusBack],
  ['I', identify],
  ['v', rasterImage],
  ['8', largeGraphics],
  ['(', parenthesised],
  ['k', barcode],
  ['h', setting(({ modes }, n) => { modes.barcodeHeightDots = n; })],
  ['*', downloadImage],
  ['H', ignored('GS H', 1)],
  ['f', ignored('GS f', 1)],
  ['w', ignored('GS w', 1)],
  ['b', ignored('GS b', 1)],
  ['T', ignored('GS T', 1)],
  ['/', ignored('GS /', 1)],
  ['j', ignored('GS j', 1)],
  ['P', ignored('GS P', 2)],
  ['$', ignored('GS $', 2)],
  ['\\', ignored('GS \\', 2)],
  ['^', ignored('GS ^', 3)],
  [':', ignored('GS :', 0)],
  ['g', ignored('GS g', 4)],
  ['z', ignored('GS z', 3)],
]);
