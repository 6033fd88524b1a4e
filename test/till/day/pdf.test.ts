import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { left } from '../../../domain/receipt/blocks.ts';
import { dayReceipt } from '../../../domain/receipt/day-receipt.ts';
import { pdfOf } from '../../../electron/till/day/pdf.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { readText } from '../../support/pdf-text.ts';
import { removeFolders } from '../../support/till.ts';
import { aZ } from '../../unit/day/a-day-report.ts';

afterEach(removeFolders);

const pagesOf = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length;

it('says on A4 what the paper says', async () => {
  const pdf = await pdfOf(dayReceipt(aZ), 'Z');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]');
  const said = readText(pdf);
  for (const text of ['CIERRE Z', '01T01Z-000012', 'Begoña', '2.342,22 €', 'Falta', '-1,90 €', 'Número']) {
    expect(said).toContain(text);
  }
});

it('goes on on another page, and has a sign for what its font lacks', async () => {
  const pdf = await pdfOf({ blocks: Array.from({ length: 120 }, (_, line) => left(`Línea ${line} 🍞`)) }, 'largo');
  expect(pagesOf(pdf)).toBeGreaterThan(1);
  expect(readText(pdf)).toContain('Línea 119 ?');
});

it('is written into the folder of exports, by a handle that cannot write to the till', async () => {
  const counter = new Counter();
  await counter.sell([CODES.coffee]);
  const { name, path } = await counter.get('day.pdf', { what: 'x', number: null });
  expect(name).toMatch(/^X-01T01-2026-11-23T100000\.pdf$/);
  expect(readText(readFileSync(path))).toContain('INFORME X');
  counter.close();
});
