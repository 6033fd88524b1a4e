import QRCode from 'qrcode';
import type { PrinterProfile } from '../../domain/printing/types.ts';
import { mmToDots, paperDots } from './paper.ts';
import { type Bitmap, emptyBitmap, setDot } from './raster.ts';

/** SPEC.md section 9: the symbol without its quiet zone measures 30 to 40 mm. */
const MAX_SYMBOL_MM = 40;
/** SPEC.md section 9 asks for 2 mm, ISO/IEC 18004 for four modules; both are kept. */
const QUIET_MM = 2;
const QUIET_MODULES = 4;
/** GS ( k takes up to 16 dots a module, but the encoder library and many printers stop at 8. */
export const NATIVE_MODULE_MAX_DOTS = 8;

export type QrSymbol = {
  readonly modules: number;
  readonly moduleDots: number;
  isDark(row: number, column: number): boolean;
};

/**
 * The symbol as it will be printed: byte mode (what the printers' own command uses for a URL), level M, its real
 * version, and the largest whole number of dots per module that keeps it within 40 mm and the paper with its quiet
 * zone. That size is at least 30 mm whenever any size is, since the next one would pass 40 mm or the paper.
 * @throws Error when the content is longer than 2,331 bytes; a tax QR is about 130.
 */
export function qrSymbol(content: string, profile: Pick<PrinterProfile, 'widthColumns' | 'dpi'>): QrSymbol {
  const code = QRCode.create([{ data: new TextEncoder().encode(content), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
  });
  const modules = code.modules.size;
  return {
    modules,
    moduleDots: moduleDots(modules, profile),
    isDark: (row, column) => code.modules.get(row, column) !== 0,
  };
}

function moduleDots(modules: number, profile: Pick<PrinterProfile, 'widthColumns' | 'dpi'>): number {
  // Rounded down: a fraction of a dot more than 40 mm is more than 40 mm.
  const maxDots = Math.floor((MAX_SYMBOL_MM * profile.dpi) / 25.4);
  let size = 1;
  for (let candidate = 2; modules * candidate <= maxDots; candidate += 1) {
    const quiet = Math.max(QUIET_MODULES * candidate, mmToDots(QUIET_MM, profile.dpi));
    if (modules * candidate + 2 * quiet > paperDots(profile)) break;
    size = candidate;
  }
  return size;
}

/** The symbol as dots, without quiet zone above and below: the layout leaves blank lines there, the paper the sides. */
export function qrBitmap(symbol: QrSymbol): Bitmap {
  const size = symbol.modules * symbol.moduleDots;
  const bitmap = emptyBitmap(size, size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const dark = symbol.isDark(Math.floor(y / symbol.moduleDots), Math.floor(x / symbol.moduleDots));
      if (dark) setDot(bitmap, x, y);
    }
  }
  return bitmap;
}
