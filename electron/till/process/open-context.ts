import { lastEventSeq } from '../../../db/outbox.ts';
import type { ChildOptions } from '../../ipc/child/options.ts';
import { type CommandName, commands } from '../../ipc/contract/index.ts';
import type { Handlers, Peer } from '../../ipc/peer.ts';
import { systemTimeouts } from '../../ipc/system-timeouts.ts';
import { catalogHandlers } from '../commands/catalog.ts';
import { catalogFileHandlers } from '../commands/catalog-file.ts';
import { centralHandlers } from '../commands/central.ts';
import type { TillContext } from '../commands/context.ts';
import { customersHandlers } from '../commands/customers.ts';
import { dayHandlers } from '../commands/day.ts';
import { localHandlers } from '../commands/local.ts';
import { localDayHandlers } from '../commands/local-day.ts';
import { printingHandlers, taskMessage, waitingJobs } from '../commands/printing.ts';
import { saleHandlers } from '../commands/sale.ts';
import { sessionHandlers, sessionView } from '../commands/session.ts';
import { settingsHandlers } from '../commands/settings.ts';
import { statusHandlers, statusView } from '../commands/status.ts';
import { ticketsHandlers } from '../commands/tickets.ts';
import { watchPapers } from '../local/papers.ts';
import { readPreferences } from '../preferences.ts';
import { createHandOver, type HandOver } from '../printing/hand-over.ts';
import { isSampleFolder } from '../sample/mark.ts';
import { createSignIn } from '../staff/sign-in.ts';
import type { Till } from '../till.ts';
import { createIdleWork } from './idle-work.ts';
import { logLine } from './log.ts';
import { startReadSide } from './read-side.ts';
import { noteBoot, openSession } from './session-store.ts';

/** An open till with everything that runs beside it, and the answers to its commands. */
export type OpenContext = {
  readonly context: TillContext;
  readonly handlers: Handlers;
  /** Somebody asked for something: idle work waits. */
  touch(): void;
  /** Everybody listens now: what is queued goes to the printers, and the window fills the screen if it has to. */
  begin(): void;
  /** Readers first, then the file: nothing reads it while it is closed. */
  close(): Promise<void>;
};

/** Several changes of one command are told once. */
const TOLD_AFTER_MS = 5;

export function openContext(till: Till, options: ChildOptions, peer: Peer): OpenContext {
  const reads = startReadSide(till.dataFolder, peer.tell);
  const idle = createIdleWork(till, systemTimeouts);
  const isFirstOfBoot = noteBoot(till.db, options.bootId);
  const waiting = createHandOver(till);
  let isClosed = false;
  const wake = syncWaker(till, peer);
  let statusTimer: unknown = null;

  const context: TillContext = {
    till,
    session: openSession(till.db, options.bootId, () => peer.tell('session.changed', sessionView(context))),
    isSample: options.isSample || isSampleFolder(till.db),
    tell: peer.tell,
    jobsChanged() {
      handOver(waiting, peer);
      papers.look();
      peer.tell('jobs.changed', waitingJobs(till));
      context.statusChanged();
    },
    statusChanged() {
      if (statusTimer !== null) return;
      statusTimer = systemTimeouts.set(() => {
        statusTimer = null;
        if (isClosed) return;
        peer.tell('status.changed', statusView(context));
        wake();
      }, TOLD_AFTER_MS);
    },
  };

  // Wrong PINs count together, wherever they are typed.
  const signIn = createSignIn(till.db, till.ports.clock);
  const papers = watchPapers(till, () => context.jobsChanged(), systemTimeouts);

  return {
    context,
    handlers: {
      ...sessionHandlers(context, signIn),
      ...saleHandlers(context),
      ...catalogHandlers(context),
      ...catalogFileHandlers(context),
      ...settingsHandlers(context, signIn, peer),
      ...customersHandlers(context),
      ...ticketsHandlers(context),
      ...printingHandlers(context, waiting),
      ...statusHandlers(context),
      ...centralHandlers(context),
      ...localHandlers(context, { till, signIn, papers }),
      ...dayHandlers(context),
      ...localDayHandlers(context, { till, signIn, papers }),
      ...reads.handlers,
    },
    touch: () => idle.touch(),
    begin() {
      context.jobsChanged();
      // Once for each start of the shell: who left full screen by PIN is not sent back when this process restarts.
      if (isFirstOfBoot && readPreferences(till.db).isKiosk) void peer.call('host.set-kiosk', { isOn: true });
    },
    async close() {
      isClosed = true;
      systemTimeouts.clear(statusTimer);
      idle.stop();
      await reads.close();
      till.close();
    },
  };
}

/**
 * What is newly queued goes to the device process, which knows what it has already. A message that is lost heals: that
 * process asks for everything when it starts, and the next job brings the earlier ones along.
 */
function handOver(waiting: HandOver, peer: Peer): void {
  const tasks = waiting.next();
  if (!tasks.ok || tasks.value.length === 0) return;
  void peer.call('devices.print', { tasks: tasks.value.map(taskMessage) }).then((taken) => {
    if (taken.ok) return;
    waiting.lost(tasks.value);
    logLine('warning', 'print.not-handed-over', { code: taken.refusal.code });
  });
}

/** Every command of the till process. */
export const TILL_COMMANDS = (Object.keys(commands) as CommandName[]).filter((name) => commands[name].owner === 'till');

/** Tells the sync process of new events, and of each once: acknowledgements change the status too and are no news for it. */
function syncWaker(till: Till, peer: Peer): () => void {
  let told = '';
  return () => {
    const newest = `${till.installation.id} ${lastEventSeq(till.db, till.installation.id)}`;
    if (newest === told) return;
    told = newest;
    void peer.call('sync.wake', {});
  };
}
