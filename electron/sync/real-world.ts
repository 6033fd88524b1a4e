import { networkInterfaces } from 'node:os';
import type { Clock } from '../../domain/ports.ts';
import type { Random } from './engine/ports.ts';

/** Clock, chance and network of this process; tests replace them. */
export const systemClock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
export const systemRandom: Random = { next: () => Math.random() };

/** Changes when a cable is plugged in or a wireless network is found. */
export const networkKey = (): string =>
  Object.entries(networkInterfaces())
    .flatMap(([name, addresses]) => (addresses ?? []).map(({ address }) => `${name} ${address}`))
    .sort()
    .join(',');
