/** What the sensors of the printer say. */
export type PrinterStatus = {
  readonly paperOut: boolean;
  readonly paperLow: boolean;
  readonly coverOpen: boolean;
  readonly offline: boolean;
  readonly cutterError: boolean;
};

export const readyStatus: PrinterStatus = {
  paperOut: false,
  paperLow: false,
  coverOpen: false,
  offline: false,
  cutterError: false,
};

/** Without paper, open or in error it takes no print data; it still answers real-time requests. */
export const isStopped = (status: PrinterStatus): boolean =>
  status.paperOut || status.coverOpen || status.offline || status.cutterError;

const bits = (base: number, ...parts: readonly (readonly [boolean, number])[]): number =>
  parts.reduce((sum, [on, mask]) => (on ? sum | mask : sum), base);

/** Bits 1 and 4 are always on in an answer to DLE EOT; that tells it from other answers. */
const realTimeBase = 0x12;

/** The answer to DLE EOT n; null for an n that does not exist. 7 and 8 are ink and MICR, which no till printer has. */
export function realTimeAnswer(n: number, status: PrinterStatus): number | null {
  switch (n) {
    case 1:
      return bits(realTimeBase, [isStopped(status), 0x08]);
    case 2:
      return bits(realTimeBase, [status.coverOpen, 0x04], [status.paperOut, 0x20], [status.cutterError, 0x40]);
    case 3:
      return bits(realTimeBase, [status.cutterError, 0x08]);
    case 4:
      return bits(realTimeBase, [status.paperLow || status.paperOut, 0x0c], [status.paperOut, 0x60]);
    case 7:
    case 8:
      return realTimeBase;
    default:
      return null;
  }
}

/** The answer to GS r n: 1 or 49 paper, 2 or 50 drawer connector; null for others. */
export function transmittedStatus(n: number, status: PrinterStatus): number | null {
  if (n === 1 || n === 49) return bits(0, [status.paperLow || status.paperOut, 0x03], [status.paperOut, 0x0c]);
  if (n === 2 || n === 50) return 0;
  return null;
}

/** The four bytes of the automatic status (GS a). */
export const automaticStatus = (status: PrinterStatus): Uint8Array =>
  Uint8Array.of(
    bits(0x10, [isStopped(status), 0x08], [status.coverOpen, 0x20]),
    bits(0, [status.cutterError, 0x08]),
    bits(0, [status.paperLow || status.paperOut, 0x03], [status.paperOut, 0x0c]),
    0x0f,
  );

/** Which changes an automatic status was asked for (GS a n): bit 1 online, bit 2 errors, bit 3 paper. */
export function isReported(mask: number, before: PrinterStatus, after: PrinterStatus): boolean {
  const online = isStopped(before) !== isStopped(after) || before.coverOpen !== after.coverOpen;
  const paper = before.paperOut !== after.paperOut || before.paperLow !== after.paperLow;
  const error = before.cutterError !== after.cutterError;
  return ((mask & 0x02) !== 0 && online) || ((mask & 0x04) !== 0 && error) || ((mask & 0x08) !== 0 && paper);
}
