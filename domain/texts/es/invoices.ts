/** Of invoices that central issues, and their payments. */
export const invoicesTexts = {} as const;
