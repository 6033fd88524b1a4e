import { buildPrinterUrl, type PrinterAddress, parsePrinterUrl } from '../../../domain/printing/printer-url.ts';
import type { PrinterProfile } from '../../../domain/printing/types.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { FoundPrinter } from '../../../electron/ipc/contract/printing.ts';
import type { PrintingView } from '../../../electron/ipc/contract/settings.ts';

/** Code pages with the number that most makers give them (ESC t n), the best first: with euro and all of Spanish. */
export const CODE_PAGES: readonly PrinterProfile['codePage'][] = [
  { name: 'PC858', number: 19 },
  { name: 'WPC1252', number: 16 },
  { name: 'ISO8859_15', number: 40 },
  { name: 'PC850', number: 2 },
  { name: 'PC437', number: 0 },
];
export const WIDTHS: readonly PrinterProfile['widthColumns'][] = [48, 42, 32];
export const BAUDS = ['9600', '19200', '38400', '57600', '115200'] as const;

export const VIRTUAL_URL = 'virtual:';

/** The common 80 mm printer; the test slip tells what is different. */
export function newProfile(id: string, name: string, url: string): PrinterProfile {
  return {
    id,
    name: name.slice(0, 60),
    url,
    widthColumns: 48,
    dpi: 203,
    codePage: { name: 'PC858', number: 19 },
    qr: 'native',
    // Serial lines, device files and spoolers often cannot be read back; network printers and ours answer.
    answersStatus: /^(?:tcp|virtual):/.test(url),
    drawerPin: 2,
    logoPngBase64: null,
  };
}

/**
 * The address of a network printer as people have it on a slip of paper: "192.168.1.50", "impresora.local:9101". Null
 * for what cannot be one.
 */
export function networkUrl(typed: string): string | null {
  const bare = typed.trim().replace(/^tcp:(?:\/\/)?/i, '');
  // "192.168.1" is a name for a resolver and a mistake for a person; so is "9100".
  const isHalfAddress = /^[\d.]+(?::|$)/.test(bare) && !/^(?:\d{1,3}\.){3}\d{1,3}(?::|$)/.test(bare);
  const address = parsePrinterUrl(`tcp://${bare}`);
  return bare === '' || isHalfAddress || !address.ok ? null : buildPrinterUrl(address.value);
}

const KNOWN_SCHEME = /^(?:tcp|serial|file|spool|virtual):/i;
const ANY_SCHEME = /^[a-z]+:\/\//i;
/** Device names as people copy them from a manual. */
const SERIAL_DEVICE = /^(?:\/dev\/(?:tty|cu|rfcomm|serial)|COM\d)/i;

export type TypedPrinter = { readonly kind: PrinterAddress['kind']; readonly url: string };

/**
 * An address as a person types it: a URL of domain/printing/printer-url.ts, a device ("/dev/usb/lp0", "COM3") or one of the
 * network. Refuses what parsePrinterUrl refuses, and `printer_address_unreadable` for what is no address at all.
 */
export function typedPrinter(typed: string): Result<TypedPrinter> {
  const bare = typed.trim();
  const device = SERIAL_DEVICE.test(bare) ? `serial://${bare}` : bare.startsWith('/') ? `file://${bare}` : bare;
  const isTcp = /^tcp:/i.test(device);
  if (!isTcp && (KNOWN_SCHEME.test(device) || ANY_SCHEME.test(device))) {
    const address = parsePrinterUrl(device);
    return address.ok ? ok({ kind: address.value.kind, url: buildPrinterUrl(address.value) }) : address;
  }
  const url = networkUrl(bare);
  return url === null ? refuse('printer_address_unreadable', {}) : ok({ kind: 'tcp', url });
}

export const isSerial = (url: string): boolean => url.startsWith('serial:');

export const baudOf = (url: string): string => /[?&]baud=(\d+)/.exec(url)?.[1] ?? '9600';

export function withBaud(url: string, baud: string): string {
  const [address = '', query = ''] = url.split('?', 2);
  const rest = query.split('&').filter((option) => option !== '' && !option.startsWith('baud='));
  return `${address}?${[`baud=${baud}`, ...rest].join('&')}`;
}

/** Found printers that are not set up yet. */
export const notYetKnown = (found: readonly FoundPrinter[], { printers }: PrintingView): FoundPrinter[] =>
  found.filter(({ url }) => !printers.some((known) => known.url.split('?')[0] === url.split('?')[0]));

/** The first printer does everything; later ones what they are told to. */
export function addPrinter(printing: PrintingView, profile: PrinterProfile): PrintingView {
  return {
    ...printing,
    printers: [...printing.printers, profile],
    receiptPrinterId: printing.receiptPrinterId ?? profile.id,
    drawerPrinterId: printing.drawerPrinterId ?? profile.id,
  };
}

export function changePrinter(printing: PrintingView, id: string, part: Partial<PrinterProfile>): PrintingView {
  const printers = printing.printers.map((printer) => (printer.id === id ? { ...printer, ...part } : printer));
  return { ...printing, printers };
}

/** What it did goes to the printer that is left, if there is one. */
export function removePrinter(printing: PrintingView, id: string): PrintingView {
  const printers = printing.printers.filter((printer) => printer.id !== id);
  const other = printers[0]?.id ?? null;
  return {
    ...printing,
    printers,
    receiptPrinterId: printing.receiptPrinterId === id ? other : printing.receiptPrinterId,
    drawerPrinterId: printing.drawerPrinterId === id ? other : printing.drawerPrinterId,
  };
}
