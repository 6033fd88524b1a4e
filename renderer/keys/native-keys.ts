import type { Focus } from './fields.ts';

const CARET_KEYS = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Backspace', 'Delete']);
const LINE_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Enter']);

/** Whether what has the focus has a use of its own for the key, before any screen. */
export function isNativeKey(key: string, focus: Focus): boolean {
  switch (focus.kind) {
    case 'text':
      // In an empty field there is nothing to move over or to erase: the key is free for the screen.
      if (CARET_KEYS.has(key)) return focus.field.value !== '';
      return focus.isMultiline && LINE_KEYS.has(key);
    case 'own-keys':
      return CARET_KEYS.has(key) || LINE_KEYS.has(key);
    case 'button':
      return key === 'Enter';
    default:
      return false;
  }
}
