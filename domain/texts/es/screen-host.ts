export const hostScreenTexts = {
  'host.starting': 'Abriendo la caja…',
} as const;
