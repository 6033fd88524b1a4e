export const customersScreenTexts = {} as const;
