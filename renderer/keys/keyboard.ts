import { monotonicMs } from '../app/real-world.ts';
import { fieldSnapshot, focusNow, typeInto } from './fields.ts';
import { isNativeKey } from './native-keys.ts';
import { IDLE_WEDGE, stepWedge, type Wedge, type WedgeEffect, type WedgeInput } from './wedge.ts';

/**
 * Every key of the page goes through here, because a scanner is a keyboard too: the wedge decides by rhythm what was
 * typed and what was scanned, and only then keys reach the screens. The newest screen that wants a key gets it.
 */
export type KeyHandlers = {
  /** By KeyboardEvent.key: 'F1', 'Enter', 'Escape', '+', 'ArrowDown', ... No letters and digits: a scan begins with them. */
  readonly keys?: Readonly<Record<string, () => void>>;
  /** Typed characters and Backspace outside fields, for pads; true: taken. */
  onCharacter?(key: string): boolean;
  /** What a pad shows before a burst that turns out to be a scan, to put it back. */
  snapshot?(): () => void;
};

const screens: KeyHandlers[] = [];
const watchers = new Set<() => void>();
const scanners: ((text: string) => void)[] = [];

/** Returns how to stop. */
export function listenKeys(handlers: KeyHandlers): () => void {
  listenToPage();
  screens.push(handlers);
  for (const changed of watchers) changed();
  return () => {
    screens.splice(screens.indexOf(handlers), 1);
    for (const changed of watchers) changed();
  };
}

/** The newest listener gets the scan. Returns how to stop. */
export function listenScans(listener: (text: string) => void): () => void {
  listenToPage();
  scanners.push(listener);
  return () => void scanners.splice(scanners.indexOf(listener), 1);
}

const MODIFIERS = new Set(['Shift', 'AltGraph', 'Control', 'Alt', 'CapsLock', 'NumLock', 'Fn']);
/** A timer that is later than this was held up, and the keys it waited for may be queued behind it. */
const LATE_MS = 10;

let isListening = false;
let wedge: Wedge = IDLE_WEDGE;
let timer: ReturnType<typeof setTimeout> | undefined;
let takeBack: () => void = () => undefined;
/** The key after an accent that waits for its letter is the browser's: only it can put the two together. */
let isAccented = false;

function listenToPage(): void {
  if (isListening) return;
  isListening = true;
  window.addEventListener('keydown', onKeyDown, true);
  // A touch or another window moves the focus: what is held belongs to where it was typed.
  window.addEventListener('pointerdown', () => feed({ kind: 'other', atMs: monotonicMs() }), true);
  window.addEventListener('blur', () => feed({ kind: 'other', atMs: monotonicMs() }));
}

function feed(input: WedgeInput): boolean {
  const step = stepWedge(wedge, input);
  wedge = step.wedge;
  clearTimeout(timer);
  if (step.wakeAtMs !== null) wakeAt(step.wakeAtMs);
  for (const effect of step.effects) carryOut(effect);
  return step.isTaken;
}

function wakeAt(atMs: number, isSecondTry = false): void {
  timer = setTimeout(
    () => {
      if (!isSecondTry && monotonicMs() - atMs > LATE_MS) wakeAt(atMs, true);
      else feed({ kind: 'time', atMs });
    },
    Math.max(0, atMs - monotonicMs()),
  );
}

function carryOut(effect: WedgeEffect): void {
  if (effect.kind === 'type') {
    if (effect.isFirst) takeBack = snapshotOfPage();
    for (const character of effect.text) arrive(character);
    return;
  }
  if (effect.released > 0) takeBack();
  scanners.at(-1)?.(effect.text);
}

function snapshotOfPage(): () => void {
  const snapshots = [fieldSnapshot(), ...screens.map((screen) => screen.snapshot?.() ?? (() => undefined))];
  return () => {
    for (const putBack of snapshots) putBack();
  };
}

/** A character that a person typed. */
function arrive(character: string): void {
  const focus = focusNow();
  if (focus.kind === 'text') typeInto(focus.field, character);
  else if (focus.kind === 'button' && character === ' ') focus.element.click();
  else if (/[\p{L}\p{N}]/u.test(character) || !press(character)) offer(character);
}

/** To the newest screen that has this key. */
function press(key: string): boolean {
  const action = actionOf(key);
  action?.();
  return action !== undefined;
}

/** What this key does now. */
export const actionOf = (key: string): (() => void) | undefined =>
  screens.findLast(({ keys }) => keys?.[key] !== undefined)?.keys?.[key];

/** Called when a screen takes keys or gives them back. Returns how to stop. */
export function watchKeys(changed: () => void): () => void {
  watchers.add(changed);
  return () => void watchers.delete(changed);
}

const offer = (key: string): boolean => screens.findLast((screen) => screen.onCharacter?.(key) === true) !== undefined;

function isCharacter(event: KeyboardEvent): boolean {
  if ([...event.key].length !== 1 || event.metaKey) return false;
  // AltGr is Control and Alt on Windows.
  return event.getModifierState('AltGraph') || !(event.ctrlKey || event.altKey);
}

function keep(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function onKeyDown(event: KeyboardEvent): void {
  const { key, timeStamp: atMs } = event;
  if (MODIFIERS.has(key)) {
    feed({ kind: 'shift', atMs });
    return;
  }
  // 229: a method of input has the key.
  if (event.isComposing || event.keyCode === 229 || key === 'Dead' || isAccented) {
    isAccented = key === 'Dead';
    feed({ kind: 'other', atMs });
    return;
  }
  if (isCharacter(event)) onCharacterKey(event);
  else if (isEnd(event) && feed({ kind: 'end', atMs })) keep(event);
  else {
    if (!isEnd(event)) feed({ kind: 'other', atMs });
    onCommandKey(event);
  }
}

const isEnd = ({ key, repeat, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === 'Tab') && !(repeat || ctrlKey || altKey || metaKey || shiftKey);

function onCharacterKey(event: KeyboardEvent): void {
  const { key, timeStamp: atMs, repeat } = event;
  const focus = focusNow();
  if (repeat) {
    feed({ kind: 'other', atMs });
    if (focus.kind === 'none' && offer(key)) keep(event);
    return;
  }
  if (feed({ kind: 'character', key, atMs, isPassed: focus.kind === 'own-keys' })) keep(event);
}

/** Keys whose repetition means "again"; of the others a person wants one. */
const REPEATABLE = /^Arrow|^Page|^Backspace$|^Delete$/;

function onCommandKey(event: KeyboardEvent): void {
  const { key, repeat, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey) return;
  const focus = focusNow();
  if (isNativeKey(key, focus)) return;
  if (repeat && !REPEATABLE.test(key)) {
    if (key !== 'Tab') keep(event);
    return;
  }
  const isTaken = press(key) || ((key === 'Backspace' || key === 'Delete') && focus.kind !== 'text' && offer(key));
  if (isTaken) keep(event);
}
