import { byte, bytes, type Reading, word } from './byte-stream.ts';
import { type CommandTable, commandTable, ignored } from './command.ts';
import type { Printer } from './printer.ts';

function* definePictures(printer: Printer): Reading {
  const count = yield* byte();
  for (let index = 0; index < count; index++) {
    const x = yield* word();
    const y = yield* word();
    yield* bytes(x * y * 8);
  }
  printer.note('FS q');
}

function* extended(printer: Printer): Reading {
  yield* byte();
  yield* bytes(yield* word());
  printer.note('FS (');
}

/** FS commands: Asian characters and pictures in flash memory; real printers of the West take and ignore them. */
export const fsCommands: CommandTable = commandTable([
  ['.', ignored('FS .', 0)],
  ['&', ignored('FS &', 0)],
  ['!', ignored('FS !', 1)],
  ['-', ignored('FS -', 1)],
  ['C', ignored('FS C', 1)],
  ['W', ignored('FS W', 1)],
  ['S', ignored('FS S', 2)],
  ['p', ignored('FS p', 2)],
  ['q', definePictures],
  ['(', extended],
]);

/**
 * DLE commands act when they arrive (real-time.ts); where they stand among the print data they are only passed over.
 * DLE DC4 has a length that depends on its function.
 */
function* realTimePassed(): Reading {
  const n = yield* byte();
  if (n === 7 || n === 8 || n === 18) yield* byte();
}

function* realTimeFunction(printer: Printer): Reading {
  const fn = yield* byte();
  if (fn === 1 || fn === 2) yield* bytes(2);
  else if (fn === 8) yield* bytes(7);
  else printer.problem('bad_parameter', String(fn));
}

// biome-ignore format: a table of the command set, a line per command
export const dleCommands: CommandTable = commandTable([
  [0x04, realTimePassed],
  [0x05, function* () { yield* byte(); }],
  [0x14, realTimeFunction],
]);
