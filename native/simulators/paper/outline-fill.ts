import type { OutlinePoint } from './outline-fitting.ts';

/** A rectangle of dots; `dots[row * width + column]` is 1 for black. */
export type DotMatrix = { readonly width: number; readonly height: number; readonly dots: Uint8Array };

/** Samples per dot and axis; a dot is black when at least half of its samples are inside. */
const samples = 5;

/** Fills closed polygons (dots, y downwards, non-zero winding) into a matrix. */
export function fillPolygons(polygons: readonly (readonly OutlinePoint[])[], width: number, height: number): DotMatrix {
  const counts = new Uint8Array(width * height);
  for (let row = 0; row < height * samples; row++) {
    const y = (row + 0.5) / samples;
    const base = Math.floor(row / samples) * width;
    for (const [start, end] of spansAt(polygons, y)) countSpan(counts, base, width, start, end);
  }
  const dots = counts.map((count) => (count * 2 >= samples * samples ? 1 : 0));
  return { width, height, dots };
}

function countSpan(counts: Uint8Array, base: number, width: number, start: number, end: number): void {
  const first = Math.max(0, Math.ceil(start * samples - 0.5));
  const last = Math.min(width * samples - 1, Math.ceil(end * samples - 0.5) - 1);
  for (let sample = first; sample <= last; sample++) {
    const index = base + Math.floor(sample / samples);
    counts[index] = (counts[index] ?? 0) + 1;
  }
}

function spansAt(polygons: readonly (readonly OutlinePoint[])[], y: number): [number, number][] {
  const crossings: { x: number; turn: number }[] = [];
  for (const polygon of polygons) {
    for (let index = 0; index < polygon.length; index++) {
      const a = polygon[index] as OutlinePoint;
      const b = polygon[(index + 1) % polygon.length] as OutlinePoint;
      if (a.y <= y === b.y <= y) continue;
      crossings.push({ x: a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y), turn: a.y <= y ? 1 : -1 });
    }
  }
  crossings.sort((a, b) => a.x - b.x);
  const spans: [number, number][] = [];
  let winding = 0;
  let start = 0;
  for (const { x, turn } of crossings) {
    if (winding === 0) start = x;
    winding += turn;
    if (winding === 0) spans.push([start, x]);
  }
  return spans;
}
