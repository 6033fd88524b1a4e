import type { Page } from 'playwright';

export type CounterOptions = {
  /** Null: the demonstration, in a folder of its own. */
  readonly dataFolder: string | null;
  /** More words of the command line. */
  readonly args: readonly string[];
  readonly width: number;
  readonly height: number;
  /** A touch screen, where the host can have one made for it. */
  readonly hasTouch?: boolean;
};

/** A till as a cashier has it: real processes, the real page. */
export type Counter = {
  readonly page: Page;
  /** The shell's process; the others are its children. */
  readonly hostPid: number;
  /** Processes of the till's window that are not below the shell. */
  readonly otherPids: readonly number[];
  /** A second window on the same till; null where the shell allows one only. */
  newWindow(): Promise<Page | null>;
  close(): Promise<void>;
};
