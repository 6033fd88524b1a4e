export const hostScreenTexts = {} as const;
