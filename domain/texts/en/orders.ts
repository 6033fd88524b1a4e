/** Of orders of shops. */
export const ordersTexts = {} as const;
