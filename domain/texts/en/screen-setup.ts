export const setupScreenTexts = {} as const;
