import type { z } from 'zod';

/** The processes that answer. `host` is whatever shell runs the others (Electron's main process, the browser host). */
export type ProcessName = 'host' | 'till' | 'devices' | 'sync';

/** Who may ask. `window` is untrusted: a page. `cli` is a command on the local socket, of the same user. */
export type Caller = 'window' | 'cli' | ProcessName;

export type CommandSpec<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  readonly owner: ProcessName;
  readonly from: readonly Caller[];
  readonly input: Input;
  readonly output: Output;
  /** Milliseconds until the one who asked gives up; the work itself may still end. */
  readonly timeoutMs: number;
  /** May be answered to a window that does not hold the till. */
  readonly needsLease: boolean;
  /** Refused `not_signed_in` once the till sells and nobody stands at it: a screen that hides a button is no lock. */
  readonly needsCashier: boolean;
};

export type EventSpec<Data extends z.ZodType = z.ZodType> = {
  readonly source: ProcessName;
  readonly to: readonly Caller[];
  readonly data: Data;
};

/** A sale command answers in milliseconds; a disk that holds up for longer than this is said to the person. */
const DEFAULT_TIMEOUT_MS = 10_000;
export const LONG_TIMEOUT_MS = 10 * 60_000;

type Options = {
  readonly from?: readonly Caller[];
  readonly timeoutMs?: number;
  readonly needsLease?: boolean;
  /** By default what a window may ask of the till. */
  readonly needsCashier?: boolean;
};

const command =
  (owner: ProcessName) =>
  <Input extends z.ZodType, Output extends z.ZodType>(
    input: Input,
    output: Output,
    {
      from = ['window'],
      timeoutMs = DEFAULT_TIMEOUT_MS,
      needsLease = true,
      needsCashier = owner === 'till' && from.includes('window'),
    }: Options = {},
  ): CommandSpec<Input, Output> => ({ owner, from, input, output, timeoutMs, needsLease, needsCashier });

export const tillCommand = command('till');
export const hostCommand = command('host');
export const devicesCommand = command('devices');
export const syncCommand = command('sync');

/** What the screen without a cashier needs: who may sign in, where the till stands. */
export const OPEN_TO_ALL = { needsCashier: false } as const;

export const event = <Data extends z.ZodType>(
  source: ProcessName,
  data: Data,
  to: readonly Caller[] = ['window'],
): EventSpec<Data> => ({ source, to, data });
