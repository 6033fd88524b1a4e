import type { Receipt } from '../receipt/model.ts';

/** A printer as the shop set it up. Stored as JSON in settings; parsed by a schema at the edge. */
export type PrinterProfile = {
  readonly id: string;
  /** Name shown to people: "Epson del mostrador". */
  readonly name: string;
  /** tcp://HOST:9100, serial:///dev/ttyUSB0?baud=38400, file:///dev/usb/lp0, spool://NAME, virtual: */
  readonly url: string;
  readonly widthColumns: 32 | 42 | 48;
  readonly dpi: 180 | 203;
  /** Code page by name and its vendor-specific number in ESC t n (PC858 is 19 on most printers). */
  readonly codePage: { readonly name: 'PC858' | 'WPC1252' | 'PC850' | 'PC437' | 'ISO8859_15'; readonly number: number };
  /** native: the printer's own QR command; raster: we draw it, for printers without GS ( k. */
  readonly qr: 'native' | 'raster';
  /** Whether it answers DLE EOT: then a job can be confirmed, and silence after the cut means unknown. */
  readonly answersStatus: boolean;
  readonly drawerPin: 2 | 5;
  /** PNG file bytes, base64; null for none. Printed black and white, at most as wide as the paper. */
  readonly logoPngBase64: string | null;
};

/**
 * queued -> sending -> sent (all bytes accepted, device cannot answer) | confirmed (device answered after the cut)
 * | unknown (cut midway, or a device that answers went silent: paper may be out) | failed (surely nothing was printed).
 * `held`: older than 10 minutes at start, a person decides; `discarded`: a person said no.
 */
export type PrintJobState = 'queued' | 'held' | 'sending' | 'sent' | 'confirmed' | 'unknown' | 'failed' | 'discarded';

/** Why a job failed or is unknown; text keys `print.<reason>` in domain/texts. */
export type PrintFailure =
  | 'paper-out'
  | 'cover-open'
  | 'offline'
  | 'refused'
  | 'cannot-open'
  | 'timeout'
  | 'connection-lost'
  | 'no-answer'
  | 'device-error'
  | 'interrupted';

export type PrintContent = { readonly kind: 'receipt'; readonly receipt: Receipt } | { readonly kind: 'drawer' };

export type PrintOutcome =
  | { readonly state: 'sent' | 'confirmed' }
  | { readonly state: 'unknown' | 'failed'; readonly reason: PrintFailure };
