import type { ProcessName } from '../ipc/command.ts';
import type { DataOf, EventName, OutputOf } from '../ipc/contract/index.ts';
import type { Timeouts } from '../ipc/peer.ts';
import type { Port } from '../ipc/port.ts';

/**
 * What a shell (Electron's main process, the browser host) gives to the host that they share, and what it gets back.
 * Nothing here knows Electron or HTTP.
 */
export type ChildName = Exclude<ProcessName, 'host'>;
/** In this order they start; they end in the opposite one. The till first: the others ask it. */
export const CHILD_NAMES: readonly ChildName[] = ['till', 'devices', 'sync'];

export type ChildExit = { readonly code: number | null; readonly signal: string | null };

export type ChildHandle = {
  /** `close()` asks the process to end in order. Messages posted before it listens wait for it. */
  readonly port: Port;
  readonly pid: number | undefined;
  /** Called once, also when it never started. */
  onExit(listener: (exit: ChildExit) => void): void;
  /** What it writes to standard error, as it comes; cut anywhere. Every chunk since the start. */
  onErrorOutput(listener: (chunk: string) => void): void;
  /** Ends it by force, now. */
  kill(): void;
};

/** Starts `entry` (a path) with `args`; never throws: what cannot be started exits. */
export type Fork = (entry: string, args: readonly string[], name: ChildName) => ChildHandle;

export type ProcessState = DataOf<'process.changed'>['state'];

/** What is written to the log: names, codes and counts, never what a person typed, sold or is called. */
export type LogLevel = 'info' | 'warning' | 'error';
export type Report = (
  level: LogLevel,
  event: string,
  fields?: Readonly<Record<string, string | number | boolean | null>>,
) => void;

export type Supervision = {
  /** More deaths than this in a minute: the process is `failed` and is tried again every 30 s. */
  readonly maxCrashesPerMinute: number;
};

/** Texts that only this user of this system reads again. Null: there is no such store at the moment, or it is not its. */
export type SecretStore = {
  seal(text: string): Promise<string | null>;
  unseal(sealed: string): Promise<string | null>;
};

/** What only the shell can do. */
export type Shell = {
  /** Leaves or enters full screen. */
  setKiosk(isOn: boolean): void;
  /** A URL with a fresh one-time token; null when there is a window of our own, which comes to the front. */
  signInUrl(): string | null;
  /** The system's secret store; null: this shell has none. */
  readonly secrets: SecretStore | null;
  /** Somebody asked to end: call `host.stop()` and leave. The one who asked has been answered. */
  quit(): void;
};

export type HostOptions = {
  readonly kind: OutputOf<'host.hello'>['host'];
  readonly version: string;
  /** Absolute path of the shop's folder; made, 0700, when it is missing. */
  readonly dataFolder: string;
  /** The folder itself is a sample shop (`--demo`): there is no other to go back to. */
  readonly isSample: boolean;
  readonly samplesFolder: string;
  readonly entries: Readonly<Record<ChildName, string>>;
  readonly fork: Fork;
  readonly shell: Shell;
  readonly report: Report;
  /** Any text that no other start has. */
  readonly bootId: string;
  readonly timeouts: Timeouts;
  readonly monotonicMs: () => number;
  /** Processor time a process has used, in milliseconds; null when the system does not tell. */
  readonly cpuMs: (pid: number) => number | null;
  readonly supervision?: Supervision;
  /** Whether the window starts in full screen; false when it is not said. */
  readonly isKiosk?: boolean;
  /** Tests without a socket pass their own. */
  readonly listenLocal?: ListenLocal;
};

export type LocalServer = { close(): Promise<void> };
/** Null: another till answers there already. */
export type ListenLocal = (dataFolder: string, onConnection: (port: Port) => void) => Promise<LocalServer | null>;

export type Host = {
  /**
   * A page. Everything it sends is checked; `windowId` is any text that tells windows of this shell apart. Its lease
   * ends when the port closes.
   */
  connectWindow(port: Port, window: { readonly windowId: string }): void;
  /** Events whose `to` names the host, for instance `app.changed`. Returns how to stop listening. */
  on<Name extends EventName>(event: Name, listener: (data: DataOf<Name>) => void): () => void;
  state(name: ChildName): ProcessState;
  /** Process ids, for memory figures and for tests that kill; undefined while there is none. */
  pid(name: ChildName): number | undefined;
  /** Resolves when the process has answered for the first time since it last started. */
  whenUp(name: ChildName): Promise<void>;
  /** Ends the processes in order, by force after a while. Safe to call twice. */
  stop(): Promise<void>;
};
