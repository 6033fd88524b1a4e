export const staffTexts = {
  'error.staff_not_found': 'That person is no longer on the staff. Choose another.',
  'error.not_signed_in': 'Nobody has signed in. Choose who you are and repeat.',
  'error.staff_last': 'This is the only person on the staff and somebody must be able to sell. Add another first.',
  'error.staff_name_invalid': 'The name must have between 1 and 40 letters. Correct it.',
  'error.staff_name_taken':
    'There is already a person called {name}. Use another name to tell them apart on the ticket.',
  'error.pin_malformed': 'The PIN must have 4 to 8 digits. Type another.',
  'error.pin_throttled':
    'Too many tries with a wrong PIN. Wait {seconds} seconds and type it again, or somebody else may sign in.',
} as const;
