import type { BitImage } from './model.ts';

export const isBlack = (image: BitImage, x: number, y: number): boolean => {
  const byte = image.data[y * Math.ceil(image.width / 8) + (x >> 3)] ?? 0;
  return (byte & (0x80 >> (x & 7))) !== 0;
};

export function drawBitImage(width: number, height: number, black: (x: number, y: number) => boolean): BitImage {
  const rowBytes = Math.ceil(width / 8);
  const data = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = y * rowBytes + (x >> 3);
      if (black(x, y)) data[index] = (data[index] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width, height, data };
}

/** Each dot becomes a block of `timesX` by `timesY` dots; cut off at `maxWidth`. */
export function enlarge(image: BitImage, timesX: number, timesY: number, maxWidth: number): BitImage {
  const width = Math.min(image.width * timesX, maxWidth);
  if (timesX === 1 && timesY === 1 && width === image.width) return image;
  return drawBitImage(width, image.height * timesY, (x, y) =>
    isBlack(image, Math.floor(x / timesX), Math.floor(y / timesY)),
  );
}

/** ESC * and GS ( L function 113 send columns from left to right, each of `rowCount` dots from top to bottom. */
export function fromColumns(data: Uint8Array, width: number, rowCount: number): BitImage {
  const columnBytes = Math.ceil(rowCount / 8);
  return drawBitImage(width, rowCount, (x, y) => ((data[x * columnBytes + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) !== 0);
}
