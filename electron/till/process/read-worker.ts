import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openReader } from '../../../db/open.ts';
import { program } from '../../../domain/program.ts';
import { createPeer } from '../../ipc/peer.ts';
import { systemTimeouts } from '../../ipc/system-timeouts.ts';
import { placeOf, sha256Hex, systemClock, systemIds } from '../adapters.ts';
import { dayReadHandlers } from '../commands/read/day.ts';
import { recordsReadHandlers } from '../commands/read/records.ts';
import { ticketsReadHandlers } from '../commands/read/tickets.ts';
import { logBug } from './log.ts';
import { threadPort } from './worker-port.ts';

/** History, verify and export: long reads on a handle that cannot write, in a thread of their own. */
const { dataFolder } = z.strictObject({ dataFolder: z.string() }).parse(workerData);
if (parentPort === null) throw new Error('started by hand: this file is a thread of the till process');

const db = openReader(dataFolder);
const ports = { clock: systemClock, ids: systemIds, sha256: sha256Hex, program, place: placeOf };
const handlers = {};
const peer = createPeer(
  threadPort(parentPort),
  handlers,
  { onError: (command, error) => logBug('read.failed', error, command) },
  systemTimeouts,
);
const context = { db, dataFolder, ports, tell: peer.tell };
Object.assign(handlers, ticketsReadHandlers(context), recordsReadHandlers(context), dayReadHandlers(context));
