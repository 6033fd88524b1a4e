/** Black dots of a picture, one bit each, most significant bit first; rows are whole bytes. */
export type Bitmap = {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly rowBytes: number;
  readonly bits: Uint8Array;
};

export function emptyBitmap(widthDots: number, heightDots: number): Bitmap {
  const rowBytes = Math.ceil(widthDots / 8);
  return { widthDots, heightDots, rowBytes, bits: new Uint8Array(rowBytes * heightDots) };
}

export function setDot(bitmap: Bitmap, x: number, y: number): void {
  const at = y * bitmap.rowBytes + (x >> 3);
  bitmap.bits[at] = (bitmap.bits[at] ?? 0) | (0x80 >> (x & 7));
}

/** Cheap printers lose pictures larger than their buffer, so each GS v 0 block stays under 4 kB. */
const BAND_BYTES = 4000;

/** GS v 0 m xL xH yL yH per band; bands join without a gap. Alignment is the printer's. */
export function rasterBands(bitmap: Bitmap): readonly Uint8Array[] {
  const rowsPerBand = Math.max(1, Math.floor(BAND_BYTES / bitmap.rowBytes));
  const bands: Uint8Array[] = [];
  for (let top = 0; top < bitmap.heightDots; top += rowsPerBand) {
    const rows = Math.min(rowsPerBand, bitmap.heightDots - top);
    const dots = bitmap.bits.slice(top * bitmap.rowBytes, (top + rows) * bitmap.rowBytes);
    const header = [0x1d, 0x76, 0x30, 0, bitmap.rowBytes & 0xff, bitmap.rowBytes >> 8, rows & 0xff, rows >> 8];
    bands.push(Uint8Array.of(...header, ...withoutRealTimeCommands(dots)));
  }
  return bands;
}

/**
 * Printers act on DLE EOT, DLE ENQ and DLE DC4 wherever they see them, also inside a picture: a logo could ask for a
 * status or open the drawer. One extra dot breaks the sequence and cannot be seen.
 */
function withoutRealTimeCommands(dots: Uint8Array): Uint8Array {
  for (let at = 0; at + 1 < dots.length; at += 1) {
    const next = dots[at + 1];
    if (dots[at] === 0x10 && (next === 0x04 || next === 0x05 || next === 0x14)) dots[at] = 0x11;
  }
  return dots;
}
