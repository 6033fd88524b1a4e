import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import opentype, { type Font, type PathCommand } from 'opentype.js';
import { boxGlyph } from './box-glyphs.ts';
import { type DotMatrix, fillPolygons } from './outline-fill.ts';
import {
  type AlignmentLine,
  type FitPlan,
  fitAxis,
  type OutlinePoint,
  type OutlineSegment,
} from './outline-fitting.ts';

/**
 * The character generator: font A in 12x24 dots and font B in 9x17, made once per character from the outlines of IBM Plex
 * Mono (OFL-1.1) fitted to the dots. Magnified characters keep the fitted shape with smooth edges, as printers with
 * smoothing print them.
 */
const outlineFiles = ['latin', 'latin-ext'] as const;

/** Measures of IBM Plex Mono in font units. */
const advance = 600;
const capHeight = 698;
const xHeight = 516;
const descender = -207;

type Face = {
  readonly width: number;
  readonly height: number;
  readonly baseline: number;
  readonly capDots: number;
  readonly stemDots: number;
};

const faces: Readonly<Record<'A' | 'B', Face>> = {
  A: { width: 12, height: 24, baseline: 20, capDots: 15, stemDots: 2 },
  B: { width: 9, height: 17, baseline: 14, capDots: 11, stemDots: 1 },
};

let loaded: readonly Font[] | null = null;
const cache = new Map<string, DotMatrix>();

/** The dots of one character, `scaleX` and `scaleY` times as wide and high as the face. Unknown ones give a hollow box. */
export function characterDots(char: string, font: 'A' | 'B', scaleX: number, scaleY: number): DotMatrix {
  const key = `${font}${scaleX},${scaleY}${char}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = makeCharacter(char, faces[font], scaleX, scaleY);
  cache.set(key, made);
  return made;
}

/** Whether the generator has a shape for it; a character without one is printed as a hollow box. */
export const hasCharacter = (char: string): boolean =>
  char === ' ' || char === '\u00a0' || fontFor(char) !== undefined || boxGlyph(char, 12, 24) !== null;

function makeCharacter(char: string, face: Face, scaleX: number, scaleY: number): DotMatrix {
  const width = face.width * scaleX;
  const height = face.height * scaleY;
  if (char === ' ' || char === '\u00a0') return { width, height, dots: new Uint8Array(width * height) };
  const box = boxGlyph(char, width, height);
  if (box !== null) return box;
  const font = fontFor(char);
  if (font === undefined) return hollowBox(width, height);
  return fillPolygons(fittedPolygons(font.charToGlyph(char).path.commands, face, scaleX, scaleY), width, height);
}

function fittedPolygons(
  commands: readonly PathCommand[],
  face: Face,
  scaleX: number,
  scaleY: number,
): OutlinePoint[][] {
  const contours = contoursOf(commands);
  const scaleUp = face.capDots / capHeight;
  const across: FitPlan = { scale: face.width / advance, stemDots: face.stemDots, lines: [] };
  const upright: FitPlan = { scale: scaleUp, stemDots: face.stemDots, lines: alignmentLines(face, scaleUp) };
  const fitX = fitAxis(contours, 'x', across);
  const fitY = fitAxis(contours, 'y', upright);
  return contours.map((contour) =>
    contour.flatMap(flatten).map(({ x, y }) => ({ x: fitX(x) * scaleX, y: (face.baseline - fitY(y)) * scaleY })),
  );
}

const alignmentLines = (face: Face, scale: number): AlignmentLine[] => [
  { at: 0, tolerance: 16, dots: 0 },
  { at: xHeight, tolerance: 16, dots: Math.round(xHeight * scale) },
  { at: capHeight, tolerance: 16, dots: face.capDots },
  { at: descender, tolerance: 10, dots: face.baseline - face.height },
];

function flatten(segment: OutlineSegment): OutlinePoint[] {
  const { from, control, to } = segment;
  if (control === null) return [from];
  return [0, 0.2, 0.4, 0.6, 0.8].map((t) => ({
    x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * control.x + t * t * to.x,
    y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * control.y + t * t * to.y,
  }));
}

function contoursOf(commands: readonly PathCommand[]): OutlineSegment[][] {
  const contours: OutlineSegment[][] = [];
  let current: OutlineSegment[] = [];
  let pen: OutlinePoint = { x: 0, y: 0 };
  let start = pen;
  for (const command of commands) {
    if (command.type === 'Z') {
      if (pen.x !== start.x || pen.y !== start.y) current.push({ from: pen, control: null, to: start });
      pen = start;
      continue;
    }
    const to = { x: command.x, y: command.y };
    if (command.type === 'M') {
      current = [];
      contours.push(current);
      start = to;
    } else {
      current.push({ from: pen, control: command.type === 'Q' ? { x: command.x1, y: command.y1 } : null, to });
    }
    pen = to;
  }
  return contours.filter((contour) => contour.length > 0);
}

const fontFor = (char: string): Font | undefined => fonts().find((font) => font.charToGlyphIndex(char) !== 0);

function fonts(): readonly Font[] {
  loaded ??= outlineFiles.map((subset) => {
    const url = import.meta.resolve(`@fontsource/ibm-plex-mono/files/ibm-plex-mono-${subset}-400-normal.woff`);
    const bytes = readFileSync(fileURLToPath(url));
    return opentype.parse(new Uint8Array(bytes).buffer);
  });
  return loaded;
}

function hollowBox(width: number, height: number): DotMatrix {
  const dots = new Uint8Array(width * height);
  const [left, right, top, bottom] = [1, width - 2, Math.round(height / 5), Math.round((height * 5) / 6)];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      if (x === left || x === right || y === top || y === bottom) dots[y * width + x] = 1;
    }
  }
  return { width, height, dots };
}
