export const paymentScreenTexts = {} as const;
