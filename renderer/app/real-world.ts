import { v7 } from 'uuid';

/** The page's clock and chance; everything else takes them from here. */
export const nowMs = (): number => Date.now();
export const monotonicMs = (): number => performance.now();
/** UUIDv7: tickets and operations sort by the moment they were made. */
export const newId = (): string => v7();
