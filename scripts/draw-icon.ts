import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';

/**
 * Draws build/icon.png, from which electron-builder makes the icons of all systems: a receipt on the colour of the till.
 * `node scripts/draw-icon.ts` after a change here.
 */
const SIZE = 1024;
/** Samples per pixel and direction: smooth edges without a drawing library. */
const SAMPLES = 4;

type Colour = readonly [red: number, green: number, blue: number, alpha: number];
const NOTHING: Colour = [0, 0, 0, 0];
const GREEN: Colour = [10, 107, 75, 255];
const PAPER: Colour = [255, 253, 248, 255];
const INK: Colour = [22, 25, 29, 255];
const SOFT: Colour = [185, 182, 173, 255];

/** In shares of the side, from the middle. */
function isInRounded(x: number, y: number, halfSide: number, radius: number): boolean {
  const beyondX = Math.max(Math.abs(x) - (halfSide - radius), 0);
  const beyondY = Math.max(Math.abs(y) - (halfSide - radius), 0);
  return Math.max(Math.abs(x), Math.abs(y)) <= halfSide && Math.hypot(beyondX, beyondY) <= radius;
}

const TEETH = 5;
const PAPER_HALF_WIDTH = 0.19;
const PAPER_TOP = -0.3;
const PAPER_BOTTOM = 0.28;
const TOOTH = 0.045;

/** The paper with the edge that the cutter leaves. */
function isOnPaper(x: number, y: number): boolean {
  if (Math.abs(x) > PAPER_HALF_WIDTH || y < PAPER_TOP) return false;
  const phase = (((x + PAPER_HALF_WIDTH) / (2 * PAPER_HALF_WIDTH)) * TEETH) % 1;
  return y <= PAPER_BOTTOM + TOOTH * (1 - Math.abs(2 * phase - 1) * 2);
}

type Bar = readonly [left: number, right: number, top: number, bottom: number, colour: Colour];
/** Lines of a ticket, and the total, which is what counts. */
const BARS: readonly Bar[] = [
  [-0.13, 0.03, -0.22, -0.19, SOFT],
  [0.08, 0.13, -0.22, -0.19, SOFT],
  [-0.13, -0.01, -0.14, -0.11, SOFT],
  [0.08, 0.13, -0.14, -0.11, SOFT],
  [-0.13, 0.05, -0.06, -0.03, SOFT],
  [0.08, 0.13, -0.06, -0.03, SOFT],
  [-0.13, -0.05, 0.06, 0.13, INK],
  [0.01, 0.13, 0.06, 0.13, GREEN],
];

function colourAt(x: number, y: number): Colour {
  if (!isInRounded(x, y, 0.46, 0.11)) return NOTHING;
  if (!isOnPaper(x, y)) return GREEN;
  const bar = BARS.find(([left, right, top, bottom]) => x >= left && x <= right && y >= top && y <= bottom);
  return bar?.[4] ?? PAPER;
}

function pixel(column: number, row: number): Colour {
  const sum = [0, 0, 0, 0];
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const x = (column + ((sample % SAMPLES) + 0.5) / SAMPLES) / SIZE - 0.5;
    const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / SIZE - 0.5;
    const [red, green, blue, alpha] = colourAt(x, y);
    // By alpha: what is not there has no colour to mix in.
    for (const [at, value] of [red * alpha, green * alpha, blue * alpha, alpha].entries())
      sum[at] = (sum[at] ?? 0) + value;
  }
  const [red = 0, green = 0, blue = 0, alpha = 0] = sum;
  if (alpha === 0) return NOTHING;
  return [red / alpha, green / alpha, blue / alpha, alpha / (SAMPLES * SAMPLES)];
}

const image = new PNG({ width: SIZE, height: SIZE });
for (let row = 0; row < SIZE; row += 1) {
  for (let column = 0; column < SIZE; column += 1) {
    image.data.set(pixel(column, row).map(Math.round), (row * SIZE + column) * 4);
  }
}
const path = join(dirname(import.meta.dirname), 'build', 'icon.png');
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, PNG.sync.write(image));
