import { enlarge } from '../paper/bit-image.ts';
import type { BitImage, DrawerPulse, PaperEnd, ProblemCode, TextCell } from '../paper/model.ts';
import { PaperRoll } from '../paper/roll.ts';
import { decodeByte } from './code-pages.ts';
import { initialModes, type PrinterConfig, type PrinterModes } from './printer-state.ts';

/** What commands act on: the modes, the line being composed, the paper under the head. */
export class Printer {
  readonly config: PrinterConfig;
  readonly roll: PaperRoll;
  modes: PrinterModes;
  automaticStatusMask = 0;
  /** Where the present command began, and its bytes so far. Kept by the interpreter. */
  command: { offset: number; bytes: number[] } = { offset: 0, bytes: [] };
  #cells: TextCell[] = [];
  #images: { x: number; image: BitImage }[] = [];
  #x = 0;

  constructor(config: PrinterConfig) {
    this.config = config;
    this.roll = new PaperRoll(config.geometry);
    this.modes = initialModes(config);
  }

  get isLineEmpty(): boolean {
    return this.#cells.length === 0 && this.#images.length === 0;
  }

  /** From the start of the area, in dots. */
  get position(): number {
    return this.#x;
  }

  problem(code: ProblemCode, detail = ''): void {
    const problem = { code, offset: this.command.offset, bytes: this.command.bytes.slice(0, 24), detail };
    this.roll.report(problem);
    this.config.onProblem(problem);
  }

  note(command: string): void {
    this.config.onNote({ offset: this.command.offset, command });
  }

  /** ESC @: modes as after switching on; a line not yet printed is gone. */
  reset(): void {
    if (!this.isLineEmpty) this.problem('lost_text', this.#cells.map((cell) => cell.char).join(''));
    this.#clearLine();
    this.modes = initialModes(this.config);
  }

  /** Dots of a line, from the left margin. */
  get areaDots(): number {
    return Math.max(0, Math.min(this.modes.areaWidthDots, this.config.geometry.widthDots - this.modes.leftMarginDots));
  }

  print(value: number): void {
    const { modes } = this;
    const char = decodeByte(value, modes.codePage, modes.nationalSet);
    if (char === '\ufffd') this.problem(modes.codePage === null ? 'unsupported_code_page' : 'undefined_character');
    const face = modes.font === 'A' ? { width: 12, height: 24 } : { width: 9, height: 17 };
    const width = face.width * modes.scaleX;
    if (this.#x + width > this.areaDots && this.#x > 0) this.lineFeed();
    this.#cells.push({
      char,
      x: this.#x,
      width,
      height: face.height * modes.scaleY,
      font: modes.font,
      scaleX: modes.scaleX,
      scaleY: modes.scaleY,
      bold: modes.emphasized || modes.doubleStrike,
      underlineDots: modes.inverted ? 0 : modes.underlineDots,
      inverted: modes.inverted,
    });
    this.#x += width + modes.charSpacingDots * modes.scaleX;
  }

  /** A bit image that stands in the line like a character; what does not fit in the area is left out. */
  placeInLine(image: BitImage): void {
    const fitting = enlarge(image, 1, 1, Math.max(0, this.areaDots - this.#x));
    if (fitting.width < image.width) this.problem('too_wide');
    if (fitting.width > 0) this.#images.push({ x: this.#x, image: fitting });
    this.#x += fitting.width;
  }

  moveTo(dots: number): void {
    if (dots >= 0 && dots <= this.areaDots) this.#x = dots;
  }

  tab(): void {
    const stop = this.modes.tabs.find((at) => at > this.#x);
    if (stop !== undefined && stop < this.areaDots) this.#x = stop;
  }

  /** Prints the line and moves the paper by `feedDots`, but never less than the line is high. */
  lineFeed(feedDots: number = this.modes.lineSpacingDots): void {
    const heightDots = Math.max(
      0,
      ...this.#cells.map((cell) => cell.height),
      ...this.#images.map(({ image }) => image.height),
    );
    if (!this.isLineEmpty) {
      const used = Math.max(
        ...this.#cells.map((cell) => cell.x + cell.width),
        ...this.#images.map(({ x, image }) => x + image.width),
      );
      const start = this.#startFor(used);
      this.roll.place({
        kind: 'line',
        heightDots,
        cells: this.#cells.map((cell) => ({ ...cell, x: cell.x + start })),
        images: this.#images.map(({ x, image }) => ({ x: x + start, image })),
      });
    }
    this.#clearLine();
    this.roll.feed(Math.max(feedDots, heightDots));
  }

  /** For commands that only work at the start of a line: tells whether it is one, and says so if not. */
  isAtLineStart(): boolean {
    if (this.isLineEmpty) return true;
    this.problem('not_at_line_start');
    return false;
  }

  /** Prints a block of `widthDots` with the present alignment; null if it does not fit. */
  blockStart(widthDots: number): number | null {
    if (widthDots <= this.areaDots) return this.#startFor(widthDots);
    this.problem('too_wide', String(widthDots));
    return null;
  }

  printRaster(image: BitImage): void {
    if (!this.isAtLineStart()) this.lineFeed();
    const fitting = enlarge(image, 1, 1, this.areaDots);
    if (fitting.width < image.width) this.problem('too_wide', String(image.width));
    this.roll.place({ kind: 'raster', x: this.#startFor(fitting.width), image: fitting });
    this.roll.feed(fitting.height);
  }

  cut(end: PaperEnd, feedDots: number | null): void {
    if (!this.isLineEmpty && !this.isAtLineStart()) this.lineFeed();
    const { ticket, through } = this.roll.cut(end, feedDots);
    if (through && end !== 'torn') {
      const problem = {
        code: 'cut_through_print' as const,
        offset: this.command.offset,
        bytes: this.command.bytes.slice(),
        detail: '',
      };
      this.config.onProblem(problem);
      this.config.onTicket({ ...ticket, problems: [...ticket.problems, problem] });
      return;
    }
    this.config.onTicket(ticket);
  }

  pulse(connector: number, onMs: number, offMs: number): void {
    const pulse: DrawerPulse = { pin: connector === 0 ? 2 : 5, onMs, offMs };
    this.roll.place({ kind: 'pulse', pulse });
    this.config.onPulse(pulse);
  }

  #startFor(widthDots: number): number {
    const free = this.areaDots - widthDots;
    const shift = this.modes.align === 'left' ? 0 : this.modes.align === 'center' ? Math.floor(free / 2) : free;
    return this.modes.leftMarginDots + Math.max(0, shift);
  }

  #clearLine(): void {
    this.#cells = [];
    this.#images = [];
    this.#x = 0;
  }
}
