import { describe, expect, it } from 'vitest';
import { SLIP_CHARACTERS, SLIP_QR_CONTENT, testSlip } from '../../../domain/receipt/test-slip.ts';
import { QR_URL } from '../documents/a-document.ts';

const slip = (widthColumns: 32 | 42 | 48) =>
  testSlip({ name: 'Epson del mostrador', widthColumns, codePage: { name: 'PC858', number: 19 } });

describe('test slip', () => {
  it.each([32, 42, 48] as const)('has a ruler of exactly %i columns that cannot wrap', (columns) => {
    const texts = slip(columns).blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
    expect(texts.filter((text) => /^[\d.]{20,}$/.test(text)).map((text) => text.length)).toEqual([columns]);
  });

  it('prints every Spanish letter and the euro', () => {
    for (const character of 'áéíóúüñçÁÉÍÓÚÜÑÇ¿¡ºª€') expect(SLIP_CHARACTERS).toContain(character);
    expect(slip(42).blocks).toContainEqual({
      kind: 'text',
      text: SLIP_CHARACTERS,
      align: 'left',
      size: 'normal',
      bold: false,
    });
  });

  it('shows a QR as large as a real one that nobody can take for an invoice', () => {
    const qr = slip(42).blocks.find((block) => block.kind === 'qr');
    expect(qr).toMatchObject({ content: SLIP_QR_CONTENT, below: 'Esto no es una factura' });
    expect(SLIP_QR_CONTENT).not.toContain('http');
    expect(SLIP_QR_CONTENT).toMatch(/^[\x20-\x7e]+$/);
    expect(Math.abs(SLIP_QR_CONTENT.length - QR_URL.length)).toBeLessThan(25);
  });

  it('says which printer, code page and width it tests', () => {
    const pairs = slip(32).blocks.flatMap((block) => (block.kind === 'pair' ? [block.right] : []));
    expect(pairs).toEqual(['Epson del mostrador', 'PC858 (19)', '32', '1.234,56 €']);
  });
});
