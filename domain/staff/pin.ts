const PIN = /^\d{4,8}$/;

/** A PIN has 4 to 8 digits: typed on the keypad, dozens of times a day. */
export const isPin = (text: string): boolean => PIN.test(text);
