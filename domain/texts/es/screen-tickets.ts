export const ticketsScreenTexts = {} as const;
