import type { Cents } from '../money.ts';
import { cents, mulDiv, ZERO_CENTS } from '../money.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { TaxGroup, TaxTreatment } from './types.ts';

/** AEAT takes at most 12 DetalleDesglose in one record (SPEC.md 5.1). */
export const MAX_TAX_GROUPS = 12;

/** Something charged: an amount with tax, after all discounts. */
export type Charge = { readonly treatment: TaxTreatment; readonly netCents: Cents };

/** Two charges belong to the same group exactly when their keys are equal (SPEC.md 5.3). */
export const treatmentKey = (treatment: TaxTreatment): string =>
  [
    treatment.impuesto,
    treatment.claveRegimen,
    treatment.calificacion,
    String(treatment.rateBp).padStart(5, '0'),
    treatment.recargoRateBp === null ? '-' : String(treatment.recargoRateBp).padStart(5, '0'),
  ].join('|');

/** Order of groups on paper and in the record: highest rate first, then by key, so that it never depends on the lines. */
export function compareTreatments(a: TaxTreatment, b: TaxTreatment): number {
  if (a.rateBp !== b.rateBp) return b.rateBp - a.rateBp;
  const keyA = treatmentKey(a);
  const keyB = treatmentKey(b);
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

/**
 * Splits what was charged for one group: base = round(gross * 100 / (100 + rate + recargo)), the rest is tax, so that
 * base + tax + recargo is exactly what was charged (SPEC.md 20). Recargo, where it exists, is computed from the base.
 */
export function taxGroup(treatment: TaxTreatment, grossCents: Cents): TaxGroup {
  const recargoRateBp = treatment.recargoRateBp ?? 0;
  const baseCents = cents(mulDiv(grossCents, 10_000, 10_000 + treatment.rateBp + recargoRateBp));
  const recargoCents = recargoRateBp === 0 ? ZERO_CENTS : cents(mulDiv(baseCents, recargoRateBp, 10_000));
  return {
    treatment,
    grossCents,
    baseCents,
    taxCents: cents(grossCents - baseCents - recargoCents),
    recargoCents,
  };
}

/**
 * One group per treatment, tax computed once per group. A group of 0.00 stays: it says at which rate a gift was sold.
 * Refuses `too_many_tax_groups` {max}.
 */
export function taxGroups(charges: readonly Charge[]): Result<readonly TaxGroup[]> {
  const sums = new Map<string, { treatment: TaxTreatment; grossCents: number }>();
  for (const { treatment, netCents } of charges) {
    const key = treatmentKey(treatment);
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { treatment, grossCents: netCents });
    else sum.grossCents += netCents;
  }
  if (sums.size > MAX_TAX_GROUPS) return refuse('too_many_tax_groups', { max: MAX_TAX_GROUPS });
  const ordered = [...sums.values()].sort((a, b) => compareTreatments(a.treatment, b.treatment));
  return ok(ordered.map(({ treatment, grossCents }) => taxGroup(treatment, cents(grossCents))));
}
