import type { Cents, RateBp } from '../money.ts';
import { cents, mulDiv } from '../money.ts';

/** Tax of a net base: base x rate / 100, half away from zero, to the cent (SPEC.md 20, invoices with net prices). */
export const cuotaOf = (baseCents: Cents, rate: RateBp): Cents => cents(mulDiv(baseCents, rate, 10_000));
