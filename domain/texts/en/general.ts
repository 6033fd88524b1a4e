export const generalTexts = {
  'error.unexpected': 'That could not be done. Call whoever installed the program and give this code: {code}.',
} as const;
