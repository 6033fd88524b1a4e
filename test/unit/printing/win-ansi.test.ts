import { describe, expect, it } from 'vitest';
import { winAnsi } from '../../../domain/printing/win-ansi.ts';

describe('text for the standard fonts of a PDF', () => {
  it('keeps everything Spanish, the euro and line feeds', () => {
    const text = 'Ñandú, pingüino, ¿qué? ¡çà! 3,50 €\n«cita» — º ª';
    expect(winAnsi(text)).toBe(text);
  });

  it('loses a mark rather than a letter, and says where something is missing', () => {
    expect(winAnsi('Dvořák šálek 東 🍞')).toBe('Dvorák šálek ? ?');
    expect(winAnsi('n\u0303')).toBe('ñ');
  });
});
