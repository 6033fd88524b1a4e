import type { PrinterProfile } from '../../domain/printing/types.ts';

/** Font A is 12 dots wide on every ESC/POS printer: 32 columns are 384 dots, 42 are 504, 48 are 576. */
const DOTS_PER_COLUMN = 12;
const MM_PER_INCH = 25.4;

export const paperDots = (profile: Pick<PrinterProfile, 'widthColumns'>): number =>
  profile.widthColumns * DOTS_PER_COLUMN;

export const dotsToMm = (dots: number, dpi: number): number => (dots * MM_PER_INCH) / dpi;

/** Rounded up: a distance in dots that is at least `mm`. */
export const mmToDots = (mm: number, dpi: number): number => Math.ceil((mm * dpi) / MM_PER_INCH);
