import { describe, expect, it } from 'vitest';
import { buildDocument } from '../../../domain/documents/build.ts';
import { cents, milli } from '../../../domain/money.ts';
import { settle } from '../../../domain/ticket/payments.ts';
import { ticketTotals } from '../../../domain/ticket/totals.ts';
import type { Ticket } from '../../../domain/ticket/types.ts';
import { aLine, aTicket } from '../ticket/arbitrary-ticket.ts';
import { anIdentity, QR_URL, soldOrThrow } from './a-document.ts';

const ticket = aTicket(
  [
    aLine({ quantityMilli: milli(2000), discount: { kind: 'amount', amountCents: cents(100), reason: 'Oferta' } }),
    aLine({
      id: 'b',
      kind: 'department',
      productId: null,
      code: null,
      description: 'Varios',
      listUnitCents: null,
      taxClass: 'reduced',
    }),
  ],
  { kind: 'amount', amountCents: cents(140), reason: 'Cliente' },
);

describe('buildDocument', () => {
  it('carries everything that was charged', () => {
    const document = soldOrThrow(ticket, () => [
      ['card', 260],
      ['cash', 2000],
    ]);
    expect(document).toMatchObject({
      id: 'ticket',
      type: 'F2',
      number: '01T01S-26-000001',
      issuedAt: '2026-11-22T10:15:42+01:00',
      tillCode: 'T01',
      grossCents: 1500,
      discountCents: 240,
      totalCents: 1260,
      changeCents: 1000,
      ticketDiscountReason: 'Cliente',
      qrUrl: QR_URL,
      huella: 'A'.repeat(64),
      lines: [
        {
          position: 1,
          rateBp: 2100,
          grossCents: 1000,
          lineDiscountCents: 100,
          ticketDiscountCents: 90,
          netCents: 810,
          discountReason: 'Oferta',
        },
        { position: 2, kind: 'department', productId: null, rateBp: 1000, netCents: 450, discountReason: null },
      ],
      payments: [
        { position: 1, method: 'card', tenderedCents: 260, appliedCents: 260 },
        { position: 2, method: 'cash', tenderedCents: 2000, appliedCents: 1000 },
      ],
    });
  });

  it('throws when totals, settlement or number belong to something else', () => {
    const totals = ticketTotals(ticket, { area: 'IVA', isoDate: '2026-11-22' });
    const settlement = settle(cents(0), []);
    if (!totals.ok || !settlement.ok) throw new Error('the example must sell');
    const build = (changed: Ticket, number: string) =>
      buildDocument({
        ticket: changed,
        totals: totals.value,
        settlement: settlement.value,
        identity: anIdentity('test'),
        cashier: { id: 'c', name: 'Ana' },
        number,
        issuedAt: '2026-11-22T10:15:42+01:00',
      });
    expect(() => build({ ...ticket, lines: [...ticket.lines].reverse() }, '01T01S-26-000001')).toThrow(
      'another ticket',
    );
    expect(() =>
      build({ ...ticket, payments: [{ id: 'p', method: 'card', tenderedCents: cents(1) }] }, '01T01S-26-000001'),
    ).toThrow('another ticket');
    expect(() => build(ticket, '01T01S-25-000001')).toThrow('is not of');
  });
});
