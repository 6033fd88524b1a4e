import { useEffect, useState } from 'react';
import type { CustomerView } from '../../../electron/ipc/contract/customers.ts';
import { CustomerForm } from './customer-form.tsx';
import { CustomerSearch } from './customer-search.tsx';
import { forgetCustomerList, lookFor } from './customers-store.ts';

/** null: looking for one. */
type Open = { readonly customer: CustomerView | null } | null;

/** Whose ticket it is: find a customer, make a new one, correct one. */
export function CustomerPane() {
  const [open, setOpen] = useState<Open>(null);
  useEffect(() => forgetCustomerList, []);
  if (open === null) {
    return <CustomerSearch onCreate={() => setOpen({ customer: null })} onEdit={(customer) => setOpen({ customer })} />;
  }
  return (
    <CustomerForm
      customer={open.customer}
      onDone={() => setOpen(null)}
      onFind={(text) => {
        setOpen(null);
        lookFor(text);
      }}
    />
  );
}
