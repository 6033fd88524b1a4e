import { type Language, text } from '../texts/index.ts';
import type { PaymentMethod } from '../ticket/types.ts';
import { left, RULE } from './blocks.ts';
import type { ReceiptBlock } from './model.ts';

/** `2026-11-22T10:15:00+01:00` -> `22/11/2026 10:15`. */
export const displayDateTime = (timestamp: string): string =>
  `${timestamp.slice(8, 10)}/${timestamp.slice(5, 7)}/${timestamp.slice(0, 4)} ${displayTime(timestamp)}`;

export const displayTime = (timestamp: string): string => timestamp.slice(11, 16);

export const methodName = (method: PaymentMethod, language: Language): string => text(language, `day.method.${method}`);

/** A part of a paper under its title. */
export const titled = (title: string, blocks: readonly ReceiptBlock[]): ReceiptBlock[] => [
  RULE,
  left(title, { bold: true }),
  ...blocks,
];
