/**
 * Fits a scalable outline to a dot grid, as the character generator of a thermal printer has it: stems are moved to whole
 * dots and given the same width everywhere, and the tops and feet of letters meet common lines. Without it a 24-dot letter
 * rasterised to black and white has stems of one dot beside stems of three.
 */
export type OutlinePoint = { readonly x: number; readonly y: number };

/** One piece of a closed contour; curves are quadratic. Font units, y upwards, the fill to the right of the direction. */
export type OutlineSegment = {
  readonly from: OutlinePoint;
  readonly control: OutlinePoint | null;
  readonly to: OutlinePoint;
};

/** `at`: font units of the line that letters meet; `dots`: its place in dots above the baseline. */
export type AlignmentLine = { readonly at: number; readonly tolerance: number; readonly dots: number };

export type FitPlan = {
  readonly scale: number;
  /** Width of a normal stem in dots. */
  readonly stemDots: number;
  readonly lines: readonly AlignmentLine[];
};

type Edge = { at: number; weight: number; readonly opens: boolean };
type Anchor = { readonly from: number; readonly to: number };
type Axis = 'x' | 'y';

/** A function from font units to dots for one axis of one glyph; strictly increasing. */
export function fitAxis(
  contours: readonly (readonly OutlineSegment[])[],
  axis: Axis,
  plan: FitPlan,
): (value: number) => number {
  const edges = mergeEdges(collectEdges(contours, axis), 0.35 / plan.scale);
  return piecewise(removeCollisions(placeEdges(edges, plan)), plan.scale);
}

function collectEdges(contours: readonly (readonly OutlineSegment[])[], axis: Axis): Edge[] {
  const edges: Edge[] = [];
  for (const segment of contours.flat()) {
    const points = segment.control === null ? [segment.from, segment.to] : [segment.from, segment.control, segment.to];
    for (let index = 1; index < points.length; index++) {
      const edge = edgeOf(points[index - 1] as OutlinePoint, points[index] as OutlinePoint, axis);
      if (edge !== null) edges.push(edge);
    }
  }
  return edges.sort((a, b) => a.at - b.at);
}

function edgeOf(a: OutlinePoint, b: OutlinePoint, axis: Axis): Edge | null {
  const across = axis === 'x' ? Math.abs(b.x - a.x) : Math.abs(b.y - a.y);
  const along = axis === 'x' ? b.y - a.y : a.x - b.x;
  // Slightly slanted pieces still read as an edge; steeper ones are diagonals and keep their slope.
  if (Math.abs(along) < 12 || across > Math.abs(along) * 0.08) return null;
  return { at: axis === 'x' ? (a.x + b.x) / 2 : (a.y + b.y) / 2, weight: Math.abs(along), opens: along > 0 };
}

function mergeEdges(sorted: readonly Edge[], distance: number): Edge[] {
  const merged: Edge[] = [];
  for (const edge of sorted) {
    const last = merged.findLast((other) => other.opens === edge.opens);
    if (last !== undefined && edge.at - last.at < distance) {
      last.at = (last.at * last.weight + edge.at * edge.weight) / (last.weight + edge.weight);
      last.weight += edge.weight;
    } else {
      merged.push({ ...edge });
    }
  }
  return merged.sort((a, b) => a.at - b.at);
}

function placeEdges(edges: readonly Edge[], plan: FitPlan): Anchor[] {
  const anchors: Anchor[] = [];
  const paired = new Set<Edge>();
  for (const open of edges) {
    if (!open.opens || paired.has(open)) continue;
    const close = edges.find((edge) => !edge.opens && !paired.has(edge) && edge.at > open.at);
    if (close === undefined) continue;
    const widthDots = (close.at - open.at) * plan.scale;
    if (widthDots < 0.5 || widthDots > plan.stemDots * 1.8) continue;
    paired.add(open).add(close);
    anchors.push(...placeStem(open.at, close.at, widthDots, plan));
  }
  for (const edge of edges) {
    const line = paired.has(edge) ? undefined : lineFor(edge.at, plan);
    if (line !== undefined) anchors.push({ from: edge.at, to: line });
  }
  return anchors.sort((a, b) => a.from - b.from);
}

function placeStem(low: number, high: number, widthDots: number, plan: FitPlan): Anchor[] {
  const width = Math.abs(widthDots - plan.stemDots) < 0.8 ? plan.stemDots : Math.max(1, Math.round(widthDots));
  const lowLine = lineFor(low, plan);
  const highLine = lineFor(high, plan);
  const start =
    lowLine ?? (highLine === undefined ? Math.round(((low + high) / 2) * plan.scale - width / 2) : highLine - width);
  return [
    { from: low, to: start },
    { from: high, to: start + width },
  ];
}

const lineFor = (at: number, plan: FitPlan): number | undefined =>
  plan.lines.find((line) => Math.abs(line.at - at) <= line.tolerance)?.dots;

/** Two stems may not touch after rounding when they did not before; the later one moves on by a dot. */
function removeCollisions(anchors: readonly Anchor[]): Anchor[] {
  const kept: Anchor[] = [];
  for (const anchor of anchors) {
    const last = kept.at(-1);
    if (last !== undefined && (anchor.from - last.from < 1 || anchor.to <= last.to)) continue;
    kept.push(anchor);
  }
  return kept;
}

function piecewise(anchors: readonly Anchor[], scale: number): (value: number) => number {
  const first = anchors[0];
  const last = anchors.at(-1);
  if (first === undefined || last === undefined) return (value) => value * scale;
  return (value) => {
    if (value <= first.from) return first.to + (value - first.from) * scale;
    if (value >= last.from) return last.to + (value - last.from) * scale;
    const above = anchors.findIndex((anchor) => anchor.from >= value);
    const high = anchors[above] as Anchor;
    const low = anchors[above - 1] as Anchor;
    return low.to + ((value - low.from) * (high.to - low.to)) / (high.from - low.from);
  };
}
