import { storageRefusal } from '../../../db/errors.ts';
import { ok, type Refusal, type Result, refuse } from '../../../domain/result.ts';
import type { ChildOptions } from '../../ipc/child/options.ts';
import { type CommandName, commands } from '../../ipc/contract/index.ts';
import type { AppState } from '../../ipc/contract/setup.ts';
import type { Handlers, Peer } from '../../ipc/peer.ts';
import { openTill } from '../open-till.ts';
import { readPreferences } from '../preferences.ts';
import { isSetupFinished } from '../setup/progress.ts';
import type { TillPorts } from '../till.ts';
import { type OpenContext, openContext, TILL_COMMANDS } from './open-context.ts';
import { READS } from './read-side.ts';
import { createTurns, type Turns } from './turns.ts';

/**
 * The till of one data folder through its states: nothing there, being set up, selling, a folder that cannot be opened, or
 * one that is just being looked at or exchanged.
 * `handlers` answer every command of the till in each of them.
 */
export type TillProcess = {
  readonly handlers: Handlers;
  /** Opens what is there, unless `refusal` says why not. Called once; what was asked before is answered now. */
  open(refusal?: Refusal | null): AppState;
  close(): Promise<void>;
};

/** Another start of this program may still be ending. */
const LOCK_WAIT_MS = 1500;

type Parts = { readonly options: ChildOptions; readonly ports: TillPorts; readonly peer: () => Peer };

/** Commands of every state, made with the means to open and close the till. */
export type Lifecycle = {
  state(): AppState;
  current(): OpenContext | null;
  /**
   * Closes the till, does the work, opens what is there then and tells everybody. Commands that are at work end before,
   * and what is asked meanwhile waits: nobody sees a folder that is being exchanged.
   * @param mayClose asked when the others have ended and nothing is closed yet; its refusal is the answer.
   */
  whileClosed<T>(work: () => Result<T>, mayClose?: () => Result<void>): Promise<Result<T>>;
};

export function createTillProcess(parts: Parts, always: (life: Lifecycle) => Handlers): TillProcess {
  const { options, peer } = parts;
  let opened: OpenContext | null = null;
  let refusal: Refusal | null = null;
  /** Not looked at yet, or closed for the moment: neither empty nor a problem. */
  let isBetween = true;
  const turns = createTurns();

  const phase = (): AppState['phase'] => {
    if (isBetween) return 'starting';
    if (opened === null) return refusal === null ? 'empty' : 'problem';
    return isSetupFinished(opened.context.till.db) ? 'ready' : 'setup';
  };

  const state = (): AppState => ({
    phase: phase(),
    isSample: opened?.context.isSample ?? options.isSample,
    language: opened === null ? 'es' : readPreferences(opened.context.till.db).language,
    dataFolder: options.dataFolder,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    refusal,
  });

  function settle(found: Found): void {
    ({ opened, refusal } = found);
    isBetween = false;
  }

  const life: Lifecycle = {
    state,
    current: () => opened,
    whileClosed: (work, mayClose = () => ok(undefined)) =>
      turns.alone(async () => {
        const may = mayClose();
        if (!may.ok) return may;
        isBetween = true;
        await shut();
        try {
          return work();
        } finally {
          settle(openFolder(parts));
          peer().tell('app.changed', state());
          opened?.begin();
        }
      }),
  };

  async function shut(): Promise<void> {
    const closing = opened;
    opened = null;
    await closing?.close();
  }

  // What is asked before the folder was looked at waits for it: "empty" would be no answer.
  const looked = Promise.withResolvers<void>();

  return {
    handlers: dispatcher(life, always(life), turns, { dataFolder: options.dataFolder, looked: looked.promise }),
    open(given = null) {
      settle(given === null ? openFolder(parts) : { opened: null, refusal: given });
      looked.resolve();
      opened?.begin();
      return state();
    },
    close: shut,
  };
}

/** Neither: there is no till in the folder. */
type Found = { readonly opened: OpenContext | null; readonly refusal: Refusal | null };

function openFolder({ options, ports, peer }: Parts): Found {
  const till = openTill(options.dataFolder, ports, { lockWaitMs: LOCK_WAIT_MS });
  if (!till.ok) return { opened: null, refusal: till.refusal.code === 'not_initialised' ? null : till.refusal };
  try {
    return { opened: openContext(till.value, options, peer()), refusal: null };
  } catch (error) {
    till.value.close();
    // A disk that is full at this very moment is a problem to show, not a process to start again and again.
    const refused = storageRefusal(error, options.dataFolder);
    if (refused === null) throw error;
    return { opened: null, refusal: refused.refusal };
  }
}

/** The wizard has nobody yet; a till that sells has somebody, or waits for them. */
const isNobodyThere = ({ context: { session, till } }: OpenContext): boolean =>
  session.cashier === null && isSetupFinished(till.db);

/** Every command, answered by the open till, by what answers in every state, or refused `till_not_ready` {phase}. */
function dispatcher(
  life: Lifecycle,
  early: Handlers,
  turns: Turns,
  { dataFolder, looked }: { readonly dataFolder: string; readonly looked: Promise<void> },
): Handlers {
  async function carryOut(command: CommandName, input: never): Promise<Result<unknown>> {
    const opened = life.current();
    const handler = (opened?.handlers[command] ?? early[command]) as
      | ((input: never) => Result<unknown> | Promise<Result<unknown>>)
      | undefined;
    if (handler === undefined) {
      const { phase } = life.state();
      return refuse('till_not_ready', { phase }, phase !== 'empty');
    }
    if (commands[command].needsCashier && opened !== null && isNobodyThere(opened)) return refuse('not_signed_in', {});
    opened?.touch();
    try {
      return await handler(input);
    } catch (error) {
      // A disk that is full or gone is no bug: it is said, and the till goes on.
      const refused = storageRefusal(error, dataFolder);
      if (refused === null) throw error;
      return refused;
    }
  }
  async function dispatch(command: CommandName, input: never): Promise<Result<unknown>> {
    await looked;
    // A report may take minutes: nobody waits for its end, its reader goes and whoever asked is told.
    const isReport = READS.some((name) => name === command);
    if (isReport) return carryOut(command, input);
    return turns.run(() => carryOut(command, input), commands[command].from.includes('devices'));
  }
  return Object.fromEntries(
    TILL_COMMANDS.map((command) => [command, (input: never) => dispatch(command, input)]),
  ) as Handlers;
}
