/**
 * A scanner is a keyboard that types fast. This tells the two apart by rhythm alone: no DOM, and time is passed in
 * (milliseconds of any clock that does not jump). Characters are held for a moment; what turns out to be typing is
 * released in order, what turns out to be a scan is given whole and what had been released of it is to be taken back.
 */

/** How long a character that begins something waits for a second one. Shorter than the 40 ms a person may wait. */
export const HOLD_MS = 32;
/** No character that may be typing is held longer than this. */
export const MAX_HOLD_MS = 40;
/** Scanners send a character every 5 to 50 ms; people need 80 ms, apart from a double tap now and then. */
export const GAP_MS = 55;
/** The same with a Shift in between, which is a key of its own. */
const SHIFT_GAP_MS = 75;
/** Nobody types three characters that fast: from here on the burst is held to its end. */
const SURELY_A_BURST = 3;
/** Shortest scan that ends in Enter or Tab: a double zero and Enter on the number block are no scan. */
export const MIN_SCAN = 4;
/** Shortest scan of a scanner that sends nothing after it. */
export const MIN_SCAN_WITHOUT_END = 6;
/** A scanner over radio stops for breath: after that many characters the next one is still its own. */
const HICCUP_MS = 120;
/**
 * Silence after which a scan without an end is taken for whole. Longer than the breath: on a busy machine keys arrive late
 * although they were sent in rhythm, and half a code would be sold as a code.
 */
const SILENCE_MS = 250;
/** Carriage return and line feed, or an Enter that comes late: still of the scan. */
const END_MS = 150;
/** Who typed a character this short a time ago goes on typing: the next one is not held. */
const TYPING_MS = 600;

export type WedgeInput =
  /** `isPassed`: cannot be held where it goes (a date field); it counts as released. */
  | { readonly kind: 'character'; readonly key: string; readonly atMs: number; readonly isPassed?: boolean }
  /** Shift or AltGr by itself. */
  | { readonly kind: 'shift'; readonly atMs: number }
  /** Enter or Tab: what a scanner sends last. */
  | { readonly kind: 'end'; readonly atMs: number }
  /** Anything that a scanner does not send: another key, a repeated key, composition, a touch. */
  | { readonly kind: 'other'; readonly atMs: number }
  | { readonly kind: 'time'; readonly atMs: number };

export type WedgeEffect =
  /** Characters that arrive now. `isFirst`: of their burst; what they change may have to be put back. */
  | { readonly kind: 'type'; readonly text: string; readonly isFirst: boolean }
  /** `released`: how many of its characters arrived before it was known. */
  | { readonly kind: 'scan'; readonly text: string; readonly released: number };

type Burst = {
  readonly keys: readonly { readonly key: string; readonly atMs: number }[];
  readonly released: number;
  readonly hasShift: boolean;
};

export type Wedge = {
  readonly burst: Burst | null;
  /** When a person last typed a character. */
  readonly typedAtMs: number | null;
  /** When the last scan, or the end of it, came in. */
  readonly scannedAtMs: number | null;
};

export type WedgeStep = {
  readonly wedge: Wedge;
  /** In the order in which they are to be carried out. */
  readonly effects: readonly WedgeEffect[];
  /** The key is held or is the scanner's: the page must not see it. */
  readonly isTaken: boolean;
  /** When to come back with `time`, if nothing else comes before. */
  readonly wakeAtMs: number | null;
};

export const IDLE_WEDGE: Wedge = { burst: null, typedAtMs: null, scannedAtMs: null };

const lastAtMs = ({ keys }: Burst): number => keys.at(-1)?.atMs ?? 0;
const textOf = ({ keys }: Burst, from = 0): string =>
  keys
    .slice(from)
    .map(({ key }) => key)
    .join('');

/** How long after its last character another one belongs to the burst. Half a code must never be sold as a code. */
function patienceMs({ keys, hasShift }: Burst): number {
  if (keys.length >= MIN_SCAN_WITHOUT_END) return HICCUP_MS;
  return hasShift ? SHIFT_GAP_MS : GAP_MS;
}

const goesOn = (burst: Burst, atMs: number): boolean => atMs - lastAtMs(burst) <= patienceMs(burst);

/** When the characters that are held must be let go; null when none are, or none have to be. */
function wakeAtMs({ burst }: Wedge): number | null {
  if (burst === null) return null;
  if (burst.keys.length >= MIN_SCAN_WITHOUT_END) return lastAtMs(burst) + SILENCE_MS + 1;
  const oldestHeld = burst.keys[burst.released];
  if (oldestHeld === undefined) return null;
  if (burst.keys.length >= SURELY_A_BURST) return lastAtMs(burst) + patienceMs(burst) + 1;
  return Math.min(lastAtMs(burst) + HOLD_MS, oldestHeld.atMs + MAX_HOLD_MS);
}

type Draft = { wedge: Wedge; readonly effects: WedgeEffect[] };

function release(draft: Draft): void {
  const { burst } = draft.wedge;
  if (burst === null || burst.released === burst.keys.length) return;
  draft.effects.push({ kind: 'type', text: textOf(burst, burst.released), isFirst: burst.released === 0 });
  draft.wedge = { ...draft.wedge, burst: { ...burst, released: burst.keys.length } };
}

/** The burst is over: a scan if it is long enough, otherwise typing. */
function settle(draft: Draft, minScan: number, atMs: number): void {
  const { burst } = draft.wedge;
  if (burst === null) return;
  if (burst.keys.length >= minScan) {
    draft.effects.push({ kind: 'scan', text: textOf(burst), released: burst.released });
    draft.wedge = { burst: null, typedAtMs: null, scannedAtMs: atMs };
    return;
  }
  release(draft);
  draft.wedge = { ...draft.wedge, burst: null, typedAtMs: lastAtMs(burst) };
}

function addCharacter(draft: Draft, { key, atMs, isPassed = false }: WedgeInput & { kind: 'character' }): boolean {
  const { burst, typedAtMs } = draft.wedge;
  const keys = [...(burst?.keys ?? []), { key, atMs }];
  const released = burst?.released ?? 0;
  draft.wedge = { ...draft.wedge, burst: { keys, released, hasShift: false } };
  if (isPassed) {
    // What was held goes before it, and the character itself is on its way already.
    draft.wedge = { ...draft.wedge, burst: { keys, released: keys.length, hasShift: false } };
    const held = keys.slice(released, -1).map((one) => one.key);
    draft.effects.push({ kind: 'type', text: held.join(''), isFirst: released === 0 });
    return false;
  }
  const isTyping = burst === null && typedAtMs !== null && atMs - typedAtMs <= TYPING_MS;
  if (isTyping) release(draft);
  return true;
}

function takeEnd(draft: Draft, atMs: number): boolean {
  if (draft.wedge.burst !== null) settle(draft, MIN_SCAN, atMs);
  const { scannedAtMs } = draft.wedge;
  if (scannedAtMs === null || atMs - scannedAtMs > END_MS) return false;
  draft.wedge = { ...draft.wedge, scannedAtMs: atMs };
  return true;
}

/** Nothing came for a while: what may be typing arrives, what can only be a scan is one. */
function wake(draft: Draft, atMs: number): void {
  const { burst } = draft.wedge;
  if (burst === null || (wakeAtMs(draft.wedge) ?? Number.POSITIVE_INFINITY) > atMs) return;
  if (burst.keys.length >= MIN_SCAN_WITHOUT_END) settle(draft, MIN_SCAN_WITHOUT_END, lastAtMs(burst));
  else release(draft);
}

/** One thing that happened. The times of keys never go back; a timer may be ahead of a key that comes late. */
export function stepWedge(wedge: Wedge, input: WedgeInput): WedgeStep {
  const draft: Draft = { wedge, effects: [] };
  const { atMs } = input;
  // Only another key ends a burst: a key that was sent in rhythm may be on its way when a timer fires.
  if (wedge.burst !== null && input.kind !== 'time' && !goesOn(wedge.burst, atMs)) {
    settle(draft, MIN_SCAN_WITHOUT_END, lastAtMs(wedge.burst));
  }
  let isTaken = false;
  switch (input.kind) {
    case 'character':
      isTaken = addCharacter(draft, input);
      break;
    case 'end':
      isTaken = takeEnd(draft, atMs);
      break;
    case 'shift':
      if (draft.wedge.burst !== null) draft.wedge = { ...draft.wedge, burst: { ...draft.wedge.burst, hasShift: true } };
      break;
    case 'other':
      settle(draft, MIN_SCAN_WITHOUT_END, atMs);
      break;
    case 'time':
      wake(draft, atMs);
      break;
  }
  return { wedge: draft.wedge, effects: draft.effects, isTaken, wakeAtMs: wakeAtMs(draft.wedge) };
}
