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
 * write, and says so in the log when that changes by a lot.
 */
const LOOK_MS = 60_000;
const WORTH_SAYING = 1000;

const options = readChildOptions(process.argv[2]);
const port = parentPort();
createPeer(port, {}, { onError: () => undefined }, systemTimeouts);
onEndAsked(() => process.exit(0));
port.onClose(() => process.exit(0));

const say = (event: string, fields: Record<string, string | number>): boolean =>
  process.stderr.write(`${JSON.stringify({ level: 'info', event, ...fields })}\n`);

let lastSaid = 0;

/** A folder that is being made or restored has no database for a moment: it is looked at again. */
function look(): void {
  if (!existsSync(databasePath(options.dataFolder))) return;
  try {
    const db = openReader(options.dataFolder);
    try {
      const waiting = countWaitingEvents(db);
      if (Math.abs(waiting - lastSaid) >= WORTH_SAYING) say('sync.waiting', { count: waiting });
      lastSaid = waiting;
    } finally {
      db.close();
    }
  } catch (error) {
    say('sync.cannot-read', { kind: error instanceof Error ? error.name : 'unknown' });
  }
}

look();
setInterval(look, LOOK_MS);
