export const sellingScreenTexts = {} as const;
