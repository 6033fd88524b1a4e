import { describe, expect, it } from 'vitest';
import type { ChainRecord } from '../../../domain/verifactu/encadenamiento.ts';
import { checkLink, isTipAhead, linkAfter } from '../../../domain/verifactu/encadenamiento.ts';
import { alta, anulacion, group } from '../../support/verifactu-samples.ts';

const first = alta([group(2100, 4590)]);
const second = alta([group(2100, 100)], {
  id: { ...first.id, numSerie: '01T01S-26-000002' },
  encadenamiento: linkAfter(first),
});
const codes = (previous: ChainRecord | null, record: ChainRecord): readonly string[] =>
  checkLink(previous, record).map(({ code }) => code);

describe('the chain', () => {
  it('holds from the first record over an annulment to the next sale', () => {
    const third = anulacion(second);
    const fourth = alta([group(2100, 100)], {
      id: { ...first.id, numSerie: '01T01S-26-000003' },
      encadenamiento: linkAfter(third),
      generatedAt: '2026-11-20T10:21:00+01:00',
    });
    expect([codes(null, first), codes(first, second), codes(second, third), codes(third, fourth)]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('names every way in which a record does not follow', () => {
    expect(codes(null, second)).toEqual(['chain_first_expected']);
    expect(codes(second, first)).toEqual(['chain_first_repeated']);
    expect(codes({ ...first, huella: 'B'.repeat(64) }, second)).toEqual(['chain_huella_differs']);
    expect(codes({ ...first, id: { ...first.id, numSerie: 'X' } }, second)).toEqual(['chain_previous_differs']);
    expect(codes(first, { ...second, huella: first.huella })).toEqual(['chain_huella_repeated']);
    expect(codes(first, { ...second, huella: second.huella.toLowerCase() })).toEqual(['chain_huella_malformed']);
    expect(codes(first, { ...second, generatedAt: '2026-11-20T09:15:00Z' })).toEqual(['chain_time_before_previous']);
  });

  it('compares times as instants, also over a change of offset', () => {
    const before = { ...first, generatedAt: '2026-10-25T02:59:59+02:00' };
    expect(codes(before, { ...second, generatedAt: '2026-10-25T02:00:00+01:00' })).toEqual([]);
  });

  it('alarms when its tip is more than a minute ahead of the clock', () => {
    const tipMs = Date.parse(first.generatedAt);
    expect(isTipAhead(first.generatedAt, tipMs - 60_000)).toBe(false);
    expect(isTipAhead(first.generatedAt, tipMs - 60_001)).toBe(true);
    expect(isTipAhead(first.generatedAt, tipMs + 1)).toBe(false);
  });
});
