import { type Result, refuse } from '../../../domain/result.ts';
import type { OnceAnswer } from '../../ipc/contract/central.ts';
import { systemTimeouts } from '../../ipc/system-timeouts.ts';
import type { Paired } from '../../sync/engine/pair.ts';
import { createSync, type Sync } from '../../sync/engine/sync.ts';
import { httpTo } from '../../sync/http-client.ts';
import { systemRandom } from '../../sync/real-world.ts';
import { sourceOf } from '../../sync/source.ts';
import { tokenFile } from '../../sync/token-file.ts';
import { tokenStore } from '../../sync/token-store.ts';
import { tillPortOf } from '../../till/central/till-port.ts';
import type { Till } from '../../till/till.ts';
import { atTill } from '../at-till.ts';
import type { Command } from '../command.ts';
import { option } from '../command.ts';

/** The exchange with central in this process, because no till runs that would. */
async function alone<T>(till: Till, work: (sync: Sync) => Promise<Result<T>>): Promise<Result<T>> {
  const sync = createSync({
    connect: (place) => httpTo(place),
    tokens: tokenStore(tokenFile(till.dataFolder), null),
    clock: till.ports.clock,
    timeouts: systemTimeouts,
    random: systemRandom,
    source: sourceOf(till.db),
    till: tillPortOf(till),
    programVersion: till.ports.program.version,
    report: () => undefined,
  });
  try {
    return await work(sync);
  } finally {
    await sync.stop();
  }
}

export const pairAlone = (till: Till, code: string): Promise<Result<Paired>> => alone(till, (sync) => sync.pair(code));

export const pair: Command = {
  usage: 'pair --data DIR --code CODE',
  options: { data: { type: 'string' }, code: { type: 'string' } },
  required: ['data', 'code'],
  run(values, context) {
    const code = option(values, 'code');
    return atTill<Paired>(option(values, 'data'), context, {
      // The code works once: asked again it would be refused although the till is paired.
      isRepeatable: false,
      running: (peer) => peer.call('sync.pair', { code }),
      alone: ({ till }) => pairAlone(till, code),
    });
  },
};

export const sync: Command = {
  usage: 'sync --data DIR --once',
  options: { data: { type: 'string' }, once: { type: 'boolean' } },
  required: ['data'],
  run(values, context) {
    // A till that runs does it by itself, always.
    if (values['once'] !== true) return refuse('usage', { detail: '--once', usage: sync.usage });
    return atTill<OnceAnswer>(option(values, 'data'), context, {
      isRepeatable: true,
      running: (peer) => peer.call('sync.once', {}),
      alone: ({ till }) => alone(till, (exchange) => exchange.once()),
    });
  },
};
