import { enlarge, fromColumns } from '../paper/bit-image.ts';
import type { BitImage } from '../paper/model.ts';
import { byte, bytes, doubleWord, type Reading, word } from './byte-stream.ts';
import type { Printer } from './printer.ts';

/** GS v 0 m x y: raster of x bytes by y dots; m doubles width (1), height (2) or both (3). */
export function* rasterImage(printer: Printer): Reading {
  const form = yield* byte();
  if (form !== 0x30) {
    printer.problem('unknown_command');
    return;
  }
  const mode = (yield* byte()) % 48;
  const rowBytes = yield* word();
  const height = yield* word();
  const data = yield* bytes(rowBytes * height);
  if (mode > 3 || rowBytes === 0 || height === 0) {
    printer.problem('bad_parameter', `${mode} ${rowBytes} ${height}`);
    return;
  }
  const image = { width: rowBytes * 8, height, data };
  printer.printRaster(enlarge(image, mode & 1 ? 2 : 1, mode & 2 ? 2 : 1, Number.MAX_SAFE_INTEGER));
}

/** GS 8 L: as GS ( L with a length of four bytes. */
export function* largeGraphics(printer: Printer): Reading {
  const name = yield* byte();
  if (name === 0x4c) yield* graphics(printer, yield* doubleWord());
  else printer.problem('unknown_command');
}

/** GS ( L m fn: 112 and 113 keep a picture (rows, columns), 2 and 50 print it. Pictures in flash memory are not drawn. */
export function* graphics(printer: Printer, length: number): Reading {
  if (length < 2) {
    yield* bytes(length);
    printer.problem('bad_parameter', String(length));
    return;
  }
  yield* byte();
  const fn = yield* byte();
  const data = yield* bytes(length - 2);
  if (fn === 112 || fn === 113) printer.modes.graphic = storedPicture(printer, fn, data);
  else if (fn === 2 || fn === 50) printStored(printer);
  else printer.note(`GS ( L ${fn}`);
}

/** Parameters a bx by c xL xH yL yH d1...dk: tone, magnification, colour, size in dots, dots. */
function storedPicture(printer: Printer, fn: number, data: Uint8Array): BitImage | null {
  const [tone = 0, timesX = 0, timesY = 0, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = data;
  const width = xLow + xHigh * 256;
  const height = yLow + yHigh * 256;
  const dots = data.subarray(8);
  const expected = fn === 112 ? Math.ceil(width / 8) * height : Math.ceil(height / 8) * width;
  const isSound =
    tone === 48 && timesX >= 1 && timesX <= 2 && timesY >= 1 && timesY <= 2 && width > 0 && dots.length === expected;
  if (!isSound) {
    printer.problem('bad_parameter', `${tone} ${timesX} ${timesY} ${width} ${height} ${dots.length}`);
    return null;
  }
  const image = fn === 112 ? { width, height, data: dots } : fromColumns(dots, width, height);
  return enlarge(image, timesX, timesY, Number.MAX_SAFE_INTEGER);
}

function printStored(printer: Printer): void {
  const { graphic } = printer.modes;
  if (graphic === null) printer.problem('empty_symbol');
  else printer.printRaster(graphic);
}
