/** Of the API for other systems. */
export const apiTexts = {
  'error.idempotency_key_missing':
    'The header Idempotency-Key is missing. Put a value in it that is unique to the operation, such as a UUID.',
  'error.idempotency_key_invalid':
    'The header Idempotency-Key is not valid: 1 to 255 visible characters, with or without quotes.',
  'error.idempotency_key_reused':
    'That Idempotency-Key was used with another request. Use a new one for a new operation.',
  'error.idempotency_running': 'The same request is being handled now. Repeat it in a second with the same key.',
  'error.token_not_live': 'That token no longer works: it was revoked or has expired. Create a new one.',
  'error.token_rotating': 'That client has two working tokens already. Revoke one or wait until the old one expires.',
  'error.event_unknown':
    'Central does not know the event {event}: it was restored from a copy. Begin again without "after".',
  'error.nif_iva_invalid':
    'The VAT number "{id}" is not formed as it should: country and number, such as FR12345678901.',
  'error.country_invalid': 'The country "{country}" is not valid for that identification. Use its two-letter code.',
  'error.test_companies_too_many':
    'There are {max} test companies already. Use one of them, or begin with another data folder.',
  'error.precondition_failed':
    'It was changed meanwhile (it is version {version} now; 0: it is not there). Read it again and repeat the change.',
} as const;
