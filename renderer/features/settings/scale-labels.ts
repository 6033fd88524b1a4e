import type { ScaleLabel } from '../../../electron/ipc/contract/settings.ts';

export const PREFIXES = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29'] as const;
/** An EAN-13 less its prefix and its check digit. */
const ROOM = 10;

export const ITEM_DIGITS = [3, 4, 5, 6, 7] as const;
export const VALUE_DIGITS = [3, 4, 5, 6] as const;

/** Item and value that do not fit beside each other: the other one gives way. */
export function changeLabel(label: ScaleLabel, part: Partial<ScaleLabel>): ScaleLabel {
  const after = { ...label, ...part };
  if (after.itemDigits + after.valueDigits <= ROOM) return after;
  return part.itemDigits === undefined
    ? { ...after, itemDigits: ROOM - after.valueDigits }
    : { ...after, valueDigits: ROOM - after.itemDigits };
}

/** The most common one, under a prefix that is free; null: all ten are taken. */
export function nextLabel(labels: readonly ScaleLabel[]): ScaleLabel | null {
  const prefix = PREFIXES.find((one) => labels.every((label) => label.prefix !== one));
  return prefix === undefined ? null : { prefix, holds: 'weight', itemDigits: 5, valueDigits: 5 };
}

/** How it looks on a label: `20 AAAAA · PPPPP C`; letters of the language for item, value and check digit. */
export function patternOf(
  { prefix, itemDigits, valueDigits }: ScaleLabel,
  letters: { readonly item: string; readonly value: string; readonly check: string },
): string {
  const between = ROOM - itemDigits - valueDigits;
  const parts = [prefix, letters.item.repeat(itemDigits), '·'.repeat(between), letters.value.repeat(valueDigits)];
  return [...parts.filter((part) => part !== ''), letters.check].join(' ');
}
