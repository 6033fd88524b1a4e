import type { Cents } from '../../domain/money.ts';
import { formatAmount } from '../../domain/money-text.ts';

/** `totalCents: 4590` -> `total: "45.90"`, `cents` -> `amount`: how a command line writes money, all the way down. */
export function asAmounts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asAmounts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      if (typeof field !== 'number') return [name, asAmounts(field)];
      if (name === 'cents') return ['amount', formatAmount(field as Cents)];
      return name.endsWith('Cents') ? [name.slice(0, -'Cents'.length), formatAmount(field as Cents)] : [name, field];
    }),
  );
}
