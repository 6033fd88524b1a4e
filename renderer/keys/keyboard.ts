/**
 * Every key of the page goes through here, because a scanner is a keyboard too: the wedge decides by rhythm what was
 * typed and what was scanned, and only then keys reach the screens. The newest screen that wants a key gets it.
 */
export type KeyHandlers = {
  /** By KeyboardEvent.key: 'F1', 'Enter', 'Escape', '+', 'ArrowDown', ... */
  readonly keys?: Readonly<Record<string, () => void>>;
  /** Typed characters and Backspace outside fields, for pads; true: taken. */
  onCharacter?(key: string): boolean;
  /** What a pad shows before a burst that turns out to be a scan, to put it back. */
  snapshot?(): () => void;
};

const screens: KeyHandlers[] = [];
const scanners: ((text: string) => void)[] = [];

/** Returns how to stop. */
export function listenKeys(handlers: KeyHandlers): () => void {
  screens.push(handlers);
  return () => void screens.splice(screens.indexOf(handlers), 1);
}

/** The newest listener gets the scan. Returns how to stop. */
export function listenScans(listener: (text: string) => void): () => void {
  scanners.push(listener);
  return () => void scanners.splice(scanners.indexOf(listener), 1);
}
