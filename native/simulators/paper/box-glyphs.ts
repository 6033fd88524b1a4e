import type { DotMatrix } from './outline-fill.ts';

// biome-ignore format: corners of one kind on a line
/** Strokes towards left, right, up and down: 0 none, 1 single, 2 double. */
const arms: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '─': [1, 1, 0, 0], '│': [0, 0, 1, 1], '┌': [0, 1, 0, 1], '┐': [1, 0, 0, 1], '└': [0, 1, 1, 0], '┘': [1, 0, 1, 0],
  '├': [0, 1, 1, 1], '┤': [1, 0, 1, 1], '┬': [1, 1, 0, 1], '┴': [1, 1, 1, 0], '┼': [1, 1, 1, 1],
  '═': [2, 2, 0, 0], '║': [0, 0, 2, 2], '╔': [0, 2, 0, 2], '╗': [2, 0, 0, 2], '╚': [0, 2, 2, 0], '╝': [2, 0, 2, 0],
  '╠': [0, 2, 2, 2], '╣': [2, 0, 2, 2], '╦': [2, 2, 0, 2], '╩': [2, 2, 2, 0], '╬': [2, 2, 2, 2],
  '╒': [0, 2, 0, 1], '╓': [0, 1, 0, 2], '╕': [2, 0, 0, 1], '╖': [1, 0, 0, 2], '╘': [0, 2, 1, 0], '╙': [0, 1, 2, 0],
  '╛': [2, 0, 1, 0], '╜': [1, 0, 2, 0], '╞': [0, 2, 1, 1], '╟': [0, 1, 2, 2], '╡': [2, 0, 1, 1], '╢': [1, 0, 2, 2],
  '╤': [2, 2, 0, 1], '╥': [1, 1, 0, 2], '╧': [2, 2, 1, 0], '╨': [1, 1, 2, 0], '╪': [2, 2, 1, 1], '╫': [1, 1, 2, 2],
};

type Cell = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Part of the cell that is filled, and the share of dots for the grey ones. */
const fills: Readonly<Record<string, (cell: Cell) => boolean>> = {
  '█': () => true,
  '▀': ({ y, height }) => y < height / 2,
  '▄': ({ y, height }) => y >= height / 2,
  '▌': ({ x, width }) => x < width / 2,
  '▐': ({ x, width }) => x >= width / 2,
  '░': ({ x, y }) => x % 4 === (y % 2) * 2,
  '▒': ({ x, y }) => (x + y) % 2 === 0,
  '▓': ({ x, y }) => x % 4 !== (y % 2) * 2,
  '■': ({ x, y, width, height }) => x >= 1 && x < width - 1 && y >= height / 3 && y < (height * 5) / 6,
};

/** Line-drawing and block characters, which must touch their neighbours; null for any other character. */
export function boxGlyph(char: string, width: number, height: number): DotMatrix | null {
  const fill = fills[char];
  if (fill !== undefined) return draw(width, height, (x, y) => fill({ x, y, width, height }));
  const strokes = arms[char];
  if (strokes === undefined) return null;
  const [left, right, up, down] = strokes;
  const stroke = Math.max(1, Math.round(width / 6));
  const middleX = (width - stroke) / 2;
  const middleY = (height - stroke) / 2;
  return draw(width, height, (x, y) => {
    const reachX = (Math.max(up, down) === 2 ? 1.5 : 0.5) * stroke;
    const reachY = (Math.max(left, right) === 2 ? 1.5 : 0.5) * stroke;
    const [fromX, fromY] = [x - middleX - (stroke - 1) / 2, y - middleY - (stroke - 1) / 2];
    return (
      (left > 0 && fromX <= reachX && onStroke(fromY, left, stroke)) ||
      (right > 0 && fromX >= -reachX && onStroke(fromY, right, stroke)) ||
      (up > 0 && fromY <= reachY && onStroke(fromX, up, stroke)) ||
      (down > 0 && fromY >= -reachY && onStroke(fromX, down, stroke))
    );
  });
}

const onStroke = (distance: number, kind: number, stroke: number): boolean =>
  kind === 1 ? Math.abs(distance) <= stroke / 2 : Math.abs(distance) <= stroke * 1.5 && Math.abs(distance) > stroke / 2;

function draw(width: number, height: number, black: (x: number, y: number) => boolean): DotMatrix {
  const dots = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) dots[y * width + x] = black(x, y) ? 1 : 0;
  }
  return { width, height, dots };
}
