import { DENOMINATIONS } from '../../../domain/day/cash-count.ts';
import type { CountedPieces } from '../../../domain/day/types.ts';
import { type Cents, cents } from '../../../domain/money.ts';
import { COUNT_PAD, EMPTY_ENTRY, type PadEntry, padValue, pressPad } from '../../ui/pad-entry.ts';
import type { PadKey } from '../../ui/pad-key.ts';

/** What a person has typed beside each kind of note and coin, and which one is being typed. Pure. */
export type PieceCount = {
  readonly chosen: number;
  readonly entries: readonly PadEntry[];
};

export const NO_PIECES: PieceCount = { chosen: 0, entries: DENOMINATIONS.map(() => EMPTY_ENTRY) };

export const pressPiece = (count: PieceCount, key: PadKey): PieceCount => ({
  ...count,
  entries: count.entries.map((entry, index) => (index === count.chosen ? pressPad(entry, key, COUNT_PAD) : entry)),
});

/** The next kind; stays on the last one. */
export const choosePiece = (count: PieceCount, chosen: number): PieceCount => ({
  ...count,
  chosen: Math.max(0, Math.min(DENOMINATIONS.length - 1, chosen)),
});

export const isLastPiece = ({ chosen }: PieceCount): boolean => chosen === DENOMINATIONS.length - 1;

/** Whether anything was typed: an empty drawer is a 0 beside one kind, not fifteen times Enter. */
export const isCounted = ({ entries }: PieceCount): boolean => entries.some(({ text }) => text !== '');

export const piecesOf = ({ entries }: PieceCount): CountedPieces[] =>
  DENOMINATIONS.map((valueCents, index) => ({
    valueCents,
    pieces: padValue(entries[index] ?? EMPTY_ENTRY, COUNT_PAD) ?? 0,
  })).filter(({ pieces }) => pieces > 0);

export const piecesSum = (count: PieceCount): Cents =>
  cents(piecesOf(count).reduce((sum, { valueCents, pieces }) => sum + valueCents * pieces, 0));
