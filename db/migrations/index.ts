import { initial } from './0010-initial/index.ts';
import { counter } from './0020-counter/index.ts';
import { events } from './0030-events/index.ts';
import { central } from './0040-central/index.ts';
import { day } from './0050-day/index.ts';
import type { Migration } from './types.ts';

/** In ascending order; a test checks it. Never edit a migration that was released: add one. */
export const migrations: readonly Migration[] = [initial, counter, events, central, day];
