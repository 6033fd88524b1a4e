import { PNG } from 'pngjs';
import { type Bitmap, emptyBitmap, setDot } from './raster.ts';

/** A larger picture takes seconds to decode on a till and is a photograph, not a logo. */
const MAX_SOURCE_PIXELS = 4_000_000;
/** About 50 mm of paper at 203 dpi. */
const MAX_HEIGHT_DOTS = 400;
/** Nearly black and nearly white are taken as such, so that dithering leaves no specks around letters. */
const BLACK_BELOW = 48;
const WHITE_ABOVE = 224;
const CACHE_SIZE = 4;

const cache = new Map<string, Bitmap | null>();

/**
 * A logo as dots: over white, scaled down to `maxWidthDots` (never up), dithered. Null for what is no readable PNG:
 * a ticket without a logo is better than no ticket. Decoded once per logo and width.
 */
export function logoBitmap(pngBase64: string, maxWidthDots: number): Bitmap | null {
  const key = `${maxWidthDots}:${pngBase64}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const bitmap = decode(Buffer.from(pngBase64, 'base64'), maxWidthDots);
  const oldest = cache.keys().next();
  if (cache.size >= CACHE_SIZE && !oldest.done) cache.delete(oldest.value);
  cache.set(key, bitmap);
  return bitmap;
}

function decode(file: Buffer, maxWidthDots: number): Bitmap | null {
  // IHDR is always the first chunk: width and height at bytes 16 and 20.
  if (file.length < 24) return null;
  const pixels = file.readUInt32BE(16) * file.readUInt32BE(20);
  if (pixels === 0 || pixels > MAX_SOURCE_PIXELS) return null;
  try {
    const png = PNG.sync.read(file);
    return dithered(shrunk(png, maxWidthDots));
  } catch {
    // pngjs throws on any damage; the settings screen refuses such a file, an old setting prints without it.
    return null;
  }
}

type Greys = { readonly width: number; readonly height: number; readonly values: Float64Array };

/** Mean brightness (0 black, 255 white) of the source pixels under each dot. */
function shrunk(png: PNG, maxWidthDots: number): Greys {
  const scale = Math.max(1, png.width / maxWidthDots, png.height / MAX_HEIGHT_DOTS);
  const width = Math.max(1, Math.min(maxWidthDots, Math.floor(png.width / scale)));
  const height = Math.max(1, Math.floor(png.height / scale));
  const values = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      values[y * width + x] = meanGrey(png, span(x, width, png.width), span(y, height, png.height));
    }
  }
  return { width, height, values };
}

type Span = { readonly from: number; readonly to: number };

function span(at: number, count: number, total: number): Span {
  const from = Math.floor((at * total) / count);
  return { from, to: Math.max(from + 1, Math.floor(((at + 1) * total) / count)) };
}

function meanGrey(png: PNG, columns: Span, rows: Span): number {
  let sum = 0;
  for (let y = rows.from; y < rows.to; y += 1) {
    for (let x = columns.from; x < columns.to; x += 1) {
      const at = (y * png.width + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = png.data.subarray(at, at + 4);
      const grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      sum += (grey * alpha + 255 * (255 - alpha)) / 255;
    }
  }
  return sum / ((rows.to - rows.from) * (columns.to - columns.from));
}

/** Floyd-Steinberg: the error of each dot goes to its right and lower neighbours. */
function dithered(greys: Greys): Bitmap {
  const { width, height, values } = greys;
  const bitmap = emptyBitmap(width, height);
  const spread = (x: number, y: number, error: number): void => {
    if (x >= 0 && x < width && y < height) values[y * width + x] = (values[y * width + x] ?? 255) + error;
  };
  const source = values.slice();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const original = source[y * width + x] ?? 255;
      const value = original < BLACK_BELOW ? 0 : original > WHITE_ABOVE ? 255 : (values[y * width + x] ?? 255);
      const black = value < 128;
      if (black) setDot(bitmap, x, y);
      const error = value - (black ? 0 : 255);
      spread(x + 1, y, (error * 7) / 16);
      spread(x - 1, y + 1, (error * 3) / 16);
      spread(x, y + 1, (error * 5) / 16);
      spread(x + 1, y + 1, error / 16);
    }
  }
  return bitmap;
}
