import { z } from 'zod';
import { tillCommand } from '../command.ts';
import { idSchema, lineOfText, nameSchema } from '../values.ts';

/** Customers. Attaching one does not change what an F2 says. */
const fields = {
  name: nameSchema,
  /** NIF, CIF or NIE, checked; null when the customer gave none. */
  taxId: lineOfText(20).nullable(),
  phone: lineOfText(40).nullable(),
  email: lineOfText(120).nullable(),
  address: lineOfText(200).nullable(),
  postalCode: lineOfText(10).nullable(),
  city: lineOfText(80).nullable(),
  note: lineOfText(300).nullable(),
};
const customerSchema = z.strictObject({ id: idSchema, ...fields });
export type CustomerView = z.infer<typeof customerSchema>;
export type CustomerFields = Omit<CustomerView, 'id'>;

export const customersCommands = {
  /** By name, NIF, telephone or e-mail; empty text: those of late, newest first. */
  'customers.search': tillCommand(
    z.strictObject({ text: lineOfText(120), limit: z.int().min(1).max(100) }),
    z.strictObject({ customers: z.array(customerSchema) }),
  ),
  /** Refuses `nif_invalid` {nif}, `customer_tax_id_taken` {nif, name}. */
  'customers.create': tillCommand(z.strictObject(fields), customerSchema),
  /** Refuses the same and `customer_not_found`. */
  'customers.change': tillCommand(customerSchema, customerSchema),
} as const;
