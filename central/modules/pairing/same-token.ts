import { createHmac } from 'node:crypto';
import type { Chance } from '../../app/context.ts';
import { type NewToken, newToken } from '../../app/token-text.ts';

const SEED_BYTES = 32;

export const newSeed = (chance: Chance): string => Buffer.from(chance.bytes(SEED_BYTES)).toString('hex');

/** The same bytes for the same secret and seed; nobody guesses them who lacks one of the two. */
function derived(secret: string, seed: string): Chance {
  let blocks = 0;
  const block = (): Buffer => {
    blocks += 1;
    return createHmac('sha256', secret).update(`${seed} ${blocks}`).digest();
  };
  return {
    bytes(length) {
      let bytes = block();
      while (bytes.length < length) bytes = Buffer.concat([bytes, block()]);
      return bytes.subarray(0, length);
    },
  };
}

/** The token of a till for the secret of its pairing code: the same one however often it is asked for. */
export const tillTokenOf = (secret: string, seed: string): NewToken => newToken(derived(secret, seed), 'till');
