import { MAX_CENTS } from '../../../domain/money.ts';

const EUROS = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/;

/** Cents of an amount as it is written in Spain: "3000", "3.000", "3.000,00"; null when it is none or zero. */
export function readEuros(typed: string): number | null {
  const [, whole, fraction = ''] = EUROS.exec(typed.replace(/[\s€]/g, '')) ?? [];
  if (whole === undefined) return null;
  const value = Number(whole.replaceAll('.', '') + fraction.padEnd(2, '0'));
  return value > 0 && value <= MAX_CENTS ? value : null;
}
