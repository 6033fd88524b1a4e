import { client } from '../../app/client.ts';
import { createCustomerList } from './customer-list.ts';

/** The customers that this page looks at. */
export const { useCustomerList, customerListNow, lookFor, forgetCustomerList, moveChosen, chosenCustomer } =
  createCustomerList((input) => client.ask('customers.search', input));
