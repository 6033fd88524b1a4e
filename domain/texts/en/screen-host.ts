export const hostScreenTexts = {
  'host.starting': 'Opening the till…',
} as const;
