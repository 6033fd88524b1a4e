/** Of endpoints and their deliveries. */
export const webhooksTexts = {} as const;
