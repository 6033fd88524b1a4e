import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../../../db/handles.ts';
import { readSetting, writeSetting } from '../../../db/settings.ts';
import type { PrinterProfile } from '../../../domain/printing/types.ts';

const printerSchema = z.strictObject({
  id: z.string().min(1).max(40),
  name: z.string().min(1).max(60),
  url: z.string().min(1).max(300),
  widthColumns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
  dpi: z.union([z.literal(180), z.literal(203)]),
  codePage: z.strictObject({
    name: z.enum(['PC858', 'WPC1252', 'PC850', 'PC437', 'ISO8859_15']),
    number: z.int().min(0).max(255),
  }),
  qr: z.enum(['native', 'raster']),
  answersStatus: z.boolean(),
  drawerPin: z.union([z.literal(2), z.literal(5)]),
  logoPngBase64: z.string().max(2_000_000).nullable(),
}) satisfies z.ZodType<PrinterProfile>;

const printingSchema = z.strictObject({
  printers: z.array(printerSchema).max(16),
  /** Null: tickets are stored and not printed. */
  receiptPrinterId: z.string().nullable(),
  drawerPrinterId: z.string().nullable(),
  /** Cash only unless the shop says otherwise: a drawer that opens on card sales is an open drawer. */
  drawerOn: z.array(z.enum(['cash', 'card', 'bizum'])),
  /** ask: the screen asks after each sale; the sale itself prints nothing. */
  receipts: z.enum(['always', 'on-request', 'ask']),
});

export type PrintingSettings = z.infer<typeof printingSchema>;

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
