import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPrinterUrl, type PrinterAddress, parsePrinterUrl } from '../../../domain/printing/printer-url.ts';
import { text } from '../../../domain/texts/index.ts';

describe('a printer URL', () => {
  it.each([
    ['tcp://192.168.1.50:9100', { kind: 'tcp', host: '192.168.1.50', port: 9100 }],
    ['tcp://cocina.local', { kind: 'tcp', host: 'cocina.local', port: 9100 }],
    ['tcp://[::1]:9101', { kind: 'tcp', host: '::1', port: 9101 }],
    [
      'serial:///dev/ttyUSB0?baud=38400',
      { kind: 'serial', path: '/dev/ttyUSB0', baud: 38400, parity: 'none', flow: 'none' },
    ],
    ['serial://COM3', { kind: 'serial', path: 'COM3', baud: 9600, parity: 'none', flow: 'none' }],
    [
      'serial://COM3?parity=even&flow=rtscts',
      { kind: 'serial', path: 'COM3', baud: 9600, parity: 'even', flow: 'rtscts' },
    ],
    ['file:///dev/usb/lp0', { kind: 'file', path: '/dev/usb/lp0' }],
    ['spool://EPSON%20TM-T20', { kind: 'spool', name: 'EPSON TM-T20' }],
    ['virtual:', { kind: 'virtual', port: 9100 }],
    [' virtual:9101 ', { kind: 'virtual', port: 9101 }],
  ])('%s is read', (url, address) => {
    expect(parsePrinterUrl(url)).toEqual({ ok: true, value: address });
  });

  it.each([
    ['', 'printer_url_scheme'],
    ['http://x', 'printer_url_scheme'],
    ['/dev/usb/lp0', 'printer_url_scheme'],
    ['tcp://', 'printer_url_host'],
    ['tcp://a b:9100', 'printer_url_host'],
    ['tcp://host:', 'printer_url_port'],
    ['tcp://host:0', 'printer_url_port'],
    ['tcp://host:99999', 'printer_url_port'],
    ['virtual:x', 'printer_url_port'],
    ['file://dev/usb/lp0', 'printer_url_path'],
    ['file:///', 'printer_url_path'],
    ['file:///dev/%zz', 'printer_url_path'],
    ['serial://ttyUSB0', 'printer_url_path'],
    ['serial:///dev/ttyUSB0?baud=fast', 'printer_url_option'],
    ['serial:///dev/ttyUSB0?speed=9600', 'printer_url_option'],
    ['spool://', 'printer_url_name'],
    ['spool://-rf', 'printer_url_name'],
  ] as const)('%j is refused with a sentence', (url, code) => {
    const result = parsePrinterUrl(url);
    expect(result).toMatchObject({ ok: false, refusal: { code, params: { url } } });
    if (!result.ok) expect(text('es', `error.${code}`, result.refusal.params)).not.toMatch(/[{}]/);
  });

  it('is read back as the address it was built from', () => {
    const port = fc.integer({ min: 1, max: 65_535 });
    const address: fc.Arbitrary<PrinterAddress> = fc.oneof(
      fc.record({ kind: fc.constant('tcp'), host: fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain()), port }),
      fc.record({ kind: fc.constant('virtual'), port }),
      fc.record({ kind: fc.constant('file'), path: fc.constantFrom('/dev/usb/lp0', '/tmp/año nuevo/x%20', '/a?b') }),
      fc.record({
        kind: fc.constant('spool'),
        name: fc
          .string({ minLength: 1, unit: 'grapheme' })
          .filter((name) => /^[^\s\p{C}-](?:[^\p{C}]*[^\s\p{C}])?$/u.test(name)),
      }),
      fc.record({
        kind: fc.constant('serial'),
        path: fc.constantFrom('COM12', '/dev/ttyUSB0', '/dev/serial/by-id/x y'),
        baud: fc.integer({ min: 300, max: 921_600 }),
        parity: fc.constantFrom('none', 'even', 'odd'),
        flow: fc.constantFrom('none', 'rtscts', 'xonxoff'),
      }),
    );
    fc.assert(
      fc.property(address, (value) => {
        expect(parsePrinterUrl(buildPrinterUrl(value))).toEqual({ ok: true, value });
      }),
      { seed: 5 },
    );
  });
});
