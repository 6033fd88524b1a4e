import type { CustomerData } from '../../../contracts/sync/event-data.ts';
import type { Recipient } from '../../../domain/documents/types.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { provinceOfPostalCode } from '../../../domain/shop/provinces.ts';
import type { Tx } from '../../db/tenant.ts';

async function customerOf(tx: Tx, id: string): Promise<CustomerData | null> {
  const sql = 'SELECT data FROM customers WHERE company_id = $1 AND id = $2';
  return (await tx.query<{ data: CustomerData }>(sql, [tx.companyId, id]))[0]?.data ?? null;
}

export const hasCustomer = async (tx: Tx, id: string): Promise<boolean> => (await customerOf(tx, id)) !== null;

/**
 * A full invoice for a customer whom central knows. Refused: customer_unknown {customer}, customer_incomplete {customer}
 * without NIF or address (SPEC.md 8.2).
 */
export async function recipientOfCustomer(tx: Tx, id: string): Promise<Result<Recipient>> {
  const customer = await customerOf(tx, id);
  if (customer === null) return refuse('customer_unknown', { customer: id });
  const { name, taxId, address, postalCode, city } = customer;
  if (taxId === null || address === null || postalCode === null || city === null) {
    return refuse('customer_incomplete', { customer: id });
  }
  const province = provinceOfPostalCode(postalCode)?.name ?? '';
  return ok({ name, taxId, idType: null, address, postalCode, city, province, country: 'ES' });
}
