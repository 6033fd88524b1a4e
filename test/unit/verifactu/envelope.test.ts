import { describe, expect, it } from 'vitest';
import { linkAfter } from '../../../domain/verifactu/encadenamiento.ts';
import { buildEnvelope, envelopeChunks, MAX_RECORDS_PER_ENVELOPE } from '../../../domain/verifactu/envelope.ts';
import { readRecords } from '../../../domain/verifactu/read-record.ts';
import type { BuiltRecord } from '../../../domain/verifactu/registro.ts';
import { alta, anulacion, codeOf, group, must } from '../../support/verifactu-samples.ts';
import { validateEnvelope } from '../../support/xsd.ts';

const OBLIGADO = { nombreRazon: 'Peña & Hijos', nif: '89890001K' };

function chain(length: number): readonly BuiltRecord[] {
  const records: BuiltRecord[] = [];
  while (records.length < length) {
    const numSerie = `01T01S-26-${String(records.length + 1).padStart(6, '0')}`;
    const id = { idEmisor: '89890001K', numSerie, fechaExpedicion: '20-11-2026' };
    records.push(alta([group(2100, 100 + records.length)], { id, encadenamiento: linkAfter(records.at(-1) ?? null) }));
  }
  return records;
}

describe('an envelope', () => {
  it('validates and holds the stored records byte for byte, in order', async () => {
    const sales = chain(2);
    const records = [...sales, anulacion(sales[1] as BuiltRecord)];
    const xml = must(
      buildEnvelope(
        OBLIGADO,
        records.map((record) => record.xml),
      ),
    );
    expect(await validateEnvelope(xml)).toEqual([]);
    expect(must(readRecords(xml)).map((record) => record.xml)).toEqual(records.map((record) => record.xml));
    expect(xml).toContain('<sf:NombreRazon>Peña &amp; Hijos</sf:NombreRazon>');
  });

  it('marks an incident when asked', async () => {
    const xml = must(buildEnvelope(OBLIGADO, [chain(1)[0]?.xml ?? ''], { incidencia: true }));
    expect(xml).toContain('<sf:RemisionVoluntaria><sf:Incidencia>S</sf:Incidencia></sf:RemisionVoluntaria>');
    expect(await validateEnvelope(xml)).toEqual([]);
  });

  it('takes 1,000 records and refuses none or 1,001', async () => {
    const records = chain(MAX_RECORDS_PER_ENVELOPE).map(({ xml }) => xml);
    expect(await validateEnvelope(must(buildEnvelope(OBLIGADO, records)))).toEqual([]);
    expect(codeOf(buildEnvelope(OBLIGADO, [...records, ...records.slice(0, 1)]))).toBe('envelope_size');
    expect(codeOf(buildEnvelope(OBLIGADO, []))).toBe('envelope_size');
  });

  it('splits any number of records into slices of at most 1,000 without losing one', () => {
    const sizes = (length: number): readonly number[] =>
      [...envelopeChunks(Array.from({ length }, (_, index) => index))].map((chunk) => chunk.length);
    expect([sizes(0), sizes(1), sizes(1000), sizes(1001), sizes(2500)]).toEqual([
      [],
      [1],
      [1000],
      [1000, 1],
      [1000, 1000, 500],
    ]);
  });
});
