import type { RateBp } from '../money.ts';
import { rateBp } from '../money.ts';
import { displayRate } from '../money-text.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { aeatDate } from '../time.ts';
import type { TaxArea, TaxClass, TaxTreatment } from './types.ts';

/**
 * Dated tax rates (SPEC.md 5.3 and 20). Dates are local calendar days `YYYY-MM-DD`, both ends included; the day that
 * counts is the date of the operation or else the date of issue.
 *
 * The temporary rates of food (0, 2, 5 and 7.5 %, over on 31-12-2024) touched parts of a class, not a class, and no
 * document of this program can be that old: they are not in the table, so that an import never takes them for valid.
 */
export type DatedRate = {
  readonly from: string;
  /** Last day of validity; null while it is in force. */
  readonly until: string | null;
  readonly rateBp: RateBp;
  /** Recargo de equivalencia that goes with the rate, charged only to retailers in that regime. */
  readonly recargoRateBp: RateBp;
};

export type RateTable = {
  /** L1 code of the tax. */
  readonly impuesto: TaxTreatment['impuesto'];
  /** L8A/L8B: regime of a normal retail sale. */
  readonly claveRegimen: string;
  /** Empty where nobody has filled and checked the rates yet: such an area refuses to sell. */
  readonly rates: Readonly<Partial<Record<TaxClass, readonly DatedRate[]>>>;
};

const since = (from: string, rate: number, recargo: number): readonly DatedRate[] => [
  { from, until: null, rateBp: rateBp(rate), recargoRateBp: rateBp(recargo) },
];

export const RATE_TABLES: Readonly<Record<TaxArea, RateTable>> = {
  IVA: {
    impuesto: '01',
    claveRegimen: '01',
    rates: {
      // LIVA 90 and 91, 161 as worded by RDL 20/2012, in force since 1-9-2012.
      general: since('2012-09-01', 2100, 520),
      reduced: since('2012-09-01', 1000, 140),
      superReduced: since('2012-09-01', 400, 50),
      // LIVA 91.Cuatro, donated goods.
      zero: since('2022-04-10', 0, 0),
    },
  },
  IGIC: { impuesto: '03', claveRegimen: '01', rates: {} },
  IPSI: { impuesto: '02', claveRegimen: '01', rates: {} },
};

/** Best known first: an import that meets a rate of two classes takes the first. */
export const TAX_CLASSES: readonly TaxClass[] = ['general', 'reduced', 'superReduced', 'zero'];

const inForce = (dated: DatedRate, isoDate: string): boolean =>
  dated.from <= isoDate && (dated.until === null || isoDate <= dated.until);

const isFilled = (table: RateTable): boolean => Object.keys(table.rates).length > 0;

/** Whether the program knows the rates of this area; settings offer only these. */
export const isTaxAreaAvailable = (area: TaxArea): boolean => isFilled(RATE_TABLES[area]);

/**
 * What a sale of `taxClass` bears on `isoDate`. `recargo`: the customer is a retailer in that regime.
 * Refuses `tax_area_not_available` {area}, `tax_rate_not_in_force` {date}.
 */
export function taxTreatment(
  area: TaxArea,
  taxClass: TaxClass,
  isoDate: string,
  recargo = false,
): Result<TaxTreatment> {
  const table = RATE_TABLES[area];
  if (!isFilled(table)) return refuse('tax_area_not_available', { area });
  const dated = table.rates[taxClass]?.find((candidate) => inForce(candidate, isoDate));
  if (dated === undefined) return refuse('tax_rate_not_in_force', { date: aeatDate(isoDate) });
  return ok({
    impuesto: table.impuesto,
    claveRegimen: table.claveRegimen,
    calificacion: 'S1',
    rateBp: dated.rateBp,
    recargoRateBp: recargo ? dated.recargoRateBp : null,
  });
}

/**
 * The class whose rate on `isoDate` is `rate`, for catalogues that state percentages ("21" -> general).
 * Refuses `tax_area_not_available` {area}, `tax_rate_unknown` {rate, date}.
 */
export function taxClassOfRate(area: TaxArea, rate: RateBp, isoDate: string): Result<TaxClass> {
  const table = RATE_TABLES[area];
  if (!isFilled(table)) return refuse('tax_area_not_available', { area });
  const found = TAX_CLASSES.find((taxClass) =>
    table.rates[taxClass]?.some((dated) => dated.rateBp === rate && inForce(dated, isoDate)),
  );
  return found === undefined
    ? refuse('tax_rate_unknown', { rate: displayRate(rate), date: aeatDate(isoDate) })
    : ok(found);
}
