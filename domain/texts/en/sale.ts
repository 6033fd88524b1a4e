/** Amounts, lines, discounts, payments, limits and numbering. */
export const saleTexts = {
  'error.amount_malformed':
    'The amount “{text}” is not understood. Write it with a point and at most two decimals, for instance 45.90.',
  'error.amount_too_large':
    'The amount is beyond what the program takes, {maxCents}. Check the price and the quantity.',
  'error.quantity_malformed':
    'The quantity “{text}” is not understood. Write it with a point and at most three decimals, for instance 0.255.',
  'error.quantity_too_large': 'The quantity is beyond what a line takes, {max}. Check it or use several lines.',
  'error.quantity_zero': 'The quantity of “{description}” is zero. Enter a quantity or remove the line.',
  'error.quantity_must_be_whole': '“{description}” is sold by whole units. Enter a quantity without decimals.',
  'error.negative_not_allowed':
    'Negative quantities, prices and discounts are not taken. To take an item away, remove its line.',
  'error.description_missing': 'An item has no description. Write what is being sold.',
  'error.ticket_empty': 'The ticket is empty. Add an item before going on.',
  'error.discount_exceeds_line':
    'The discount of {discountCents} is more than the amount of “{description}”, {lineCents}. Enter a smaller one.',
  'error.discount_exceeds_ticket':
    'The discount of {discountCents} is more than what is left to pay, {totalCents}. Enter a smaller one.',
  'error.too_many_lines': 'A ticket takes {max} lines. Take the payment of this one and go on in another.',
  'error.line_already_added': 'That line is already in the ticket. There is no need to add it again.',
  'error.line_not_found': 'That line is no longer in the ticket. Look at the ticket and choose another.',
  'error.tax_area_not_available':
    'This program does not have the rates of {area} yet. Set up a shop with IVA or wait for a version that brings them.',
  'error.tax_rate_not_in_force': 'There is no tax rate for the day {date}. Check the date and time of this computer.',
  'error.tax_rate_unknown': 'The rate {rate} is not in force on {date}. Use one in force, for instance 21, 10 or 4.',
  'error.too_many_tax_groups': 'The ticket joins more than {max} different tax rates. Split it into two tickets.',
  'error.payment_insufficient': '{missingCents} are missing to pay {totalCents}. Add another payment.',
  'error.card_exceeds_due':
    'Card or Bizum would take {tenderedCents} and only {dueCents} are due. Charge the exact amount: change is given from cash only.',
  'error.payment_not_needed': 'The payment of {paymentCents} is not needed: the total is covered. Remove that payment.',
  'error.payment_not_positive': 'A payment must be more than zero. Enter what the customer hands over.',
  'error.tender_too_large':
    'The amount handed over is more than {maxCents}. Check that it is not a bar code read into the wrong field.',
  'error.too_many_payments': 'A ticket takes {max} payments. Remove some and join the amounts.',
  'error.payment_already_added': 'That payment is already in the ticket. There is no need to add it again.',
  'error.payment_not_found': 'That payment is no longer in the ticket. Look at the payments and choose another.',
  'error.simplified_limit':
    'The ticket comes to {totalCents} and a simplified invoice may not exceed {limitCents}. Ask for the customer’s data for a full invoice; nothing has been charged.',
  'error.cash_limit':
    'The sale comes to {totalCents}: from {limitCents} on the law allows no cash, not even in part. Charge it by card or Bizum.',
  'error.weight_needed': '“{description}” is sold by weight. Type the weight or put it on the scale.',
  'error.department_unknown': 'That department key is no longer there. Choose another.',
  'error.nothing_to_put_back': 'There is no removed line to bring back on this ticket.',
  'error.label_not_by_weight':
    'Label {code} states a weight, but “{description}” is sold by unit. Correct the product or the label of the scale.',
  'error.label_without_price':
    'Label {code} states only the price and “{description}” has no price per kilogram. Give it one or weigh the product.',
  'sale.label_rounding': 'Adjusted to the label’s price',
  'default.department.general': 'Sundries 21 %',
  'default.department.reduced': 'Sundries 10 %',
  'default.department.super-reduced': 'Sundries 4 %',
  'default.discount.offer': 'Offer',
  'default.discount.expiry': 'Expires soon',
  'default.discount.damaged': 'Damaged goods',
  'default.discount.regular': 'Regular customer',
  'default.discount.staff': 'Staff',
  'error.shop_code_invalid':
    'The shop code “{code}” is not valid. Use 1 to 4 capital letters without accents or digits, for instance 01.',
  'error.till_code_invalid':
    'The till code “{code}” is not valid. Use 1 to 4 capital letters without accents or digits, for instance T01.',
  'error.document_number_malformed':
    '“{number}” is not a ticket number. Write it as it is on the paper, for instance 01T01S-26-000001.',
} as const;
