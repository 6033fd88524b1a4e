import { amountText, quantityText, rateText } from '../amounts.ts';

/** What a till tells of its cash, as other systems read it: its names say cents, thousandths and basis points. */
function field(name: string, value: unknown): readonly [string, unknown] {
  if (typeof value === 'number') {
    if (name === 'cents') return ['amount', amountText(value)];
    if (name.endsWith('Cents')) return [name.slice(0, -'Cents'.length), amountText(value)];
    if (name.endsWith('Milli')) return [name.slice(0, -'Milli'.length), quantityText(value)];
    if (name === 'recargoRateBp') return ['surchargeRate', rateText(value)];
    if (name.endsWith('Bp')) return [name.slice(0, -'Bp'.length), rateText(value)];
  }
  if (value === null && name === 'recargoRateBp') return ['surchargeRate', null];
  return [name, decimalReport(value)];
}

/** Amounts, quantities and rates inside become decimal strings, whatever their depth; everything else stays. */
export function decimalReport(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decimalReport);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => field(name, inner)));
}
