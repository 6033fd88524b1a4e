/**
 * What is on the paper, in printer dots from the left edge of the printable area and from the last cut.
 * All positions are exact: the picture and the text of a ticket are both made from these elements.
 */
export type BitImage = {
  readonly width: number;
  readonly height: number;
  /** Rows of `ceil(width / 8)` bytes, the leftmost dot in the highest bit, 1 for black. */
  readonly data: Uint8Array;
};

export type TextCell = {
  readonly char: string;
  readonly x: number;
  /** Dots, magnification included. */
  readonly width: number;
  readonly height: number;
  readonly font: 'A' | 'B';
  readonly scaleX: number;
  readonly scaleY: number;
  readonly bold: boolean;
  readonly underlineDots: 0 | 1 | 2;
  readonly inverted: boolean;
};

export type LineElement = {
  readonly kind: 'line';
  readonly y: number;
  /** Height of the tallest thing in it; smaller cells stand on the same foot. */
  readonly heightDots: number;
  readonly cells: readonly TextCell[];
  readonly images: readonly { readonly x: number; readonly image: BitImage }[];
};

export type QrErrorLevel = 'L' | 'M' | 'Q' | 'H';

export type QrElement = {
  readonly kind: 'qr';
  readonly x: number;
  readonly y: number;
  readonly content: string;
  readonly errorLevel: QrErrorLevel;
  readonly version: number;
  /** Modules along one side, without quiet zone: the paper around it is the quiet zone. */
  readonly modules: number;
  readonly moduleDots: number;
  readonly sizeDots: number;
  readonly matrix: BitImage;
};

export type PaperElement =
  | LineElement
  | QrElement
  | { readonly kind: 'raster'; readonly x: number; readonly y: number; readonly image: BitImage }
  | {
      readonly kind: 'barcode';
      readonly x: number;
      readonly y: number;
      readonly widthDots: number;
      readonly heightDots: number;
      readonly system: string;
      readonly data: string;
    }
  | { readonly kind: 'pulse'; readonly y: number; readonly pulse: DrawerPulse };

/** Pin of the drawer connector, and the times as the command gave them. */
export type DrawerPulse = { readonly pin: 2 | 5; readonly onMs: number; readonly offMs: number };

/** How the piece of paper came off: by the cutter, or torn by hand where nobody cut. */
export type PaperEnd = 'full' | 'partial' | 'torn';

export type ProblemCode =
  | 'unknown_command'
  | 'bad_parameter'
  | 'unsupported_code_page'
  | 'undefined_character'
  | 'not_at_line_start'
  | 'lost_text'
  | 'too_wide'
  | 'empty_symbol'
  | 'cut_through_print'
  | 'truncated_command';

/** Something a real printer would do wrong or not at all. `offset` counts bytes since the printer was switched on. */
export type PrinterProblem = {
  readonly code: ProblemCode;
  readonly offset: number;
  /** The first bytes of the command, at most 24. */
  readonly bytes: readonly number[];
  readonly detail: string;
};

/** A command that is right but has no picture here (a barcode, a beep); never an error of the sender. */
export type PrinterNote = { readonly offset: number; readonly command: string };

export type PaperGeometry = {
  /** Dots that the head can print. */
  readonly widthDots: number;
  /** Characters of font A in a line. */
  readonly columns: number;
  readonly dpi: number;
  /** Paper between head and cutter: what is there when GS V 0 arrives has not reached the knife yet. */
  readonly cutterDistanceDots: number;
};
