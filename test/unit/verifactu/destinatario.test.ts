import { describe, expect, it } from 'vitest';
import type { Destinatario } from '../../../domain/verifactu/destinatario.ts';
import { readRecord } from '../../../domain/verifactu/read-record.ts';
import { buildRegistroAlta } from '../../../domain/verifactu/registro-alta.ts';
import { sha256Hex } from '../../support/sha256.ts';
import { alta, altaInput, codeOf, group, must } from '../../support/verifactu-samples.ts';
import { validateRecord } from '../../support/xsd.ts';

const idOtro = (idType: '02' | '03' | '06', codigoPais: string | null, id: string): Destinatario => ({
  nombreRazon: 'Café du Monde & Fils',
  idOtro: { codigoPais, idType, id },
});
const f1 = (destinatario: Destinatario) => alta([group(2100, 4590)], { factura: { tipo: 'F1', destinatario } });
const refused = (destinatario: Destinatario): string | null =>
  codeOf(buildRegistroAlta({ ...altaInput([group(2100, 100)]), factura: { tipo: 'F1', destinatario } }, sha256Hex));

const VALID: readonly [string, Destinatario][] = [
  ['by NIF', { nombreRazon: 'Panadería "Sol" <S.L.>', nif: 'B12345674' }],
  ['by NIF-IVA', idOtro('02', null, 'FR12345678901')],
  ['by the passport of another country', idOtro('03', 'MA', 'AB123456')],
  ['by the passport of a Spaniard', idOtro('03', 'ES', 'AAA123456')],
  ['by anything else', idOtro('06', 'US', '12-3456789')],
];

describe('a full invoice', () => {
  it.each(VALID)('identifies its recipient %s, valid against the official schema', async (_, destinatario) => {
    expect(await validateRecord(f1(destinatario).xml)).toEqual([]);
  });

  it('is F1 in the record and in what is hashed', () => {
    const record = f1({ nombreRazon: 'Ana', nif: '12345678z' });
    expect(must(readRecord(record.xml))).toMatchObject({ tipoFactura: 'F1', huella: record.huella });
    expect(record.cadena).toContain('TipoFactura=F1');
    expect(record.xml).toContain(
      '<sf:Destinatarios><sf:IDDestinatario><sf:NombreRazon>Ana</sf:NombreRazon><sf:NIF>12345678Z</sf:NIF></sf:IDDestinatario></sf:Destinatarios><sf:Desglose>',
    );
  });

  it('names no country beside a NIF-IVA, which names its own', () => {
    expect(f1(idOtro('02', 'FR', 'FR12345678901')).xml).not.toContain('CodigoPais');
  });

  it('is refused without an identification that the agency would take', () => {
    expect(refused({ nombreRazon: 'Ana', nif: '12345678A' })).toBe('nif_invalid');
    expect(refused({ nombreRazon: 'x'.repeat(121), nif: 'B12345674' })).toBe('verifactu_text_length');
    expect(refused(idOtro('02', null, '12345'))).toBe('nif_iva_invalid');
    expect(refused(idOtro('06', null, 'X1'))).toBe('country_invalid');
    expect(refused(idOtro('06', 'ES', 'X1'))).toBe('country_invalid');
    expect(refused(idOtro('03', 'MA', 'x'.repeat(21)))).toBe('verifactu_text_length');
  });
});
