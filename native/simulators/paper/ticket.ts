import type { PaperElement, PaperEnd, PaperGeometry, PrinterProblem, QrElement } from './model.ts';
import { drawPaper, type PictureOptions } from './picture.ts';
import { paperText, type TextOptions } from './plain-text.ts';

/** One piece of paper, from the last cut to this one. */
export type Ticket = {
  readonly elements: readonly PaperElement[];
  readonly geometry: PaperGeometry;
  /** From the first line to the cut. */
  readonly heightDots: number;
  readonly end: PaperEnd;
  /** What went wrong while this piece was printed. */
  readonly problems: readonly PrinterProblem[];
  readonly qrs: readonly QrElement[];
  toText(options?: TextOptions): string;
  /** PNG file: `geometry.widthDots` wide unless margins are asked for; a white strip above, the dashed edge of the cut below. */
  toPng(options?: PictureOptions): Buffer;
};

export function createTicket(
  elements: readonly PaperElement[],
  geometry: PaperGeometry,
  heightDots: number,
  end: PaperEnd,
  problems: readonly PrinterProblem[],
): Ticket {
  return {
    elements,
    geometry,
    heightDots,
    end,
    problems,
    qrs: elements.filter((element) => element.kind === 'qr'),
    toText: (options = {}) => paperText(elements, options),
    toPng: (options = {}) => drawPaper(elements, heightDots, end, geometry, options),
  };
}
