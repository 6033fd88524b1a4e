import { describe, expect, it } from 'vitest';
import { dayReceipt } from '../../../domain/receipt/day-receipt.ts';
import type { Receipt } from '../../../domain/receipt/model.ts';
import { syncReceipt } from '../../../domain/receipt/sync-receipt.ts';
import { layoutReceipt } from '../../../native/printing/layout/layout.ts';
import { columnsFor } from '../../../native/printing/layout/paper-line.ts';
import { anX, aSyncReport, aZ } from '../../unit/day/a-day-report.ts';

const drawn = (receipt: Receipt, widthColumns: number): string => {
  const lines = layoutReceipt(receipt, { widthColumns, codePage: 'PC858' }).map((line) => {
    if (line.kind !== 'line') return `[${line.kind}]`;
    const width = columnsFor(line.size, widthColumns);
    expect(line.text.length).toBeLessThanOrEqual(width);
    const start = line.align === 'center' ? Math.floor((width - line.text.length) / 2) : 0;
    return `${' '.repeat(start)}${line.text}${line.size === 'normal' ? '' : ` (${line.size})`}`;
  });
  return `${lines.join('\n')}\n`;
};

const PAPERS = {
  z: dayReceipt(aZ),
  x: dayReceipt(anX),
  sync: syncReceipt(aSyncReport),
} as const;

describe('papers of the day', () => {
  it.each([32, 42, 48].flatMap((columns) => (['z', 'x', 'sync'] as const).map((name) => [name, columns] as const)))(
    '%s on %i columns',
    async (name, columns) => {
      await expect(drawn(PAPERS[name], columns)).toMatchFileSnapshot(`golden/day-${name}-${columns}.txt`);
    },
  );

  it('a Z printed again says that it is a copy; the numbers are the same', () => {
    const copy = dayReceipt(aZ, { isCopy: true, language: 'es' });
    expect(copy.blocks).toEqual(expect.arrayContaining(PAPERS.z.blocks as never));
    expect(JSON.stringify(copy)).toContain('COPIA');
    expect(JSON.stringify(PAPERS.z)).not.toContain('COPIA');
  });

  it('an X says that it is none and has nothing of a count', () => {
    expect(drawn(PAPERS.x, 48)).toContain('No es un cierre');
    expect(drawn(PAPERS.x, 48)).not.toMatch(/Contado|Cierre anterior/);
  });
});
