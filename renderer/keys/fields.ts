/** What has the focus, as far as keys are concerned. */
export type TextTarget = HTMLInputElement | HTMLTextAreaElement;
export type Focus =
  | { readonly kind: 'text'; readonly field: TextTarget; readonly isMultiline: boolean }
  /** Takes its keys by itself and cannot be typed into by a program: a date, a list, a slider. */
  | { readonly kind: 'own-keys'; readonly element: HTMLElement }
  /** Enter and Space press it. Only Tab puts the focus there: a touch leaves it where it was. */
  | { readonly kind: 'button'; readonly element: HTMLElement }
  | { readonly kind: 'none' };

const TEXT_TYPES = new Set(['text', 'search', 'tel', 'url', 'email', 'password', 'number']);
const BUTTON_TYPES = new Set(['button', 'submit', 'reset', 'checkbox', 'file']);

export function focusNow(): Focus {
  const element = document.activeElement;
  if (element instanceof HTMLTextAreaElement) {
    return element.readOnly ? { kind: 'none' } : { kind: 'text', field: element, isMultiline: true };
  }
  if (element instanceof HTMLInputElement) {
    if (element.readOnly) return { kind: 'none' };
    if (TEXT_TYPES.has(element.type)) return { kind: 'text', field: element, isMultiline: false };
    return BUTTON_TYPES.has(element.type) ? { kind: 'button', element } : { kind: 'own-keys', element };
  }
  if (element instanceof HTMLSelectElement) return { kind: 'own-keys', element };
  if (element instanceof HTMLElement && element.matches('button, a[href], summary')) return { kind: 'button', element };
  return { kind: 'none' };
}

/** As if it had been typed: at the caret, within maxlength, with undo and the events that React listens to. */
export function typeInto(field: TextTarget, text: string): void {
  // Deprecated and without a successor: nothing else types into a field with undo and selection as a person does.
  if (document.execCommand('insertText', false, text)) return;
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? field.value.length;
  writeField(field, field.value.slice(0, start) + text + field.value.slice(end));
}

/** React watches the property of the element; only the prototype's setter and an event tell it of a change. */
function writeField(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string): void {
  const prototype = Object.getPrototypeOf(field) as object;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

const hasValue = (element: Element | null): element is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;

/** Remembers value and caret of what has the focus; the function puts them back. */
export function fieldSnapshot(): () => void {
  const field = document.activeElement;
  if (!hasValue(field)) return () => undefined;
  const { value } = field;
  // Numbers and dates have no caret to read: null.
  const caret = field instanceof HTMLSelectElement ? null : ([field.selectionStart, field.selectionEnd] as const);
  return () => {
    if (!field.isConnected || field.value === value) return;
    writeField(field, value);
    if (caret !== null && caret[0] !== null && !(field instanceof HTMLSelectElement)) {
      field.setSelectionRange(caret[0], caret[1]);
    }
  };
}
