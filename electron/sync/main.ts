import { existsSync } from 'node:fs';
import { databasePath, openReader } from '../../db/open.ts';
import { countWaitingEvents } from '../../db/outbox.ts';
import { onEndAsked } from '../ipc/child/end-asked.ts';
import { readChildOptions } from '../ipc/child/options.ts';
import { parentPort } from '../ipc/child/parent-port.ts';
import { createPeer } from '../ipc/peer.ts';
import { systemTimeouts } from '../ipc/system-timeouts.ts';

/**
 * The sync process. It has no central to talk to yet: it watches how much waits in the outbox, on a handle that cannot
 * write, and says so in the log at its start and when that changed by a lot.
 */
const BUG_EXIT = 70;
const LOOK_MS = 60_000;
const WORTH_SAYING = 1000;

type Fields = { readonly count?: number; readonly kind?: string };
const say = (level: 'info' | 'warning' | 'error', event: string, fields: Fields = {}): void => {
  process.stderr.write(`${JSON.stringify({ level, event, ...fields })}\n`);
};
const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    say('error', 'sync.exception', { kind: kindOf(error) });
    if (error instanceof Error && error.stack !== undefined) process.stderr.write(`${error.stack}\n`);
    process.exit(BUG_EXIT);
  });
}

const options = readChildOptions(process.argv[2]);
const port = parentPort();
// It answers nothing yet; whoever asks is told so, and the shell's heartbeat is answered.
createPeer(port, {}, { onError: (command, error) => say('error', command, { kind: kindOf(error) }) }, systemTimeouts);
onEndAsked(() => process.exit(0));
port.onClose(() => process.exit(0));

let lastSaid: number | null = null;
/** The last trouble: a folder that stays damaged is said once, not every minute for a year. */
let lastTrouble = '';

/**
 * Looks only while the till has its file open, which its log beside it shows: a reader of a closed file leaves a log of its
 * own there, and a restore that is exchanging the file must find nothing of ours. The handle is closed after every look.
 */
function look(): void {
  if (!existsSync(`${databasePath(options.dataFolder)}-wal`)) return;
  try {
    const db = openReader(options.dataFolder);
    try {
      const count = countWaitingEvents(db);
      lastTrouble = '';
      if (lastSaid !== null && Math.abs(count - lastSaid) < WORTH_SAYING) return;
      say('info', 'sync.waiting', { count });
      lastSaid = count;
    } finally {
      db.close();
    }
  } catch (error) {
    const kind = kindOf(error);
    if (kind !== lastTrouble) say('warning', 'sync.cannot-read', { kind });
    lastTrouble = kind;
  }
}

look();
setInterval(look, LOOK_MS);
