import type { PaperElement, PaperEnd, PaperGeometry, PrinterProblem } from './model.ts';
import { createTicket, type Ticket } from './ticket.ts';

type WithoutY<T> = T extends { readonly y: number } ? Omit<T, 'y'> : never;

/** The roll under the head: things are printed at the present place, the paper moves on, the knife takes pieces off. */
export class PaperRoll {
  readonly geometry: PaperGeometry;
  #elements: PaperElement[] = [];
  #problems: PrinterProblem[] = [];
  #y = 0;

  constructor(geometry: PaperGeometry) {
    this.geometry = geometry;
  }

  /** Nothing was printed since the last cut; blank feed does not count. */
  get isBlank(): boolean {
    return this.#elements.every((element) => element.kind === 'pulse');
  }

  place(element: WithoutY<PaperElement>): void {
    this.#elements.push({ ...element, y: this.#y } as PaperElement);
  }

  /** Negative moves back, at most to the last cut. */
  feed(dots: number): void {
    this.#y = Math.max(0, this.#y + dots);
  }

  report(problem: PrinterProblem): void {
    this.#problems.push(problem);
  }

  /**
   * Cuts below the present place by `feedDots`, after feeding it to the knife, or with null right where the knife is,
   * which is `cutterDistanceDots` behind the head. Returns the piece; `through` tells that print was not past the knife.
   */
  cut(end: PaperEnd, feedDots: number | null): { readonly ticket: Ticket; readonly through: boolean } {
    const printed = Math.max(0, ...this.#elements.map(inkBottom));
    const at = feedDots === null ? this.#y - this.geometry.cutterDistanceDots : this.#y + feedDots;
    const ticket = createTicket(this.#elements, this.geometry, Math.max(printed, at), end, this.#problems);
    this.#elements = [];
    this.#problems = [];
    this.#y = 0;
    return { ticket, through: at < printed };
  }

  /** What hangs out of the printer now, without taking it off. */
  peek(): Ticket {
    const printed = Math.max(this.#y, ...this.#elements.map(inkBottom));
    return createTicket([...this.#elements], this.geometry, printed, 'torn', [...this.#problems]);
  }
}

function inkBottom(element: PaperElement): number {
  switch (element.kind) {
    case 'line':
      return (
        element.y +
        (element.cells.some((cell) => cell.char !== ' ') || element.images.length > 0 ? element.heightDots : 0)
      );
    case 'raster':
      return element.y + element.image.height;
    case 'qr':
      return element.y + element.sizeDots;
    case 'barcode':
      return element.y + element.heightDots;
    case 'pulse':
      return element.y;
  }
}
