import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashBox, countPieces, DENOMINATIONS, expectedCash, readCount } from '../../../domain/day/cash-count.ts';
import { cents, ZERO_CENTS } from '../../../domain/money.ts';
import { refusalCode, unwrap } from '../../support/till.ts';

const parts = {
  floatCents: cents(10_000),
  salesCents: cents(25_050),
  inCents: cents(2000),
  outCents: cents(4500),
  givenBackCents: ZERO_CENTS,
  heldBeforeCents: ZERO_CENTS,
  heldCents: ZERO_CENTS,
};
const none = { pieces: [], totalCents: null, leftCents: null };

describe('what has to be in the drawer', () => {
  it('is float, cash sales and what was put in, less what was taken out', () => {
    expect(expectedCash(parts)).toBe(32_550);
  });

  it('counts cash of a ticket that is still open once: when taken, not again when it is closed the next day', () => {
    const taken = expectedCash({ ...parts, heldCents: cents(1000) });
    expect(taken).toBe(33_550);
    // The next day begins with what was left; the ticket becomes a sale.
    const next = { ...parts, floatCents: taken, inCents: ZERO_CENTS, outCents: ZERO_CENTS };
    expect(expectedCash({ ...next, salesCents: cents(1000), heldBeforeCents: cents(1000) })).toBe(taken);
  });

  it('lacks what was given back for tickets of another day', () => {
    expect(expectedCash({ ...parts, givenBackCents: cents(550) })).toBe(32_000);
  });

  it('says by how much a count differs, and what is taken away', () => {
    const counted = unwrap(readCount({ ...none, totalCents: cents(32_500) }, parts.floatCents));
    expect(cashBox(parts, counted).counted).toMatchObject({
      differenceCents: -50,
      leftCents: 10_000,
      takenAwayCents: 22_500,
    });
  });
});

describe('a count', () => {
  it('adds up whatever the pieces are', () => {
    const pieces = fc
      .subarray([...DENOMINATIONS])
      .chain((kinds) =>
        fc.tuple(...kinds.map((valueCents) => fc.record({ valueCents: fc.constant(valueCents), pieces: fc.nat(999) }))),
      );
    fc.assert(
      fc.property(pieces, (given) => {
        const sum = given.reduce((total, one) => total + one.valueCents * one.pieces, 0);
        expect(unwrap(countPieces(given))).toBe(sum);
      }),
      { seed: 20261123 },
    );
  });

  const piece = (value: number, pieces: number) => ({ valueCents: cents(value), pieces });
  it.each([
    ['a kind that does not exist', { ...none, pieces: [piece(300, 1)] }, 'denomination_unknown'],
    ['a kind twice', { ...none, pieces: [piece(500, 1), piece(500, 1)] }, 'denomination_unknown'],
    ['half a note', { ...none, pieces: [piece(500, 0.5)] }, 'pieces_invalid'],
    ['nothing at all', none, 'count_missing'],
    ['less than nothing', { ...none, totalCents: cents(-1) }, 'count_negative'],
    ['a sum that is another one', { ...none, pieces: [piece(500, 1)], totalCents: cents(501) }, 'count_differs'],
    ['more left than there is', { ...none, totalCents: cents(500), leftCents: cents(501) }, 'left_exceeds_count'],
  ])('refuses %s', (_what, given, code) => {
    expect(refusalCode(readCount(given, ZERO_CENTS))).toBe(code);
  });

  it('leaves the float, or all there is when that is less', () => {
    expect(unwrap(readCount({ ...none, totalCents: cents(500) }, cents(300))).leftCents).toBe(300);
    expect(unwrap(readCount({ ...none, totalCents: cents(200) }, cents(300))).leftCents).toBe(200);
  });
});
