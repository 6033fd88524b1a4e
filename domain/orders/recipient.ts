import type { Recipient } from '../documents/types.ts';
import { provinceOfPostalCode } from '../shop/provinces.ts';
import { parseNif } from '../verifactu/nif.ts';
import type { OrderCustomer } from './types.ts';

/** NIF-IVA by country (SPEC.md 5.1, L7 02); Greece writes EL. Northern Ireland is XI of GB. */
const NIF_IVA_PREFIX: Readonly<Record<string, string>> = { GR: 'EL', GB: 'XI' };
const IN_UNION = 'AT BE BG CY CZ DE DK EE FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB'.split(' ');
const NIF_IVA = /^[A-Z]{2}[A-Z0-9+*]{2,12}$/;

const MAX_NAME = 120;

export type TaxId = Pick<Recipient, 'taxId' | 'idType'>;

/**
 * What a buyer typed as tax number, normalised; null when it is none. Of another country only a NIF-IVA is recognised:
 * nothing else says of itself what it is.
 */
export function taxIdOf(customer: Pick<OrderCustomer, 'taxId' | 'country'> | null): TaxId | null {
  if (customer === null || customer.taxId === null) return null;
  // Also of a Spaniard who lives elsewhere.
  const nif = parseNif(customer.taxId);
  if (nif.ok) return { taxId: nif.value, idType: null };
  const country = customer.country ?? 'ES';
  if (!IN_UNION.includes(country)) return null;
  const compact = customer.taxId.toUpperCase().replace(/[\s.\-/]/g, '');
  const isOfCountry = compact.startsWith(NIF_IVA_PREFIX[country] ?? country);
  return isOfCountry && NIF_IVA.test(compact) ? { taxId: compact, idType: '02' } : null;
}

/**
 * Whom the full invoice is made out to; null: without a tax number it is a simplified one; 'incomplete': there is one, but
 * no name or address, which a full invoice needs (SPEC.md 8.2).
 */
export function recipientOf(customer: OrderCustomer | null): Recipient | null | 'incomplete' {
  const taxId = taxIdOf(customer);
  if (customer === null || taxId === null) return null;
  const { company, name, address, postalCode, city, province } = customer;
  const legalName = (company ?? name ?? '').slice(0, MAX_NAME);
  if (legalName === '' || address === null || postalCode === null || city === null) return 'incomplete';
  const country = customer.country ?? 'ES';
  const known = country === 'ES' ? (provinceOfPostalCode(postalCode)?.name ?? '') : '';
  return { name: legalName, ...taxId, address, postalCode, city, province: province ?? known, country };
}
