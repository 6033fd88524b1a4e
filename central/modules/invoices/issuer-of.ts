import type { Issuer } from '../../../domain/documents/types.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { CompanyAddress, CompanyRow } from '../companies/queries.ts';

/** Who issues, as the invoice prints it. Refused: issuer_address_missing, until somebody says where the company is. */
export function issuerOf({ name, tax_id: taxId, ...company }: CompanyRow & CompanyAddress): Result<Issuer> {
  const { address, postal_code: postalCode, city, province } = company;
  if (address === null || postalCode === null || city === null || province === null) {
    return refuse('issuer_address_missing');
  }
  return ok({ name, taxId, address, postalCode, city, province, country: 'ES' });
}
