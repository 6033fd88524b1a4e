import QRCode from 'qrcode';
import { drawBitImage } from '../paper/bit-image.ts';
import type { QrErrorLevel } from '../paper/model.ts';
import { byte, bytes, type Reading, word } from './byte-stream.ts';
import type { Printer } from './printer.ts';

/**
 * GS ( k pL pH cn fn ...: two-dimensional symbols. 49 is QR; the others are read by their length and noted.
 * The manual names the QR functions 165 to 182; their bytes are 65 to 82.
 */
export function* symbols(printer: Printer): Reading {
  const length = yield* word();
  if (length < 2) {
    yield* bytes(length);
    printer.problem('bad_parameter', String(length));
    return;
  }
  const kind = yield* byte();
  const fn = yield* byte();
  const parameters = yield* bytes(length - 2);
  if (kind !== 49) {
    if (kind < 48 || kind > 53) printer.problem('bad_parameter', String(kind));
    else printer.note(`GS ( k ${kind} ${fn}`);
    return;
  }
  qrFunction(printer, fn, parameters);
}

const errorLevels: ReadonlyMap<number, QrErrorLevel> = new Map([
  [48, 'L'],
  [49, 'M'],
  [50, 'Q'],
  [51, 'H'],
]);

function qrFunction(printer: Printer, fn: number, parameters: Uint8Array): void {
  const { qr } = printer.modes;
  const [first = -1] = parameters;
  const level = errorLevels.get(first);
  if (fn === 65 && parameters.length === 2 && first === 50) return;
  if (fn === 67 && parameters.length === 1 && first >= 1 && first <= 16) qr.moduleDots = first;
  else if (fn === 69 && parameters.length === 1 && level !== undefined) qr.errorLevel = level;
  else if (fn === 80 && first === 48 && parameters.length > 1) qr.data = parameters.slice(1);
  else if (fn === 81 && parameters.length === 1 && first === 48) printQr(printer);
  else if (fn === 82 && parameters.length === 1 && first === 48) printer.note('GS ( k 49 82');
  else printer.problem('bad_parameter', `${fn} ${[...parameters.subarray(0, 4)].join(' ')}`);
}

function printQr(printer: Printer): void {
  const { data, errorLevel, moduleDots } = printer.modes.qr;
  if (data.length === 0) {
    printer.problem('empty_symbol');
    return;
  }
  const symbol = makeQr(data, errorLevel, printer.config.qrSegments);
  if (symbol === null) {
    printer.problem('bad_parameter', String(data.length));
    return;
  }
  if (!printer.isAtLineStart()) printer.lineFeed();
  const { size, version } = symbol;
  const x = printer.blockStart(size * moduleDots);
  // A real printer prints nothing at all when the symbol is wider than the line.
  if (x === null) return;
  const matrix = drawBitImage(size, size, (column, row) => symbol.isDark(row, column));
  const content = Buffer.from(data).toString('utf8');
  const sizeDots = size * moduleDots;
  printer.roll.place({ kind: 'qr', x, content, errorLevel, version, modules: size, moduleDots, sizeDots, matrix });
  printer.roll.feed(sizeDots);
}

type QrMatrix = { readonly size: number; readonly version: number; isDark(row: number, column: number): boolean };

/** The smallest version that holds the data; null when none does (2,953 bytes at level L, fewer above). */
function makeQr(data: Uint8Array, errorCorrectionLevel: QrErrorLevel, segments: 'byte' | 'mixed'): QrMatrix | null {
  try {
    const content = segments === 'byte' ? [{ data, mode: 'byte' as const }] : Buffer.from(data).toString('utf8');
    const made = QRCode.create(content, { errorCorrectionLevel });
    return {
      size: made.modules.size,
      version: made.version,
      isDark: (row, column) => made.modules.get(row, column) !== 0,
    };
  } catch (error) {
    if (error instanceof Error && /amount of data is too big/.test(error.message)) return null;
    throw error;
  }
}
