/** The keys of the pad; apart from its picture, so that rules about them are tested without a page. */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | ',' | 'erase';
