import { isAbsolute, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Result } from '../../domain/result.ts';
import { createPeer, type Peer } from '../ipc/peer.ts';
import { systemTimeouts } from '../ipc/system-timeouts.ts';
import { connectLocal } from '../local-socket/connect.ts';
import type { LocalDesk } from '../till/local/desk.ts';
import { createSignIn } from '../till/staff/sign-in.ts';
import type { CommandContext } from './command.ts';
import { printingPapers, sayRunningPrint } from './print.ts';
import { withTill } from './with-till.ts';

/** A till process that fell over is back in less than 2 s; one that is opening a large folder takes longer. */
const PATIENCE_MS = 15_000;
const RETRY_MS = 250;

export type Ways<T> = {
  /** Asks the till that runs on the folder. */
  readonly running: (peer: Peer) => Promise<Result<T>>;
  /** The same with the folder opened for this command. */
  readonly alone: (desk: LocalDesk) => Promise<Result<T>>;
  /** Asked again it would not be done twice: may be repeated when the till fell over before it answered. */
  readonly isRepeatable: boolean;
};

/**
 * Carries out a command that writes: by the till that runs on this folder, which holds it, or with the folder opened
 * for the command when none does.
 */
export async function atTill<T>(dataFolder: string, context: CommandContext, ways: Ways<T>): Promise<Result<T>> {
  const asked = await askRunning(dataFolder, context.ports, ways);
  if (asked !== null) {
    await sayRunningPrint(dataFolder, asked, context);
    return asked;
  }
  const { ports } = context;
  const done = await withTill(dataFolder, ports, (till) =>
    ways.alone({ till, signIn: createSignIn(till.db, ports.clock), papers: printingPapers(till, context) }),
  );
  // It started while this command waited for the folder.
  const isHeld = !done.ok && done.refusal.code === 'data_in_use';
  return (isHeld ? await askRunning(dataFolder, context.ports, ways) : null) ?? done;
}

/** Null when no till runs on the folder. */
async function askRunning<T>(
  dataFolder: string,
  { clock }: CommandContext['ports'],
  { running, isRepeatable }: Ways<T>,
): Promise<Result<T> | null> {
  const untilMs = clock.monotonicMs() + PATIENCE_MS;
  for (;;) {
    const port = await connectLocal(dataFolder);
    if (port === null) return null;
    const answer = await running(createPeer(port, {}, { onError: () => undefined }, systemTimeouts));
    port.close();
    if (answer.ok || clock.monotonicMs() > untilMs || !isWorthWaiting(answer.refusal, isRepeatable)) return answer;
    await wait(RETRY_MS);
  }
}

function isWorthWaiting({ code, retryable }: { code: string; retryable: boolean }, isRepeatable: boolean): boolean {
  // Refused before anything was done.
  if (code === 'till_not_ready') return retryable;
  return code === 'process_gone' && isRepeatable;
}

/** The running till has a working folder of its own. */
export const absolutePath = (path: string): string => (isAbsolute(path) ? path : resolve(path));
