import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Environment } from '../../domain/documents/types.ts';
import type { Chance } from './context.ts';

/**
 * `mo_live_<keyId 10>_<secret 32>_<check 6>` for people and programs, `mo_test_...` when their company is a test company,
 * `mo_till_...` for tills, all of base62. The check finds a
 * mistyped or cut token before the database is asked; only the key id and the SHA-256 of the secret are stored.
 */
export type TokenKind = 'till' | 'user';

export type TokenParts = {
  readonly kind: TokenKind;
  /** Of the company; null in a till's, which are bound to till and shop. */
  readonly environment: Environment | null;
  readonly keyId: string;
  readonly secret: string;
};

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const KEY_ID_LENGTH = 10;
const SECRET_LENGTH = 32;
const CHECK_LENGTH = 6;
const PREFIX = { till: 'till', production: 'live', test: 'test' } as const;
const PATTERN = /^mo_(till|live|test)_([0-9A-Za-z]{10})_([0-9A-Za-z]{32})_([0-9A-Za-z]{6})$/;

/** The largest multiple of 62 in a byte: bytes above it would make the first letters likelier. */
const FAIR_BYTES = 248;

/** `length` characters of base62, all equally likely. */
export function base62(chance: Chance, length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of chance.bytes(length)) {
      if (byte < FAIR_BYTES && text.length < length) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}

function check(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let index = 0; index < CHECK_LENGTH; index += 1) {
    digits = `${ALPHABET[rest % ALPHABET.length]}${digits}`;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}

/** SHA-256 of a secret in lower-case hex. High entropy: no slow hash is needed. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export type NewToken = {
  /** Shown once. */
  readonly token: string;
  readonly keyId: string;
  readonly secretSha256: string;
  readonly last4: string;
};

/** @param bearer a till, or people and programs of a company of this kind */
export function newToken(chance: Chance, bearer: 'till' | Environment): NewToken {
  const keyId = base62(chance, KEY_ID_LENGTH);
  const secret = base62(chance, SECRET_LENGTH);
  const text = `mo_${PREFIX[bearer]}_${keyId}_${secret}`;
  return { token: `${text}_${check(text)}`, keyId, secretSha256: secretHash(secret), last4: secret.slice(-4) };
}

/** @returns null for what was never a token. */
export function readToken(token: string): TokenParts | null {
  const match = PATTERN.exec(token);
  const [, bearer, keyId, secret, sum] = match ?? [];
  if (keyId === undefined || secret === undefined) return null;
  if (check(token.slice(0, -CHECK_LENGTH - 1)) !== sum) return null;
  if (bearer === 'till') return { kind: 'till', environment: null, keyId, secret };
  return { kind: 'user', environment: bearer === 'live' ? 'production' : 'test', keyId, secret };
}
