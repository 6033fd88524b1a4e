export const settingsScreenTexts = {} as const;
