import type { DrawerPulse, PrinterNote, PrinterProblem } from '../paper/model.ts';
import type { Ticket } from '../paper/ticket.ts';
import { byte, type Reading } from './byte-stream.ts';
import { epsonCodePages } from './code-pages.ts';
import type { CommandTable } from './command.ts';
import { escCommands } from './esc-commands.ts';
import { gsCommands } from './gs-commands.ts';
import { dleCommands, fsCommands } from './other-commands.ts';
import { Printer } from './printer.ts';
import type { PrinterConfig } from './printer-state.ts';
import { readyStatus } from './status.ts';

/**
 * An ESC/POS printer without a case: bytes in, paper out. Written from the published command set (Epson ESC/POS command
 * reference for TM printers) and apart from our own encoder, so that it can catch the encoder's mistakes.
 * Chunks may end anywhere. What it does not know is reported with its offset and never printed as text.
 */
export type PrinterColumns = 48 | 42 | 32;

export type InterpreterOptions = Partial<Omit<PrinterConfig, 'geometry'>> & {
  /** Characters of font A in a line: 48 (576 dots, 80 mm paper), 42 (512 dots) or 32 (384 dots, 58 mm paper). */
  readonly columns?: PrinterColumns;
  readonly dpi?: number;
  readonly cutterDistanceDots?: number;
};

const widthDots: Readonly<Record<PrinterColumns, number>> = { 48: 576, 42: 512, 32: 384 };

/** 14 mm at 203 dpi, as in common 80 mm printers. */
const defaultCutterDistanceDots = 112;

const introducers: ReadonlyMap<number, CommandTable> = new Map([
  [0x1b, escCommands],
  [0x1d, gsCommands],
  [0x1c, fsCommands],
  [0x10, dleCommands],
]);

export class EscPosInterpreter {
  readonly #printer: Printer;
  #reading: Reading;
  #offset = 0;
  #isBetweenCommands = true;
  readonly problems: PrinterProblem[] = [];
  readonly notes: PrinterNote[] = [];
  readonly tickets: Ticket[] = [];
  readonly pulses: DrawerPulse[] = [];

  constructor(options: InterpreterOptions = {}) {
    const columns = options.columns ?? 48;
    this.#printer = new Printer({
      geometry: {
        columns,
        widthDots: widthDots[columns],
        dpi: options.dpi ?? 203,
        cutterDistanceDots: options.cutterDistanceDots ?? defaultCutterDistanceDots,
      },
      codePages: options.codePages ?? epsonCodePages,
      qrSegments: options.qrSegments ?? 'byte',
      status: options.status ?? (() => readyStatus),
      reply: options.reply ?? (() => undefined),
      onTicket: (ticket) => {
        this.tickets.push(ticket);
        options.onTicket?.(ticket);
      },
      onPulse: (pulse) => {
        this.pulses.push(pulse);
        options.onPulse?.(pulse);
      },
      onProblem: (problem) => {
        this.problems.push(problem);
        options.onProblem?.(problem);
      },
      onNote: (note) => {
        this.notes.push(note);
        options.onNote?.(note);
      },
    });
    this.#reading = this.#start();
  }

  /** Bytes taken since switching on. */
  get offset(): number {
    return this.#offset;
  }

  /** No command half read, no line half composed, nothing printed since the last cut. */
  get isAtRest(): boolean {
    return this.#isBetweenCommands && this.#printer.isLineEmpty && this.#printer.roll.isBlank;
  }

  get isBetweenCommands(): boolean {
    return this.#isBetweenCommands;
  }

  /** What GS a asked for; 0 for nothing. */
  get automaticStatusMask(): number {
    return this.#printer.automaticStatusMask;
  }

  write(chunk: Uint8Array): void {
    for (const value of chunk) {
      this.#offset++;
      this.#isBetweenCommands = false;
      if (this.#printer.command.bytes.length < 24) this.#printer.command.bytes.push(value);
      this.#reading.next(value);
    }
  }

  /** The sender is gone: half a command is given up and reported. Modes and paper stay as they are. */
  endOfInput(): void {
    if (this.#isBetweenCommands) return;
    this.#printer.problem('truncated_command');
    this.#reading = this.#start();
  }

  /** The drawer opened by a real-time command, outside the order of the print data. */
  pulse(connector: number, onMs: number, offMs: number): void {
    this.#printer.pulse(connector, onMs, offMs);
  }

  /** What hangs out of the printer, uncut; null when that is blank. */
  openPaper(): Ticket | null {
    return this.#printer.roll.isBlank ? null : this.#printer.roll.peek();
  }

  /** Tears off what hangs out; it becomes a ticket like any other. A line still in the print buffer stays there. */
  tearOff(): Ticket | null {
    if (this.#printer.roll.isBlank) return null;
    const { ticket } = this.#printer.roll.cut('torn', 0);
    this.#printer.config.onTicket(ticket);
    return ticket;
  }

  #start(): Reading {
    const reading = this.#commands();
    reading.next();
    return reading;
  }

  *#commands(): Reading {
    for (;;) {
      this.#isBetweenCommands = true;
      this.#printer.command = { offset: this.#offset, bytes: [] };
      const value = yield* byte();
      const table = introducers.get(value);
      if (table !== undefined) yield* this.#introduced(table);
      else if (value >= 0x20) this.#printer.print(value);
      else this.#control(value);
    }
  }

  *#introduced(table: CommandTable): Reading {
    const command = table.get(yield* byte());
    if (command === undefined) this.#printer.problem('unknown_command');
    else yield* command(this.#printer);
  }

  #control(value: number): void {
    if (value === 0x0a) this.#printer.lineFeed();
    else if (value === 0x09) this.#printer.tab();
    else if (value === 0x0c || value === 0x18) this.#printer.note(value === 0x0c ? 'FF' : 'CAN');
    // CR moves nothing on a printer whose automatic line feed is off, which is how they are delivered.
    else if (value !== 0x0d) this.#printer.problem('unknown_command');
  }
}
