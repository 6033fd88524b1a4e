export const statusScreenTexts = {} as const;
