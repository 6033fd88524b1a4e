export const sessionScreenTexts = {} as const;
