import { create } from 'qrcode';

/** ISO/IEC 18004: four light modules around the symbol. */
export const QUIET_MODULES = 4;

export type QrPath = {
  /** Modules of a side, without the quiet zone. */
  readonly size: number;
  /** SVG path of the dark modules, one unit each, origin at the first module. */
  readonly path: string;
};

/** As on paper: byte mode, level M. @throws Error when the content is longer than 2,331 bytes; a tax QR is about 130. */
export function qrPath(content: string): QrPath {
  const { modules } = create([{ data: new TextEncoder().encode(content), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
  });
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    let column = 0;
    while (column < size) {
      const start = column;
      while (column < size && modules.get(row, column) !== 0) column += 1;
      if (column > start) path += `M${start} ${row}h${column - start}v1h-${column - start}z`;
      else column += 1;
    }
  }
  return { size, path };
}
