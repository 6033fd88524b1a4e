import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { drawerPulse } from '../../../native/drawer/pulse.ts';
import { encodeReceipt } from '../../../native/printing/encode.ts';
import { logoBitmap } from '../../../native/printing/logo.ts';
import { dotsToMm, paperDots } from '../../../native/printing/paper.ts';
import { qrBitmap, qrSymbol } from '../../../native/printing/qr-symbol.ts';
import { emptyBitmap, rasterBands } from '../../../native/printing/raster.ts';
import { PROFILE, QR_URL, RECEIPT } from '../../support/sample-receipt.ts';

function greyPng(width: number, height: number): string {
  const png = new PNG({ width, height });
  for (let at = 0; at < width * height; at += 1) png.data.set([at % 256, at % 256, at % 256, 255], at * 4);
  return PNG.sync.write(png).toString('base64');
}

const indexesOf = (bytes: Uint8Array, sequence: readonly number[]): readonly number[] => {
  const found: number[] = [];
  const buffer = Buffer.from(bytes);
  for (let at = buffer.indexOf(Buffer.from(sequence)); at >= 0; at = buffer.indexOf(Buffer.from(sequence), at + 1)) {
    found.push(at);
  }
  return found;
};

const cases = ([32, 42, 48] as const).flatMap((columns) =>
  (['native', 'raster'] as const).map((qr) => ({ columns, qr })),
);

describe('the bytes of a ticket', () => {
  it.each(cases)('are those of the golden file at $columns columns with $qr QR', ({ columns, qr }) => {
    const { bytes } = encodeReceipt(RECEIPT, {
      ...PROFILE,
      widthColumns: columns,
      qr,
      dpi: columns === 42 ? 180 : 203,
    });
    const file = join(import.meta.dirname, 'golden', `ticket-${columns}-${qr}.bin`);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, bytes);
    expect(existsSync(file)).toBe(true);
    expect(Buffer.from(bytes).equals(readFileSync(file))).toBe(true);
  });

  it.each([
    ['PC858', 19, 0xd5],
    ['PC858', 13, 0xd5],
    ['WPC1252', 16, 0x80],
    ['ISO8859_15', 40, 0xa4],
  ] as const)('choose code page %s once, by the number %i of the profile', (name, number, euro) => {
    const { bytes } = encodeReceipt(RECEIPT, { ...PROFILE, codePage: { name, number } });
    expect(indexesOf(bytes, [0x1b, 0x74])).toHaveLength(1);
    expect(indexesOf(bytes, [0x1b, 0x74, number])).toHaveLength(1);
    expect(indexesOf(bytes, [0x20, euro, 0x0a]).length).toBeGreaterThan(0);
  });

  it('begin with a reset and end with feed, full cut and reset', () => {
    const { bytes } = encodeReceipt(RECEIPT, PROFILE);
    expect([...bytes.subarray(0, 7)]).toEqual([0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, 19]);
    expect([...bytes.subarray(-9)]).toEqual([0x0a, 0x1b, 0x64, 0x04, 0x1d, 0x56, 0x00, 0x1b, 0x40].slice(-9));
  });

  it('draw the QR when its content is not ASCII, which the printer command would cut short', () => {
    const block = { kind: 'qr', content: 'https://x.es/ñ', above: '', below: '' } as const;
    const { bytes } = encodeReceipt({ blocks: [block] }, PROFILE);
    expect(indexesOf(bytes, [0x1d, 0x28, 0x6b])).toEqual([]);
    expect(indexesOf(bytes, [0x1d, 0x76, 0x30]).length).toBeGreaterThan(0);
  });

  it('print a ticket without its logo when the logo is no picture', () => {
    const plain = encodeReceipt(RECEIPT, PROFILE).bytes;
    expect(encodeReceipt(RECEIPT, { ...PROFILE, logoPngBase64: 'bm8gcG5n' }).bytes).toEqual(plain);
    const withLogo = encodeReceipt(RECEIPT, { ...PROFILE, logoPngBase64: greyPng(64, 32) }).bytes;
    expect(withLogo.length - plain.length).toBe(8 + (64 / 8) * 32);
  });
});

describe('the QR symbol', () => {
  const urls = ['A-1', '01T01S-26-000001', '0'.repeat(60)].map((number) => QR_URL.replace('01T01S-26-000001', number));
  const production = QR_URL.replace('https://prewww2.aeat.es', 'https://www2.agenciatributaria.gob.es');
  const printers = ([180, 203] as const).flatMap((dpi) =>
    ([32, 42, 48] as const).map((widthColumns) => ({ dpi, widthColumns })),
  );

  it.each(printers)(
    'measures 30 to 40 mm with its quiet zone on the paper at $dpi dpi, $widthColumns columns',
    (printer) => {
      for (const url of [...urls, production]) {
        const symbol = qrSymbol(url, printer);
        const size = dotsToMm(symbol.modules * symbol.moduleDots, printer.dpi);
        expect(size).toBeGreaterThanOrEqual(30);
        expect(size).toBeLessThanOrEqual(40);
        expect((symbol.modules + 8) * symbol.moduleDots).toBeLessThanOrEqual(paperDots(printer));
        const next = symbol.moduleDots + 1;
        const isLargest =
          dotsToMm(symbol.modules * next, printer.dpi) > 40 || (symbol.modules + 8) * next > paperDots(printer);
        expect(isLargest).toBe(true);
      }
    },
  );

  it('is version 8, 6 dots a module, for a production URL at 203 dpi', () => {
    expect(qrSymbol(production, PROFILE)).toMatchObject({ modules: 49, moduleDots: 6 });
    expect(qrBitmap(qrSymbol(production, PROFILE))).toMatchObject({ widthDots: 294, heightDots: 294 });
  });
});

describe('pictures', () => {
  it('are sent in bands of at most 4 kB that add up to the picture', () => {
    const bands = rasterBands(emptyBitmap(576, 400));
    expect(Math.max(...bands.map((band) => band.length))).toBeLessThanOrEqual(4096);
    expect(bands.reduce((sum, band) => sum + (band[6] ?? 0) + 256 * (band[7] ?? 0), 0)).toBe(400);
  });

  it('hold no sequence a printer would act on at once', () => {
    const bitmap = emptyBitmap(64, 1);
    bitmap.bits.set([0x10, 0x14, 0x01, 0x10, 0x04, 0x10, 0x05, 0x10]);
    const [band = new Uint8Array()] = rasterBands(bitmap);
    expect([...band.subarray(8)]).toEqual([0x11, 0x14, 0x01, 0x11, 0x04, 0x11, 0x05, 0x10]);
  });

  it('are scaled down to the paper, never up, and transparent is white', () => {
    expect(logoBitmap(greyPng(1152, 100), 576)).toMatchObject({ widthDots: 576, heightDots: 50 });
    expect(logoBitmap(greyPng(40, 20), 576)).toMatchObject({ widthDots: 40, heightDots: 20 });
    const clear = PNG.sync.write(new PNG({ width: 8, height: 8 })).toString('base64');
    expect(logoBitmap(clear, 576)?.bits.some((byte) => byte !== 0)).toBe(false);
  });
});

describe('the drawer pulse', () => {
  it.each([
    [2, 0],
    [5, 1],
  ] as const)('opens the drawer on pin %i only', (pin, code) => {
    expect([...drawerPulse(pin)]).toEqual([0x1b, 0x70, code, 25, 250]);
  });
});
