import { describe, expect, it } from 'vitest';
import { parsePrinterUrl } from '../../domain/printing/printer-url.ts';
import { CATALOGUES } from '../../domain/texts/index.ts';
import type { PrintingView } from '../../electron/ipc/contract/settings.ts';
import { printerProfileSchema } from '../../electron/ipc/values.ts';
import {
  addPrinter,
  baudOf,
  CODE_PAGES,
  changePrinter,
  networkUrl,
  newProfile,
  notYetKnown,
  removePrinter,
  typedPrinter,
  withBaud,
} from '../../renderer/features/printers/printer-settings.ts';

const NONE: PrintingView = {
  printers: [],
  receiptPrinterId: null,
  drawerPrinterId: null,
  drawerOn: ['cash'],
  receipts: 'always',
};
const one = newProfile('one', 'Mostrador', 'tcp://192.168.1.50:9100');
const two = newProfile('two', 'Cocina', 'serial:///dev/ttyUSB0?baud=38400');

describe('a network address', () => {
  it.each([
    ['192.168.1.50', 'tcp://192.168.1.50:9100'],
    [' 192.168.1.50:9101 ', 'tcp://192.168.1.50:9101'],
    ['tcp://192.168.1.50:9100/', 'tcp://192.168.1.50:9100'],
    ['impresora.local', 'tcp://impresora.local:9100'],
    ['[fe80::1]:9100', 'tcp://[fe80::1]:9100'],
  ])('%s is %s, and the till reads it', (typed, url) => {
    expect(networkUrl(typed)).toBe(url);
    expect(parsePrinterUrl(url).ok).toBe(true);
  });

  it.each(['', '192.168.1', '192.168.1.50:0', '192.168.1.50:99999', 'http://x', 'una impresora', '-a'])(
    '«%s» is none',
    (typed) => {
      expect(networkUrl(typed)).toBeNull();
    },
  );
});

describe('the address of a printer that was not found', () => {
  it.each([
    ['192.168.1.50', 'tcp', 'tcp://192.168.1.50:9100'],
    ['tcp://impresora.local:9101', 'tcp', 'tcp://impresora.local:9101'],
    ['serial:///dev/ttyUSB0?baud=38400', 'serial', 'serial:///dev/ttyUSB0?baud=38400'],
    [' /dev/ttyS0 ', 'serial', 'serial:///dev/ttyS0?baud=9600'],
    ['COM3', 'serial', 'serial://COM3?baud=9600'],
    ['serial://COM3', 'serial', 'serial://COM3?baud=9600'],
    ['spool://EPSON_TM_T20', 'spool', 'spool://EPSON_TM_T20'],
    ['file:///dev/usb/lp0', 'file', 'file:///dev/usb/lp0'],
    ['/dev/usb/lp0', 'file', 'file:///dev/usb/lp0'],
    ['virtual:', 'virtual', 'virtual:'],
  ] as const)('%s is understood', (typed, kind, url) => {
    expect(typedPrinter(typed)).toEqual({ ok: true, value: { kind, url } });
    expect(parsePrinterUrl(url).ok).toBe(true);
  });

  it.each([
    ['', 'printer_address_unreadable'],
    ['192.168.1', 'printer_address_unreadable'],
    ['una impresora', 'printer_address_unreadable'],
    ['http://192.168.1.50', 'printer_url_scheme'],
    ['serial://ttyUSB0', 'printer_url_path'],
    ['serial:///dev/ttyUSB0?baud=deprisa', 'printer_url_option'],
    ['file://lp0', 'printer_url_path'],
    ['spool://', 'printer_url_name'],
  ])('«%s» is refused as %s, with a sentence', (typed, code) => {
    expect(typedPrinter(typed)).toMatchObject({ ok: false, refusal: { code } });
    for (const language of ['es', 'en'] as const) expect(CATALOGUES[language]).toHaveProperty([`error.${code}`]);
  });
});

describe('a serial line', () => {
  it('keeps its other options when the speed changes', () => {
    expect(baudOf('serial:///dev/ttyUSB0')).toBe('9600');
    expect(baudOf('serial://COM3?parity=even&baud=19200')).toBe('19200');
    const faster = withBaud('serial://COM3?parity=even&baud=19200', '38400');
    expect(faster).toBe('serial://COM3?baud=38400&parity=even');
    expect(parsePrinterUrl(faster).ok).toBe(true);
  });
});

describe('printers of a shop', () => {
  it('start with a profile that the contract takes, on every code page', () => {
    for (const codePage of CODE_PAGES) {
      expect(printerProfileSchema.safeParse({ ...one, codePage }).success, codePage.name).toBe(true);
    }
    expect(one.answersStatus).toBe(true);
    expect(two.answersStatus).toBe(false);
  });

  it('the first one prints the receipts and opens the drawer; the second changes nothing of that', () => {
    const first = addPrinter(NONE, one);
    expect(first).toMatchObject({ receiptPrinterId: 'one', drawerPrinterId: 'one' });
    expect(addPrinter(first, two)).toMatchObject({ receiptPrinterId: 'one', drawerPrinterId: 'one' });
  });

  it('hand over what a removed one did', () => {
    const both = addPrinter(addPrinter(NONE, one), two);
    expect(removePrinter(both, 'one')).toMatchObject({ receiptPrinterId: 'two', drawerPrinterId: 'two' });
    expect(removePrinter(both, 'two')).toMatchObject({ receiptPrinterId: 'one' });
    expect(removePrinter(addPrinter(NONE, one), 'one')).toEqual(NONE);
  });

  it('change one at a time', () => {
    const changed = changePrinter(addPrinter(addPrinter(NONE, one), two), 'two', { widthColumns: 32 });
    expect(changed.printers.map(({ widthColumns }) => widthColumns)).toEqual([48, 32]);
  });

  it('are not offered again', () => {
    const found = [
      { url: 'serial:///dev/ttyUSB0', name: 'USB', kind: 'serial', hint: null },
      { url: 'serial:///dev/ttyUSB1', name: 'USB', kind: 'serial', hint: null },
    ] as const;
    expect(notYetKnown(found, addPrinter(NONE, two)).map(({ url }) => url)).toEqual(['serial:///dev/ttyUSB1']);
  });
});
