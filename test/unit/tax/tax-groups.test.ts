import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents, rateBp } from '../../../domain/money.ts';
import { taxGroup, taxGroups } from '../../../domain/tax/tax-groups.ts';
import type { TaxTreatment } from '../../../domain/tax/types.ts';

const seed = 20261122;
const treatment = (rate: number, recargo: number | null = null): TaxTreatment => ({
  impuesto: '01',
  claveRegimen: '01',
  calificacion: 'S1',
  rateBp: rateBp(rate),
  recargoRateBp: recargo === null ? null : rateBp(recargo),
});
const charge = (rate: number, netCents: number) => ({ treatment: treatment(rate), netCents: cents(netCents) });

describe('taxGroup', () => {
  it.each([
    [2100, 12_100, 10_000, 2100],
    [2100, 4590, 3793, 797],
    [1000, 105, 95, 10],
    [400, 13, 13, 0],
    [2100, 1, 1, 0],
    [0, 777, 777, 0],
    [2100, 0, 0, 0],
  ])('at %i bp splits %i into base %i and tax %i', (rate, gross, base, tax) => {
    expect(taxGroup(treatment(rate), cents(gross))).toMatchObject({ baseCents: base, taxCents: tax, recargoCents: 0 });
  });

  it('splits recargo off as well: 126.20 at 21 % + 5.2 %', () => {
    expect(taxGroup(treatment(2100, 520), cents(12_620))).toMatchObject({
      baseCents: 10_000,
      taxCents: 2100,
      recargoCents: 520,
    });
  });

  it(`loses no cent, and its tax stays within a cent of base x rate (seed ${seed})`, () => {
    const rates = fc.constantFrom(
      [2100, 520],
      [2100, null],
      [1000, 140],
      [1000, null],
      [400, 50],
      [400, null],
      [0, null],
    );
    fc.assert(
      fc.property(rates, fc.integer({ min: 0, max: 300_000_000 }), ([rate, recargo], gross) => {
        const group = taxGroup(treatment(rate ?? 0, recargo ?? null), cents(gross));
        expect(group.baseCents + group.taxCents + group.recargoCents).toBe(gross);
        const exactHundredths = group.baseCents * (rate ?? 0);
        expect(Math.abs(group.taxCents * 10_000 - exactHundredths)).toBeLessThanOrEqual(15_000);
      }),
      { seed },
    );
  });

  it(`rounds the base half up as a decimal oracle does (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.constantFrom(2100, 1000, 400, 0), fc.integer({ min: 0, max: 300_000_000 }), (rate, gross) => {
        const divisor = BigInt(10_000 + rate);
        const oracle = (BigInt(gross) * 10_000n + divisor / 2n) / divisor;
        expect(BigInt(taxGroup(treatment(rate), cents(gross)).baseCents)).toBe(oracle);
      }),
      { seed },
    );
  });
});

describe('taxGroups', () => {
  it('joins charges of one treatment and computes tax once, highest rate first', () => {
    const groups = taxGroups([charge(400, 13), charge(2100, 333), charge(400, 13), charge(1000, 500)]);
    expect(
      groups.ok && groups.value.map((group) => [group.treatment.rateBp, group.grossCents, group.baseCents]),
    ).toEqual([
      [2100, 333, 275],
      [1000, 500, 455],
      [400, 26, 25],
    ]);
  });

  it('keeps one rate with and without recargo apart', () => {
    const groups = taxGroups([
      { treatment: treatment(2100, 520), netCents: cents(100) },
      { treatment: treatment(2100), netCents: cents(100) },
    ]);
    expect(groups.ok && groups.value.length).toBe(2);
  });

  it('takes 12 groups and refuses 13', () => {
    const charges = Array.from({ length: 13 }, (_, index) => charge(index * 100, 100));
    expect(taxGroups(charges.slice(0, 12)).ok).toBe(true);
    expect(taxGroups(charges)).toMatchObject({ refusal: { code: 'too_many_tax_groups', params: { max: 12 } } });
  });
});
