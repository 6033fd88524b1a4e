import jsQRModule from 'jsqr';
import { PNG } from 'pngjs';
import type { Ticket } from '../../native/simulators/paper/ticket.ts';

// The package is CommonJS with a default property; which of the two arrives depends on the loader.
const jsQR = ('default' in jsQRModule ? jsQRModule.default : jsQRModule) as unknown as typeof import('jsqr').default;

export type QrReading = {
  readonly content: string;
  readonly version: number;
  /** Side of the symbol without quiet zone, measured between the corners that were found in the picture. */
  readonly sideDots: number;
  readonly sideMm: number;
  /** Middle of the symbol from the left edge of the picture. */
  readonly middleDots: number;
};

/** Finds and decodes the QR of a picture as a telephone does; null when there is none that can be read. */
export function readQr(png: Buffer, dpi = 203): QrReading | null {
  const picture = PNG.sync.read(png);
  const found = jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height);
  if (found === null) return null;
  const { topLeftCorner, topRightCorner } = found.location;
  const sideDots = Math.hypot(topRightCorner.x - topLeftCorner.x, topRightCorner.y - topLeftCorner.y);
  return {
    content: found.data,
    version: found.version,
    sideDots,
    sideMm: (sideDots / dpi) * 25.4,
    middleDots: (topLeftCorner.x + topRightCorner.x) / 2,
  };
}

export type TicketReading = {
  readonly text: string;
  readonly lines: readonly string[];
  readonly qr: QrReading | null;
  readonly png: Buffer;
};

/** A ticket as a customer reads it: the text, and the QR out of the picture. */
export function readTicket(ticket: Ticket): TicketReading {
  const text = ticket.toText();
  const png = ticket.toPng();
  return { text, lines: text.trimEnd().split('\n'), qr: readQr(png, ticket.geometry.dpi), png };
}
