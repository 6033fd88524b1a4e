import { expect, it } from 'vitest';
import { DENOMINATIONS } from '../../domain/day/cash-count.ts';
import { cents } from '../../domain/money.ts';
import {
  choosePiece,
  isCounted,
  isLastPiece,
  NO_PIECES,
  type PieceCount,
  piecesOf,
  piecesSum,
  pressPiece,
} from '../../renderer/features/day/counted-pieces.ts';
import type { PadKey } from '../../renderer/ui/pad-key.ts';

const type = (count: PieceCount, ...keys: PadKey[]): PieceCount => keys.reduce(pressPiece, count);
const at = (valueCents: number): number => DENOMINATIONS.indexOf(cents(valueCents));

it('adds up what is typed beside each kind', () => {
  let count = type(choosePiece(NO_PIECES, at(2000)), '2', '3');
  count = type(choosePiece(count, at(5)), '4');
  expect(piecesOf(count)).toEqual([
    { valueCents: 2000, pieces: 23 },
    { valueCents: 5, pieces: 4 },
  ]);
  expect(piecesSum(count)).toBe(46_020);
});

it('knows an empty drawer from one that nobody looked into', () => {
  expect(isCounted(NO_PIECES)).toBe(false);
  expect(isCounted(type(NO_PIECES, '1', 'erase'))).toBe(false);
  expect(isCounted(type(NO_PIECES, '0'))).toBe(true);
});

it('takes back a digit, and nothing typed is none', () => {
  const count = type(choosePiece(NO_PIECES, 0), '1', 'erase', 'erase');
  expect(piecesOf(count)).toEqual([]);
  expect(piecesSum(count)).toBe(0);
});

it('goes from the first kind to the last and no further', () => {
  let count = NO_PIECES;
  for (let step = 0; step < 40; step += 1) count = choosePiece(count, count.chosen + 1);
  expect(isLastPiece(count)).toBe(true);
  expect(choosePiece(NO_PIECES, -1).chosen).toBe(0);
});
