/** The command line. */
export const cliTexts = {
  'cli.usage':
    'Commands of the till. They answer with one line of JSON; messages go apart. They end with 0 (done), 1 (refused) or 2 (wrongly written).',
  'cli.bug': 'The program failed; what was stored is still stored. Send this text to whoever installed it:\n{detail}',
  'cli.import_row': 'Row {line}: {message}',
  'error.usage': 'The command is wrongly written ({detail}). Use it like this: {usage}',
  'error.option_invalid': 'Option {option} does not take "{value}". Possible values: {allowed}.',
  'error.json_malformed': '{what} is no valid JSON ({detail}). Correct it and try again.',
  'error.sale_file_invalid': 'In the sale "{field}" is missing or wrong. Correct it and try again; nothing was sold.',
  'error.percent_out_of_range':
    'The discount "{text}" is wrong: write a percentage from 0 to 100, for instance 10 or 2.5.',
  'error.tax_rate_malformed': 'The rate "{text}" is wrong: write the percentage, for instance 21.',
  'error.staff_unknown': 'Nobody among the staff is called "{name}". Check the name.',
  'error.pin_wrong': 'The PIN of {name} is not right. Type it again.',
  'cli.print_error':
    'The sale is stored, but it is not known whether the ticket came out ({detail}). Look at the paper and reprint if it is missing.',
} as const;
