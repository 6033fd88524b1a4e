import type { Refusal } from '../../../domain/result.ts';
import { readNif } from '../../../domain/shop/nif-reading.ts';
import type { TextKey } from '../../../domain/texts/index.ts';
import type { CustomerFields, CustomerView } from '../../../electron/ipc/contract/customers.ts';
import { oneLine } from '../../app/newest-answer.ts';

/** A customer as it was typed. */
export type CustomerDraft = { readonly [Field in keyof CustomerFields]: string };
export type CustomerField = keyof CustomerFields;

/** The contract's bounds, in characters. */
export const MAX_LENGTH: Readonly<Record<CustomerField, number>> = {
  name: 120,
  taxId: 20,
  phone: 40,
  email: 120,
  address: 200,
  postalCode: 10,
  city: 80,
  note: 300,
};

/** Of a customer, or of a new one: what was looked for in vain is the NIF or the name. */
export function draftOf(customer: CustomerView | null, lookedFor = ''): CustomerDraft {
  const isNif = readNif(lookedFor).state === 'good';
  return {
    name: customer?.name ?? (isNif ? '' : lookedFor.trim()),
    taxId: customer?.taxId ?? (isNif ? lookedFor.trim().toUpperCase() : ''),
    phone: customer?.phone ?? '',
    email: customer?.email ?? '',
    address: customer?.address ?? '',
    postalCode: customer?.postalCode ?? '',
    city: customer?.city ?? '',
    note: customer?.note ?? '',
  };
}

/** As the till takes it: trimmed, what is empty is null. */
export function fieldsOf(draft: CustomerDraft): CustomerFields {
  const filled = (field: CustomerField): string | null => oneLine(draft[field], MAX_LENGTH[field]) || null;
  const nif = readNif(draft.taxId);
  return {
    name: filled('name') ?? '',
    taxId: nif.state === 'good' ? nif.nif : filled('taxId'),
    phone: filled('phone'),
    email: filled('email'),
    address: filled('address'),
    postalCode: filled('postalCode'),
    city: filled('city'),
    note: filled('note'),
  };
}

/**
 * What is wrong with a NIF, which need not be given. What can still become one is no mistake while it is typed.
 * @param isDone the field was left or the customer is to be stored.
 */
export function nifProblem(typed: string, isDone: boolean): TextKey | null {
  const reading = readNif(typed);
  if (reading.state === 'wrong') return `customers.nif-${reading.why}`;
  return reading.state === 'incomplete' && isDone ? 'customers.nif-incomplete' : null;
}

/** The field that a refusal is about; null: none of them. */
export function refusedField({ code }: Refusal): CustomerField | null {
  if (code === 'nif_invalid' || code === 'customer_tax_id_taken') return 'taxId';
  return code === 'customer_name_missing' ? 'name' : null;
}
