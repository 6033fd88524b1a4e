export const customersTexts = {
  'error.customer_not_found': 'That customer is no longer in the list. Look again or create the customer.',
  'error.customer_name_missing': 'The customer’s name is missing. Write it.',
  'error.customer_tax_id_taken': 'Tax number {nif} already belongs to {name}. Use that customer or correct the number.',
} as const;
