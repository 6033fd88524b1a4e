import {
  type Customer,
  findCustomer,
  findCustomerByTaxId,
  insertCustomer,
  recentCustomers,
  searchCustomers,
  updateCustomer,
} from '../../../db/customers.ts';
import { appendEvent } from '../../../db/outbox.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { parseNif } from '../../../domain/verifactu/nif.ts';
import type { CustomerFields } from '../../ipc/contract/customers.ts';
import type { Handlers } from '../../ipc/peer.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import type { TillContext } from './context.ts';

const filled = (value: string | null): string | null => value?.trim() || null;

/**
 * Fields as they are kept: trimmed, empty ones null, the NIF in its 9 characters. Refuses `customer_name_missing`,
 * `nif_invalid` {nif}, `customer_tax_id_taken` {nif, name}.
 */
function checked(till: Till, fields: CustomerFields, id: string): Result<Customer> {
  const name = fields.name.trim();
  if (name === '') return refuse('customer_name_missing', {});
  const typed = filled(fields.taxId);
  const taxId = typed === null ? ok(null) : parseNif(typed);
  if (!taxId.ok) return taxId;
  const other = taxId.value === null ? null : findCustomerByTaxId(till.db, taxId.value);
  if (other !== null && other.id !== id) {
    return refuse('customer_tax_id_taken', { nif: taxId.value ?? '', name: other.name });
  }
  return ok({
    id,
    name,
    taxId: taxId.value,
    phone: filled(fields.phone),
    email: filled(fields.email),
    address: filled(fields.address),
    postalCode: filled(fields.postalCode),
    city: filled(fields.city),
    note: filled(fields.note),
  });
}

/** The answer to the one who asked may have been lost, who then asks again: the same customer is not made twice. */
function alreadyMade(till: Till, fields: CustomerFields): Customer | null {
  const [newest] = recentCustomers(till.db, 1);
  if (newest === undefined) return null;
  const again = checked(till, fields, newest.id);
  const isSame =
    again.ok && (Object.keys(newest) as (keyof Customer)[]).every((key) => again.value[key] === newest[key]);
  return isSame ? newest : null;
}

/** News for central, in the transaction that saves; fields in the order of their schema (contracts/sync/event-data.ts). */
function tellSaved({ db, installation, identity, ports }: Till, saved: Customer): void {
  const changedAtMs = ports.clock.nowMs();
  const customer = {
    id: saved.id,
    name: saved.name,
    taxId: saved.taxId,
    phone: saved.phone,
    email: saved.email,
    address: saved.address,
    postalCode: saved.postalCode,
    city: saved.city,
    note: saved.note,
  };
  appendEvent(db, {
    installationId: installation.id,
    type: 'customer.saved',
    refId: null,
    payload: JSON.stringify({ customer, changedAtMs }),
    createdAt: localTimestamp(changedAtMs, identity.shop.timeZone),
  });
}

/** `customers.*`. */
export function customersHandlers({ till }: TillContext) {
  return {
    'customers.search': ({ text, limit }) =>
      ok({
        customers: text.trim() === '' ? recentCustomers(till.db, limit) : searchCustomers(till.db, text, limit),
      }),
    'customers.create': (fields) =>
      transactTill(till, () => {
        const same = alreadyMade(till, fields);
        if (same !== null) return ok(same);
        const customer = checked(till, fields, till.ports.ids.uuid());
        if (customer.ok) insertCustomer(till.db, customer.value, till.ports.clock.nowMs());
        if (customer.ok) tellSaved(till, customer.value);
        return customer;
      }),
    'customers.change': ({ id, ...fields }) =>
      transactTill(till, () => {
        if (findCustomer(till.db, id) === null) return refuse('customer_not_found', {});
        const customer = checked(till, fields, id);
        if (customer.ok) updateCustomer(till.db, customer.value, till.ports.clock.nowMs());
        if (customer.ok) tellSaved(till, customer.value);
        return customer;
      }),
  } satisfies Handlers;
}
