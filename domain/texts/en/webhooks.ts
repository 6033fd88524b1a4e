/** Of endpoints and their deliveries. */
export const webhooksTexts = {
  'error.webhook_url_invalid': 'That address cannot be read. Write a whole URL, such as https://erp.example.com/hook.',
  'error.webhook_url_too_long': 'That address is too long: at most {max} characters.',
  'error.webhook_url_not_https': 'The address has to begin with https://.',
  'error.webhook_url_with_user':
    'The address may carry neither user nor password. The signature of each delivery says who sends it.',
  'error.webhook_url_port': 'Port {port} is not allowed. Use 443, or ask the operator of the server to allow it.',
  'error.webhook_url_host':
    'Nothing can be sent to "{host}": it is not a public address. The operator of the server can allow networks of its own.',
  'error.outbound_setting_invalid':
    'The variable {name} has a value that is not valid: "{value}". Correct it and start again.',
  'error.webhooks_too_many': 'A company may have {max} endpoints. Delete those that are not used.',
  'error.webhook_version_differs':
    'That endpoint was changed meanwhile (version {version}). Read it again and repeat the change.',
  'error.webhook_deleted': 'The endpoint of that delivery was deleted. Create another one.',
  'error.webhook_not_active': 'That endpoint is not active. Activate it first.',
  'error.not_a_test_company':
    'Sample events are made in test companies only. This company is a real one: nobody should receive an invented event.',
} as const;
