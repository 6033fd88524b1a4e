export const generalTexts = {
  'error.unexpected': 'No se ha podido hacer. Avise a quien le instaló el programa y dígale este código: {code}.',
} as const;
