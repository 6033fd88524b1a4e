import type { ReceiptBlock, TextSize } from './model.ts';

/** Short forms of the blocks that the receipts of this folder are made of. */
type Emphasis = { readonly size?: TextSize; readonly bold?: boolean };

export const left = (text: string, { size = 'normal', bold = false }: Emphasis = {}): ReceiptBlock => ({
  kind: 'text',
  text,
  align: 'left',
  size,
  bold,
});

export const centred = (text: string, { size = 'normal', bold = false }: Emphasis = {}): ReceiptBlock => ({
  kind: 'text',
  text,
  align: 'center',
  size,
  bold,
});

export const pair = (label: string, value: string, { size = 'normal', bold = false }: Emphasis = {}): ReceiptBlock => ({
  kind: 'pair',
  left: label,
  right: value,
  size,
  bold,
});

export const RULE: ReceiptBlock = { kind: 'rule' };
export const SPACE: ReceiptBlock = { kind: 'space' };
