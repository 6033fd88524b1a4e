import { ok, type Result } from '../../domain/result.ts';
import type { OutputOf } from '../ipc/contract/index.ts';
import { createPeer } from '../ipc/peer.ts';
import { systemTimeouts } from '../ipc/system-timeouts.ts';
import { connectLocal } from '../local-socket/connect.ts';

/** A host that is ending may take a connection and never answer. */
const ANSWER_MS = 5_000;

/**
 * Asks the host that runs on this folder for a sign-in URL; under Electron its window comes to the front and there is
 * no URL. Null when no host runs there. Refuses `process_gone`, `no_answer`.
 */
export async function askRunningTill(dataFolder: string): Promise<Result<OutputOf<'host.sign-in-url'>> | null> {
  const port = await connectLocal(dataFolder);
  if (port === null) return null;
  const peer = createPeer(port, {}, { onError: () => undefined }, systemTimeouts);
  const answer = await peer.call('host.sign-in-url', {}, ANSWER_MS);
  port.close();
  return answer.ok ? ok(answer.value) : answer;
}
