import type { ReadableDatabase, WritableDatabase } from '../../../db/handles.ts';
import { readSetting, writeSetting } from '../../../db/settings.ts';
import type { PrinterProfile } from '../../../domain/printing/types.ts';
import { type PrintingView, printingSchema } from '../../ipc/contract/settings.ts';

/** Stored as the screens send them. */
export type PrintingSettings = PrintingView;

export const NO_PRINTING: PrintingSettings = {
  printers: [],
  receiptPrinterId: null,
  drawerPrinterId: null,
  drawerOn: ['cash'],
  receipts: 'always',
};

const KEY = 'printing';

export function readPrintingSettings(db: ReadableDatabase): PrintingSettings {
  const stored = readSetting(db, KEY);
  // Unreadable (another version's file, a hand in the database): selling goes on without paper, and `status` says so.
  return printingSchema.safeParse(stored).data ?? NO_PRINTING;
}

/** False when there are settings that this version does not understand. */
export const isPrintingReadable = (db: ReadableDatabase): boolean => {
  const stored = readSetting(db, KEY);
  return stored === null || printingSchema.safeParse(stored).success;
};

export const writePrintingSettings = (db: WritableDatabase, settings: PrintingSettings): void =>
  writeSetting(db, KEY, printingSchema.parse(settings));

/** The common 80 mm Epson-compatible printer; the wizard and the command line start from it. */
export const defaultPrinter = (url: string, widthColumns: PrinterProfile['widthColumns']): PrinterProfile => ({
  id: 'printer-1',
  name: 'Impresora de tickets',
  url,
  widthColumns,
  dpi: 203,
  codePage: { name: 'PC858', number: 19 },
  qr: 'native',
  // Serial, device files and spoolers often cannot be read back; network printers and ours answer DLE EOT.
  answersStatus: url.startsWith('tcp:') || url.startsWith('virtual:'),
  drawerPin: 2,
  logoPngBase64: null,
});

export const printerById = (settings: PrintingSettings, id: string | null): PrinterProfile | null =>
  settings.printers.find((printer) => printer.id === id) ?? null;
