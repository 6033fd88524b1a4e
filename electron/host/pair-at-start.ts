import type { Result } from '../../domain/result.ts';
import { createPeer } from '../ipc/peer.ts';
import { systemTimeouts } from '../ipc/system-timeouts.ts';
import { connectLocal } from '../local-socket/connect.ts';

/** A sample shop is still being made, or the sync process is starting. */
const AGAIN_MS = 500;
const GIVE_UP_MS = 60_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => systemTimeouts.set(resolve, ms));

/**
 * Pairs the till that this shell has just started, as `mostrador pair` would: for a demonstration, and for whoever sets up
 * many tills. Null: it never listened. Refuses what `sync.pair` refuses.
 */
export async function pairAtStart(dataFolder: string, code: string): Promise<Result<{ companyName: string }> | null> {
  let last: Result<{ companyName: string }> | null = null;
  for (let waitedMs = 0; waitedMs < GIVE_UP_MS; waitedMs += AGAIN_MS) {
    const port = await connectLocal(dataFolder);
    if (port !== null) {
      const peer = createPeer(port, {}, { onError: () => undefined }, systemTimeouts);
      last = await peer.call('sync.pair', { code });
      port.close();
      if (last.ok || !last.refusal.retryable) return last;
    }
    await pause(AGAIN_MS);
  }
  return last;
}
