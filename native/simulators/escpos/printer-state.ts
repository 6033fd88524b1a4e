import type {
  BitImage,
  DrawerPulse,
  PaperGeometry,
  PrinterNote,
  PrinterProblem,
  QrErrorLevel,
} from '../paper/model.ts';
import type { Ticket } from '../paper/ticket.ts';
import type { CodePageName, CodePageTable } from './code-pages.ts';
import type { PrinterStatus } from './status.ts';

export type PrinterConfig = {
  readonly geometry: PaperGeometry;
  readonly codePages: CodePageTable;
  /** How the printer packs the content of a QR; makers differ, and the version may differ with it. */
  readonly qrSegments: 'byte' | 'mixed';
  readonly status: () => PrinterStatus;
  readonly reply: (answer: Uint8Array) => void;
  readonly onTicket: (ticket: Ticket) => void;
  readonly onPulse: (pulse: DrawerPulse) => void;
  readonly onProblem: (problem: PrinterProblem) => void;
  readonly onNote: (note: PrinterNote) => void;
};

/** Everything that ESC @ sets back. */
export type PrinterModes = {
  font: 'A' | 'B';
  emphasized: boolean;
  doubleStrike: boolean;
  underlineDots: 0 | 1 | 2;
  inverted: boolean;
  scaleX: number;
  scaleY: number;
  align: 'left' | 'center' | 'right';
  lineSpacingDots: number;
  charSpacingDots: number;
  leftMarginDots: number;
  areaWidthDots: number;
  /** Tab stops in dots from the start of the area. */
  tabs: readonly number[];
  /** null: a page was chosen that this printer does not have. */
  codePage: CodePageName | null;
  nationalSet: number;
  barcodeHeightDots: number;
  qr: { moduleDots: number; errorLevel: QrErrorLevel; data: Uint8Array };
  graphic: BitImage | null;
};

/** 3.75 mm at 203 dpi: six dots between lines of font A. */
export const defaultLineSpacingDots = 30;

export const initialModes = (config: PrinterConfig): PrinterModes => ({
  font: 'A',
  emphasized: false,
  doubleStrike: false,
  underlineDots: 0,
  inverted: false,
  scaleX: 1,
  scaleY: 1,
  align: 'left',
  lineSpacingDots: defaultLineSpacingDots,
  charSpacingDots: 0,
  leftMarginDots: 0,
  areaWidthDots: config.geometry.widthDots,
  tabs: Array.from({ length: 32 }, (_, index) => (index + 1) * 8 * 12),
  codePage: config.codePages.get(0) ?? null,
  nationalSet: 0,
  barcodeHeightDots: 162,
  qr: { moduleDots: 3, errorLevel: 'L', data: new Uint8Array(0) },
  graphic: null,
});
