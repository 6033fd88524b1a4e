import type { Sha256Hex } from '../ports.ts';

/** Before the first document of a series. */
export const EMPTY_SERIES_HASH = '0'.repeat(64);

/**
 * One value for all documents of a series in their order: two sides that agree on it hold the same documents, whole. Each
 * step takes the hash before and the digest of the next document (documents/digest.ts).
 * @returns 64 lower-case hexadecimal digits
 */
export const nextSeriesHash = (hash: string, documentDigest: string, sha256: Sha256Hex): string =>
  sha256(`${hash}\n${documentDigest}`).toLowerCase();
