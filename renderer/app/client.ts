import { systemTimeouts } from '../../electron/ipc/system-timeouts.ts';
import { connectionOfThisPage } from './connection.ts';
import { monotonicMs } from './real-world.ts';
import { createTillClient } from './till-client.ts';

/** The one client of this page. */
export const client = createTillClient(connectionOfThisPage(), { timeouts: systemTimeouts, monotonicMs });
