import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IssuedDocument } from '../../../domain/documents/types.ts';
import { cents, milli } from '../../../domain/money.ts';
import type { Receipt, ReceiptBlock } from '../../../domain/receipt/model.ts';
import { ticketReceipt } from '../../../domain/receipt/ticket-receipt.ts';
import { QR_URL, sold, soldOrThrow } from '../documents/a-document.ts';
import { aLine, arbitraryTicket, aTicket } from '../ticket/arbitrary-ticket.ts';

const seed = 20261122;
const original = { duplicate: false } as const;

/** Reads an amount as a person reads it off the paper; written apart from the program's own formatting. */
function readAmount(printed: string): number {
  expect(printed).toMatch(/^-?\d{1,3}(\.\d{3})*,\d\d( €)?$/);
  return Number(printed.replace(' €', '').replaceAll('.', '').replace(',', ''));
}
const texts = (receipt: Receipt) => receipt.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
const pairs = (receipt: Receipt) =>
  receipt.blocks.flatMap((block) => (block.kind === 'pair' ? [[block.left, block.right]] : []));
const items = (receipt: Receipt) => receipt.blocks.flatMap((block) => (block.kind === 'item' ? [block] : []));
const taxRows = (receipt: Receipt) => receipt.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
const printedBeside = (receipt: Receipt, label: string) => pairs(receipt).find(([left]) => left === label)?.[1];

const example = (environment: IssuedDocument['environment'] = 'production') =>
  soldOrThrow(
    aTicket(
      [
        aLine({
          quantityMilli: milli(2000),
          format: 'Botella 1 L',
          discount: { kind: 'amount', amountCents: cents(120), reason: 'Caduca pronto' },
        }),
        aLine({
          id: 'b',
          description: 'Tomate',
          unit: 'kg',
          quantityMilli: milli(255),
          unitCents: cents(320),
          listUnitCents: cents(350),
          taxClass: 'superReduced',
        }),
        aLine({ id: 'c', kind: 'department', description: 'Varios', unitCents: cents(123_400), listUnitCents: null }),
      ],
      { kind: 'amount', amountCents: cents(500), reason: 'Vecina' },
    ),
    (total) => [
      ['card', total - 1000],
      ['cash', 2000],
    ],
    environment,
  );

describe('paper of a ticket', () => {
  const receipt = ticketReceipt(example(), original);

  it('starts with the tax QR and its two legal texts, before the logo', () => {
    expect(receipt.blocks[0]).toEqual({
      kind: 'qr',
      content: QR_URL,
      above: 'QR tributario:',
      below: 'Factura verificable en la sede electrónica de la AEAT',
    });
    expect(receipt.blocks.slice(1, 3)).toEqual([{ kind: 'space' }, { kind: 'logo' }]);
    expect(receipt.blocks.filter(({ kind }) => kind === 'qr').length).toBe(1);
  });

  it('names shop, issuer, document, date, till and cashier', () => {
    expect(receipt.blocks[3]).toEqual({ kind: 'text', text: 'La Peña', align: 'center', size: 'double', bold: true });
    expect(texts(receipt)).toEqual(
      expect.arrayContaining([
        'Ultramarinos Peña, S. L.',
        'NIF B12345674',
        'C/ Mayor, 3',
        '28013 Madrid',
        'FACTURA SIMPLIFICADA',
      ]),
    );
    expect(pairs(receipt)).toEqual(
      expect.arrayContaining([
        ['Número', '01T01S-26-000001'],
        ['Fecha', '22/11/2026 10:15'],
        ['Caja', 'T01'],
        ['Le atiende', 'Ana'],
      ]),
    );
  });

  it('shows format, unit price, weight, changed price and discount with its reason under each line', () => {
    expect(items(receipt)).toEqual([
      {
        kind: 'item',
        quantity: '2',
        description: 'Aceite de oliva',
        amount: '8,80',
        details: ['Botella 1 L', '2 x 5,00 €', 'Descuento -1,20 € (Caduca pronto)'],
      },
      {
        kind: 'item',
        quantity: '1',
        description: 'Tomate',
        amount: '0,82',
        details: ['0,255 kg x 3,20 €/kg', 'Precio modificado, antes 3,50 €'],
      },
      { kind: 'item', quantity: '1', description: 'Varios', amount: '1.234,00', details: [] },
    ]);
  });

  it('shows subtotal, ticket discount, total, payments and change', () => {
    const after = pairs(receipt).slice(4);
    expect(after).toEqual([
      ['Subtotal', '1.243,62'],
      ['Descuento (Vecina)', '-5,00'],
      ['TOTAL', '1.238,62 €'],
      ['Tarjeta', '1.228,62'],
      ['Entregado en efectivo', '20,00'],
      ['Cambio', '10,00'],
    ]);
    const total = receipt.blocks.find((block) => block.kind === 'pair' && block.left === 'TOTAL');
    expect(total).toMatchObject({ size: 'double', bold: true });
  });

  it('shows the tax table, the number of articles and the footer', () => {
    expect(receipt.blocks.find(({ kind }) => kind === 'table')).toEqual({
      kind: 'table',
      aligns: ['left', 'right', 'right'],
      header: ['IVA incluido', 'Base', 'Cuota'],
      rows: [
        ['IVA 21 %', '1.022,98', '214,82'],
        ['IVA 4 %', '0,79', '0,03'],
      ],
    });
    expect(texts(receipt).slice(-2)).toEqual(['Artículos: 4', 'Gracias por su visita']);
  });

  it('leaves out what there is not: subtotal, change of a card, empty footer', () => {
    const plain = { ...soldOrThrow(aTicket([aLine()]), (total) => [['card', total]]), footer: '  ' };
    expect(pairs(ticketReceipt(plain, original)).slice(4)).toEqual([
      ['TOTAL', '5,00 €'],
      ['Tarjeta', '5,00'],
    ]);
    expect(texts(ticketReceipt(plain, original)).at(-1)).toBe('Artículos: 1');
  });

  it('gives each line of a discounted-to-nothing ticket and no payment', () => {
    const gift = soldOrThrow(aTicket([aLine()], { kind: 'amount', amountCents: cents(500), reason: null }), () => []);
    expect(pairs(ticketReceipt(gift, original)).slice(4)).toEqual([
      ['Subtotal', '5,00'],
      ['Descuento', '-5,00'],
      ['TOTAL', '0,00 €'],
    ]);
  });
});

describe('marks', () => {
  const mark = (text: string): ReceiptBlock => ({ kind: 'text', text, align: 'center', size: 'double', bold: true });

  it('says PRUEBA - SIN VALIDEZ after the QR and at the end, only outside production', () => {
    const blocks = ticketReceipt(example('test'), original).blocks;
    expect(blocks[0]?.kind).toBe('qr');
    expect(blocks.slice(1, 3)).toEqual([{ kind: 'space' }, mark('PRUEBA - SIN VALIDEZ')]);
    expect(blocks.at(-1)).toEqual(mark('PRUEBA - SIN VALIDEZ'));
    expect(texts(ticketReceipt(example(), original))).not.toContain('PRUEBA - SIN VALIDEZ');
  });

  it('otherwise shows in test exactly what it shows in production', () => {
    const isMark = (block: ReceiptBlock) => block.kind === 'text' && block.text === 'PRUEBA - SIN VALIDEZ';
    const said = (environment?: 'test') =>
      ticketReceipt(example(environment), original).blocks.filter((block) => block.kind !== 'space' && !isMark(block));
    expect(said('test')).toEqual(said());
  });

  it('says DUPLICADO on a copy, with the same QR', () => {
    const blocks = ticketReceipt(example(), { duplicate: true }).blocks;
    expect(blocks[0]).toMatchObject({ kind: 'qr', content: QR_URL });
    expect(blocks.slice(1, 3)).toEqual([{ kind: 'space' }, mark('DUPLICADO')]);
    expect(blocks.toSpliced(1, 2)).toEqual(ticketReceipt(example(), original).blocks);
  });

  it('keeps the legal wording in Spanish on an English ticket', () => {
    const receipt = ticketReceipt(example(), { duplicate: true, language: 'en' });
    expect(receipt.blocks[0]).toMatchObject({ above: 'QR tributario:' });
    expect(texts(receipt)).toEqual(expect.arrayContaining(['FACTURA SIMPLIFICADA', 'DUPLICADO', 'Items: 4']));
  });
});

describe(`what is printed adds up to what is charged (seed ${seed})`, () => {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

  it('for any ticket: items - discount = total = bases + taxes = payments - change', () => {
    const options = { seed, numRuns: 400 };
    fc.assert(
      fc.property(arbitraryTicket, fc.integer({ min: 0, max: 5000 }), (ticket, extra) => {
        const document = sold(ticket, (total) => (total === 0 ? [] : [['cash', total + extra]]));
        fc.pre(document !== null);
        const receipt = ticketReceipt(document, original);
        const total = readAmount(printedBeside(receipt, 'TOTAL') ?? '');
        expect(total).toBe(document.totalCents);

        const discount = pairs(receipt).find(([left]) => left?.startsWith('Descuento'))?.[1];
        const column = sum(items(receipt).map(({ amount }) => readAmount(amount)));
        expect(column + (discount === undefined ? 0 : readAmount(discount))).toBe(total);
        expect(sum(taxRows(receipt).flatMap(([, base, tax]) => [readAmount(base ?? ''), readAmount(tax ?? '')]))).toBe(
          total,
        );

        if (total === 0) return;
        const tendered = readAmount(printedBeside(receipt, 'Entregado en efectivo') ?? '');
        expect(tendered - readAmount(printedBeside(receipt, 'Cambio') ?? '')).toBe(total);
      }),
      options,
    );
  });

  it('for any line: quantity x unit price - discount, as printed, is the amount beside it', () => {
    fc.assert(
      fc.property(arbitraryTicket, (ticket) => {
        const document = sold(ticket, (total) => (total === 0 ? [] : [['card', total]]));
        fc.pre(document !== null);
        for (const { quantity, amount, details } of items(ticketReceipt(document, original))) {
          const priced = details
            .map((detail) => /^([\d,]+)(?: kg)? x ([\d.,]+) €/.exec(detail))
            .find((match) => match !== null);
          const discount = details
            .map((detail) => /^Descuento -([\d.,]+) €/.exec(detail)?.[1])
            .find((found) => found !== undefined);
          if (priced === undefined) {
            expect(quantity).toBe('1');
            continue;
          }
          const [, count = '', unitPrice = ''] = priced;
          const milliUnits = count.includes(',') ? BigInt(count.replace(',', '')) : BigInt(count) * 1000n;
          const gross = (milliUnits * BigInt(readAmount(unitPrice)) + 500n) / 1000n;
          expect(Number(gross) - (discount === undefined ? 0 : readAmount(discount))).toBe(readAmount(amount));
        }
      }),
      { seed, numRuns: 200 },
    );
  });
});
