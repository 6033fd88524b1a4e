import { useEffect, useRef, useSyncExternalStore } from 'react';
import { actionOf, type KeyHandlers, listenKeys, listenScans, watchKeys } from './keyboard.ts';

/** Keys of this component while it is mounted and active; a component that is mounted later comes first. */
export function useKeys(handlers: KeyHandlers, isActive = true): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (!isActive) return;
    return listenKeys({
      get keys() {
        return latest.current.keys ?? {};
      },
      onCharacter: (key) => latest.current.onCharacter?.(key) ?? false,
      snapshot: () => latest.current.snapshot?.() ?? (() => undefined),
    });
  }, [isActive]);
}

/** Whether this key does this now: a button shows no key that presses something else. The action must be the same function. */
export const useIsKeyOf = (key: string, action: () => void): boolean =>
  useSyncExternalStore(watchKeys, () => actionOf(key) === action);

/** Scans go to this component while it is mounted: a form that asks for a code. The sale has them otherwise. */
export function useScans(listener: (text: string) => void, isActive = true): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => (isActive ? listenScans((text) => latest.current(text)) : undefined), [isActive]);
}
