import { describe, expect, it } from 'vitest';
import { rateBp } from '../../../domain/money.ts';
import {
  isTaxAreaAvailable,
  RATE_TABLES,
  TAX_CLASSES,
  taxClassOfRate,
  taxTreatment,
} from '../../../domain/tax/rate-tables.ts';

describe('IVA rates', () => {
  it.each([
    ['general', 2100, 520],
    ['reduced', 1000, 140],
    ['superReduced', 400, 50],
    ['zero', 0, 0],
  ] as const)('%s is %i with recargo %i', (taxClass, rate, recargo) => {
    expect(taxTreatment('IVA', taxClass, '2026-11-22')).toEqual({
      ok: true,
      value: { impuesto: '01', claveRegimen: '01', calificacion: 'S1', rateBp: rate, recargoRateBp: null },
    });
    expect(taxTreatment('IVA', taxClass, '2026-11-22', true)).toMatchObject({ value: { recargoRateBp: recargo } });
    expect(taxClassOfRate('IVA', rateBp(rate), '2026-11-22')).toEqual({ ok: true, value: taxClass });
  });

  it('counts the first day of validity and refuses the day before', () => {
    expect(taxTreatment('IVA', 'general', '2012-09-01').ok).toBe(true);
    expect(taxTreatment('IVA', 'general', '2012-08-31')).toMatchObject({
      refusal: { code: 'tax_rate_not_in_force', params: { date: '31-08-2012' } },
    });
  });

  it('refuses in an import the temporary rates that are over, and rates that never were', () => {
    for (const rate of [500, 750, 200, 1600]) {
      expect(taxClassOfRate('IVA', rateBp(rate), '2026-11-22')).toMatchObject({
        refusal: { code: 'tax_rate_unknown' },
      });
    }
  });

  it('never has two rates of one class in force on one day', () => {
    for (const taxClass of TAX_CLASSES) {
      const dated = RATE_TABLES.IVA.rates[taxClass] ?? [];
      dated.forEach((entry, index) => {
        const next = dated[index + 1];
        if (next !== undefined) expect(entry.until !== null && entry.until < next.from).toBe(true);
      });
    }
  });
});

describe('areas whose rates nobody has filled', () => {
  it.each(['IGIC', 'IPSI'] as const)('%s refuses to sell and to import', (area) => {
    expect(isTaxAreaAvailable(area)).toBe(false);
    expect(taxTreatment(area, 'general', '2026-11-22')).toMatchObject({
      refusal: { code: 'tax_area_not_available', params: { area } },
    });
    expect(taxClassOfRate(area, rateBp(700), '2026-11-22')).toMatchObject({
      refusal: { code: 'tax_area_not_available' },
    });
  });

  it('carry their own code of tax', () => {
    expect([RATE_TABLES.IVA.impuesto, RATE_TABLES.IPSI.impuesto, RATE_TABLES.IGIC.impuesto]).toEqual([
      '01',
      '02',
      '03',
    ]);
  });
});
