import { byte, bytes, bytesToNul, type Reading } from './byte-stream.ts';
import type { Printer } from './printer.ts';

const systems = ['UPC-A', 'UPC-E', 'EAN13', 'EAN8', 'CODE39', 'ITF', 'CODABAR', 'CODE93', 'CODE128'] as const;

/** GS k: form A (0-6) ends with NUL, form B (65-79) gives the length first. The bars are not drawn, only their place. */
export function* barcode(printer: Printer): Reading {
  const system = yield* byte();
  const isLengthForm = system >= 65 && system <= 79;
  if (!isLengthForm && system > 6) {
    printer.problem('bad_parameter', String(system));
    return;
  }
  const data = isLengthForm ? yield* bytes(yield* byte()) : yield* bytesToNul(255);
  const name = systems[isLengthForm ? system - 65 : system] ?? `GS k ${system}`;
  if (!printer.isAtLineStart()) printer.lineFeed();
  const widthDots = Math.min(printer.areaDots, (data.length * 11 + 35) * 2);
  const x = printer.blockStart(widthDots);
  if (x === null) return;
  const heightDots = printer.modes.barcodeHeightDots;
  printer.roll.place({
    kind: 'barcode',
    x,
    widthDots,
    heightDots,
    system: name,
    data: Buffer.from(data).toString('latin1'),
  });
  printer.roll.feed(heightDots);
  printer.note(`GS k ${name}`);
}
