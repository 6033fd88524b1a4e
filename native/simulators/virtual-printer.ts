import { createServer, type Server, type Socket } from 'node:net';
import { EscPosInterpreter, type PrinterColumns } from './escpos/interpreter.ts';
import {
  automaticStatus,
  isReported,
  isStopped,
  type PrinterStatus,
  readyStatus,
  realTimeAnswer,
} from './escpos/status.ts';
import type { DrawerPulse, PrinterNote, PrinterProblem } from './paper/model.ts';
import type { Ticket } from './paper/ticket.ts';
import { type ConnectionLimit, PrinterConnection } from './printer-connection.ts';

/**
 * An ESC/POS printer on a TCP port of this machine, for people without a printer and for tests. Its sensors and its
 * faults can be set at any time. Connections take turns: one holds the printer until its paper is cut or it leaves.
 */
export type VirtualPrinterState = PrinterStatus & {
  /** Prints, but answers nothing. */
  readonly silent: boolean;
  /** Accepts connections and never reads a byte. */
  readonly neverReads: boolean;
  /** Ends (close) or resets each connection after so many bytes of it; null for never. */
  readonly closeAfterBytes: number | null;
  readonly resetAfterBytes: number | null;
  /** Prints no faster than this; null for at once. */
  readonly slowBytesPerSecond: number | null;
  /** The paper ends when so many more bytes are printed; null for never. */
  readonly paperOutAfterBytes: number | null;
};

export type VirtualPrinterOptions = Partial<VirtualPrinterState> & {
  /** 0 takes a free port. */
  readonly port?: number;
  readonly columns?: PrinterColumns;
  readonly dpi?: number;
  /** Bytes the printer takes in ahead of printing before it stops reading. */
  readonly receiveBufferBytes?: number;
  /**
   * While stopped a printer keeps ESC p with all other data and opens the drawer only on DLE DC4; some makes open it on
   * ESC p as well. True for those.
   */
  readonly pulseWhileStopped?: boolean;
  /** Tear the paper off when a sender leaves without a cut; for printers without a knife. */
  readonly tearOffOnDisconnect?: boolean;
  readonly onTicket?: (ticket: Ticket) => void;
  readonly onPulse?: (pulse: DrawerPulse) => void;
  readonly onProblem?: (problem: PrinterProblem) => void;
};

export type VirtualPrinter = {
  readonly port: number;
  /** Pieces of paper in the order they came off; grows while it prints. */
  readonly tickets: readonly Ticket[];
  readonly drawerPulses: readonly DrawerPulse[];
  readonly problems: readonly PrinterProblem[];
  readonly notes: readonly PrinterNote[];
  readonly state: VirtualPrinterState;
  /** Bytes printed (taken out of the buffer) since the start. */
  readonly printedBytes: number;
  set(change: Partial<VirtualPrinterState>): void;
  /** The next ticket not yet handed out by this function, waiting for it; rejects when the printer is closed. */
  nextTicket(): Promise<Ticket>;
  /** What hangs out uncut; null when blank. */
  openPaper(): Ticket | null;
  tearOff(): Ticket | null;
  close(): Promise<void>;
};

const initialState: VirtualPrinterState = {
  ...readyStatus,
  silent: false,
  neverReads: false,
  closeAfterBytes: null,
  resetAfterBytes: null,
  slowBytesPerSecond: null,
  paperOutAfterBytes: null,
};

const defaultReceiveBufferBytes = 65_536;
/** Slow printing goes on in steps of this length: short enough that the rate is even, long enough to cost nothing. */
const slowStepMs = 20;

/** Starts listening on 127.0.0.1; rejects with the error of the socket, for instance EADDRINUSE. */
export async function startVirtualPrinter(options: VirtualPrinterOptions = {}): Promise<VirtualPrinter> {
  const engine = new PrinterEngine(options);
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => engine.accept(socket));
  const port = await listen(server, options.port ?? 0);
  return {
    port,
    tickets: engine.interpreter.tickets,
    drawerPulses: engine.interpreter.pulses,
    problems: engine.interpreter.problems,
    notes: engine.interpreter.notes,
    get state() {
      return engine.state;
    },
    get printedBytes() {
      return engine.interpreter.offset;
    },
    set: (change) => engine.set(change),
    nextTicket: () => engine.nextTicket(),
    openPaper: () => engine.interpreter.openPaper(),
    tearOff: () => engine.interpreter.tearOff(),
    close: () => engine.close(server),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

type Waiter = { readonly resolve: (ticket: Ticket) => void; readonly reject: (reason: Error) => void };

class PrinterEngine {
  readonly interpreter: EscPosInterpreter;
  state: VirtualPrinterState;
  readonly #options: VirtualPrinterOptions;
  readonly #connections = new Set<PrinterConnection>();
  readonly #waiters: Waiter[] = [];
  #handedOut = 0;
  #holder: PrinterConnection | null = null;
  #slowTimer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: VirtualPrinterOptions) {
    this.#options = options;
    this.state = mergeState(initialState, options);
    this.interpreter = new EscPosInterpreter({
      ...(options.columns === undefined ? {} : { columns: options.columns }),
      ...(options.dpi === undefined ? {} : { dpi: options.dpi }),
      status: () => this.state,
      reply: (answer) => this.#answer(this.#holder, answer),
      onTicket: (ticket) => this.#onTicket(ticket),
      onPulse: (pulse) => options.onPulse?.(pulse),
      onProblem: (problem) => options.onProblem?.(problem),
    });
  }

  accept(socket: Socket): void {
    const connection = new PrinterConnection(socket, this.#options.receiveBufferBytes ?? defaultReceiveBufferBytes, {
      onData: () => this.#work(),
      onGone: (gone) => {
        // What it sent waits for paper; the sender itself need not wait for the end of its connection.
        if (isStopped(this.state)) gone.finish();
        this.#work();
      },
      onStatusRequest: (asker, n) => this.#answerRealTime(asker, n),
      onPulse: (connector, timeMs) => this.interpreter.pulse(connector, timeMs, timeMs),
    });
    this.#connections.add(connection);
    connection.setReading(!this.state.neverReads);
    connection.setLimit(this.#limit());
  }

  set(change: Partial<VirtualPrinterState>): void {
    const before = this.state;
    this.state = mergeState(before, change);
    const isLimitChanged =
      before.closeAfterBytes !== this.state.closeAfterBytes || before.resetAfterBytes !== this.state.resetAfterBytes;
    for (const connection of this.#connections) {
      connection.setReading(!this.state.neverReads);
      if (isLimitChanged) connection.setLimit(this.#limit());
    }
    if (isReported(this.interpreter.automaticStatusMask, before, this.state)) {
      for (const connection of this.#connections) this.#answer(connection, automaticStatus(this.state));
    }
    this.#work();
  }

  nextTicket(): Promise<Ticket> {
    const ready = this.interpreter.tickets[this.#handedOut];
    if (ready !== undefined) {
      this.#handedOut++;
      return Promise.resolve(ready);
    }
    if (this.#isClosed) return Promise.reject(new Error('virtual printer is closed'));
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  async close(server: Server): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#slowTimer !== null) clearTimeout(this.#slowTimer);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const connection of this.#connections) connection.destroy();
    for (const waiter of this.#waiters.splice(0))
      waiter.reject(new Error('virtual printer was closed before another ticket came'));
    await closed;
  }

  #limit(): ConnectionLimit | null {
    const { closeAfterBytes, resetAfterBytes } = this.state;
    if (resetAfterBytes !== null) return { bytes: resetAfterBytes, how: 'reset' };
    return closeAfterBytes === null ? null : { bytes: closeAfterBytes, how: 'close' };
  }

  #answer(connection: PrinterConnection | null, answer: Uint8Array): void {
    if (!this.state.silent) connection?.answer(answer);
  }

  #answerRealTime(asker: PrinterConnection, n: number): void {
    const answer = realTimeAnswer(n, this.state);
    if (answer !== null) this.#answer(asker, Uint8Array.of(answer));
  }

  #onTicket(ticket: Ticket): void {
    this.#options.onTicket?.(ticket);
    const waiter = this.#waiters.shift();
    if (waiter === undefined) return;
    this.#handedOut++;
    waiter.resolve(ticket);
  }

  /** Prints what waits, connection by connection, until nothing waits or the printer stops. */
  #work(): void {
    if (this.#isClosed || this.#slowTimer !== null) return;
    for (;;) {
      if (isStopped(this.state)) {
        this.#openDrawerWhileStopped();
        return;
      }
      const holder = this.#nextHolder();
      if (holder === null) return;
      const { slowBytesPerSecond, paperOutAfterBytes } = this.state;
      const step =
        slowBytesPerSecond === null
          ? Number.MAX_SAFE_INTEGER
          : Math.max(1, Math.round((slowBytesPerSecond * slowStepMs) / 1000));
      const chunk = holder.take(Math.min(step, paperOutAfterBytes ?? step));
      this.interpreter.write(chunk);
      if (paperOutAfterBytes !== null) this.#usePaper(paperOutAfterBytes - chunk.length);
      if (slowBytesPerSecond !== null) {
        this.#workLater((chunk.length * 1000) / slowBytesPerSecond);
        return;
      }
    }
  }

  #workLater(delayMs: number): void {
    this.#slowTimer = setTimeout(() => {
      this.#slowTimer = null;
      this.#work();
    }, delayMs);
  }

  #usePaper(bytesLeft: number): void {
    if (bytesLeft > 0) this.state = { ...this.state, paperOutAfterBytes: bytesLeft };
    else this.set({ paperOut: true, paperOutAfterBytes: null });
  }

  /** The connection whose bytes are printed next; the holder keeps the printer while its paper is not cut. */
  #nextHolder(): PrinterConnection | null {
    for (const connection of this.#connections) {
      if (connection.isGone && connection.waitingBytes === 0) this.#release(connection);
    }
    const holder = this.#holder;
    if (holder !== null && (holder.waitingBytes > 0 || !this.interpreter.isAtRest))
      return holder.waitingBytes > 0 ? holder : null;
    this.#holder = [...this.#connections].find((connection) => connection.waitingBytes > 0) ?? holder;
    return this.#holder !== null && this.#holder.waitingBytes > 0 ? this.#holder : null;
  }

  #release(connection: PrinterConnection): void {
    this.#connections.delete(connection);
    connection.finish();
    if (this.#holder !== connection) return;
    this.interpreter.endOfInput();
    this.#holder = null;
    if (this.#options.tearOffOnDisconnect === true) this.interpreter.tearOff();
  }

  #openDrawerWhileStopped(): void {
    if (this.#options.pulseWhileStopped !== true || !this.interpreter.isBetweenCommands) return;
    for (const connection of this.#connections) {
      for (
        let length = drawerCommandLength(connection.peek());
        length > 0;
        length = drawerCommandLength(connection.peek())
      ) {
        this.interpreter.write(connection.take(length));
      }
    }
  }
}

/** ESC @ (2) and ESC p m t1 t2 (5) at the start of what waits; 0 for anything else. */
function drawerCommandLength(waiting: Buffer): number {
  if (waiting[0] !== 0x1b) return 0;
  if (waiting[1] === 0x40) return 2;
  return waiting[1] === 0x70 && waiting.length >= 5 ? 5 : 0;
}

function mergeState(before: VirtualPrinterState, change: Partial<VirtualPrinterState>): VirtualPrinterState {
  const known = Object.entries(change).filter(([name, value]) => name in initialState && value !== undefined);
  return { ...before, ...Object.fromEntries(known) };
}
