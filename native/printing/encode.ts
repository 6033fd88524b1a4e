import { BreakLine, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import type { PrinterProfile } from '../../domain/printing/types.ts';
import type { Align, Receipt } from '../../domain/receipt/model.ts';
import { encodeText } from './code-page.ts';
import { layoutReceipt } from './layout/layout.ts';
import type { LineStyle, PaperLine } from './layout/paper-line.ts';
import { logoBitmap } from './logo.ts';
import { dotsToMm, paperDots } from './paper.ts';
import { NATIVE_MODULE_MAX_DOTS, qrBitmap, qrSymbol } from './qr-symbol.ts';
import { type Bitmap, rasterBands } from './raster.ts';

export type EncodedTicket = {
  readonly bytes: Uint8Array;
  /** Length of paper, an estimate from above; bounds how long printing may take. */
  readonly paperMm: number;
};

/** Default line spacing is 1/6 inch; a tall line takes two. */
const LINE_MM = 4.3;
/** ESC d 4 and one line bring the last text past the cutter (17 mm above the head on the usual mechanisms). */
const FEED_LINES = 5;
const ASCII = /^[ -~]+$/;

/**
 * A receipt as the bytes for one printer. ESC @, then ESC t once with the profile's own page number: the library's
 * numbers are Epson's and its text functions change pages by themselves, so text goes in as bytes of that page.
 */
export function encodeReceipt(receipt: Receipt, profile: PrinterProfile): EncodedTicket {
  const printer = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    // The library's own transports report success too early (docs: delivery is ours); without one it only builds bytes.
    interface: '',
    width: profile.widthColumns,
    breakLine: BreakLine.NONE,
  });
  printer.append(Buffer.of(0x1b, 0x40));
  // FS . leaves the two-byte Chinese mode in which many cheap printers start and which swallows every accent.
  printer.append(Buffer.of(0x1c, 0x2e));
  printer.append(Buffer.of(0x1b, 0x74, profile.codePage.number));
  const lines = layoutReceipt(receipt, { widthColumns: profile.widthColumns, codePage: profile.codePage.name });
  const pen = createPen(printer, profile);
  const paperMm = lines.reduce((sum, line) => sum + pen.put(line), 0);
  printer.newLine();
  printer.cut({ verticalTabAmount: 1 });
  return { bytes: Uint8Array.from(printer.getBuffer()), paperMm: paperMm + FEED_LINES * LINE_MM };
}

type Pen = { put(line: PaperLine): number };

/** Style changes are sent only where the style changes; `put` gives the millimetres the line takes. */
function createPen(printer: ThermalPrinter, profile: PrinterProfile): Pen {
  // What ESC @ leaves behind.
  let now: LineStyle = { align: 'left', size: 'normal', bold: false };

  const align = (to: Align): void => {
    if (to === now.align) return;
    if (to === 'left') printer.alignLeft();
    else if (to === 'center') printer.alignCenter();
    else printer.alignRight();
    now = { ...now, align: to };
  };
  const style = (to: LineStyle): void => {
    align(to.align);
    if (to.size !== now.size) {
      if (to.size === 'normal') printer.setTextNormal();
      else if (to.size === 'tall') printer.setTextDoubleHeight();
      else printer.setTextQuadArea();
      // ESC ! carries the bold bit too and has just cleared it.
      now = { ...now, size: to.size, bold: false };
    }
    if (to.bold !== now.bold) printer.bold(to.bold);
    now = to;
  };
  const picture = (bitmap: Bitmap): number => {
    align('center');
    for (const band of rasterBands(bitmap)) printer.append(Buffer.from(band));
    return dotsToMm(bitmap.heightDots, profile.dpi);
  };

  return {
    put(line) {
      if (line.kind === 'logo') {
        const bitmap = profile.logoPngBase64 === null ? null : logoBitmap(profile.logoPngBase64, paperDots(profile));
        return bitmap === null ? 0 : picture(bitmap);
      }
      if (line.kind === 'qr') {
        align('center');
        return putQr(printer, line.content, profile, picture);
      }
      if (line.text === '') {
        printer.newLine();
        return LINE_MM;
      }
      style(line);
      printer.append(Buffer.from(encodeText(profile.codePage.name, line.text)));
      printer.newLine();
      return line.size === 'normal' ? LINE_MM : 2 * LINE_MM;
    },
  };
}

/**
 * The library declares the length of QR data in characters, so only ASCII goes to the printer's own command; other
 * content, and modules larger than the command takes, are drawn.
 */
function putQr(
  printer: ThermalPrinter,
  content: string,
  profile: PrinterProfile,
  picture: (bitmap: Bitmap) => number,
): number {
  const symbol = qrSymbol(content, profile);
  if (profile.qr === 'raster' || !ASCII.test(content) || symbol.moduleDots > NATIVE_MODULE_MAX_DOTS) {
    return picture(qrBitmap(symbol));
  }
  printer.printQR(content, { model: 2, cellSize: symbol.moduleDots, correction: 'M' });
  return dotsToMm(symbol.modules * symbol.moduleDots, profile.dpi);
}
