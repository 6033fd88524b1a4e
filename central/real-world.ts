import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Clock, Sha256Hex } from '../domain/ports.ts';
import type { Chance } from './app/context.ts';

/** Clock and chance of the machine that central runs on; everything else takes them from here. */
export const systemClock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

export const systemChance: Chance = { bytes: (length) => randomBytes(length) };

/** Version 7 (RFC 9562) by hand: the milliseconds first, so that rows of one hour lie together in an index. */
export function newUuid(): string {
  const random = randomUUID();
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}

export const sha256Hex: Sha256Hex = (text) => hash('sha256', text, 'hex').toUpperCase();
