import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLink, linkAfter } from '../../../domain/verifactu/encadenamiento.ts';
import { checkHuella, readRecord, readRecords, recomputeHuella } from '../../../domain/verifactu/read-record.ts';
import type { BuiltRecord } from '../../../domain/verifactu/registro.ts';
import { cleanText } from '../../../domain/verifactu/xml-text.ts';
import { sha256Hex } from '../../support/sha256.ts';
import { alta, anulacion, codeOf, group, must } from '../../support/verifactu-samples.ts';
import { validateRecords } from '../../support/xsd.ts';

const SEED = 20261123;
const RATES = [2100, 1000, 400, 0] as const;

const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
  fc.string({
    unit: fc.constantFrom(
      '&',
      '<',
      '>',
      '"',
      "'",
      ']',
      ' ',
      '\t',
      '\n',
      'ñ',
      '€',
      '𝒳',
      '\ud800',
      '\u0000',
      '\u0085',
      'a',
    ),
    minLength: 1,
    maxLength: 60,
  }),
);
const numSerie = fc
  .string({ unit: fc.constantFrom(...'ABCZ0189-/&. +%#;'), minLength: 1, maxLength: 60 })
  .filter((text) => text.trim() === text);
const shape = fc.record({
  name: anyText.filter((text) => cleanText(text) !== ''),
  numSerie,
  amounts: fc.array(fc.integer({ min: -300_000, max: 300_000 }), { minLength: 1, maxLength: 4 }),
});

const build = (shapes: readonly { name: string; numSerie: string; amounts: readonly number[] }[]): BuiltRecord[] => {
  const records: BuiltRecord[] = [];
  for (const { name, numSerie: number, amounts } of shapes) {
    records.push(
      alta(
        amounts.map((amount, index) => group(RATES[index] ?? 0, amount)),
        {
          id: { idEmisor: '89890001K', numSerie: number, fechaExpedicion: '20-11-2026' },
          nombreRazonEmisor: name,
          descripcionOperacion: name,
          encadenamiento: linkAfter(records.at(-1) ?? null),
        },
      ),
    );
  }
  return records;
};

describe('reading a stored record back', () => {
  it('gives the same string, huella, chain and texts for any names, numbers and amounts', () => {
    fc.assert(
      fc.property(fc.array(shape, { minLength: 1, maxLength: 4 }), (shapes) => {
        const records = build(shapes);
        const read = records.map(({ xml }) => must(readRecord(xml)));
        for (const [index, record] of read.entries()) {
          const built = records[index];
          expect(recomputeHuella(record, sha256Hex)).toEqual({ cadena: built?.cadena, huella: built?.huella });
          expect(record).toMatchObject({
            id: built?.id,
            link: built?.link,
            xml: built?.xml,
            generatedAt: built?.generatedAt,
            nombreRazonEmisor: cleanText(shapes[index]?.name ?? ''),
          });
          const previous = read[index - 1] ?? null;
          expect(checkLink(previous, record).map(({ code }) => code)).toEqual([]);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('and the same records validate against the official schema', async () => {
    const shapes = fc.sample(shape, { seed: SEED, numRuns: 60 });
    expect(await validateRecords(build(shapes).map(({ xml }) => xml))).toEqual([]);
  });

  it('keeps the literal of amounts and the groups in their order', () => {
    const record = must(readRecord(alta([group(2100, 4590), group(1000, 550, 140)]).xml));
    expect(record.kind === 'alta' && record.desglose).toEqual([
      {
        impuesto: '01',
        claveRegimen: '01',
        calificacion: 'S1',
        operacionExenta: null,
        tipoImpositivo: '21.00',
        base: '37.93',
        cuota: '7.97',
        tipoRecargo: null,
        cuotaRecargo: null,
      },
      {
        impuesto: '01',
        claveRegimen: '01',
        calificacion: 'S1',
        operacionExenta: null,
        tipoImpositivo: '10.00',
        base: '4.94',
        cuota: '0.49',
        tipoRecargo: '1.40',
        cuotaRecargo: '0.07',
      },
    ]);
  });

  it('reads an annulment', () => {
    const annulled = alta([group(2100, 4590)]);
    const record = must(readRecord(anulacion(annulled, { rechazoPrevio: true }).xml));
    expect(record).toMatchObject({ kind: 'anulacion', id: annulled.id, rechazoPrevio: true, sinRegistroPrevio: false });
    expect(checkHuella(record, sha256Hex).ok).toBe(true);
  });

  it('notices a changed cent, number, date, time, previous huella and own huella', () => {
    const first = alta([group(2100, 4590)]);
    const { xml } = alta([group(2100, 1210)], { encadenamiento: linkAfter(first) });
    const changes: readonly (readonly [string, string])[] = [
      ['<sf:ImporteTotal>12.10', '<sf:ImporteTotal>12.11'],
      ['<sf:CuotaTotal>2.10', '<sf:CuotaTotal>2.1'],
      [
        '01T01S-26-000001</sf:NumSerieFactura><sf:FechaExpedicionFactura>20-11-2026</sf:FechaExpedicionFactura></sf:IDFactura>',
        '01T01S-26-000003</sf:NumSerieFactura><sf:FechaExpedicionFactura>20-11-2026</sf:FechaExpedicionFactura></sf:IDFactura>',
      ],
      ['T10:15:01+01:00', 'T10:15:02+01:00'],
      [first.huella, 'A'.repeat(64)],
      ['>F2<', '>F1<'],
    ];
    expect(codeOf(checkHuella(must(readRecord(xml)), sha256Hex))).toBe(null);
    for (const [from, to] of changes) {
      const changed = xml.replace(from, to);
      expect(changed).not.toBe(xml);
      expect(codeOf(checkHuella(must(readRecord(changed)), sha256Hex))).toBe('record_huella_differs');
    }
  });
});

describe('a stored record is only what our builders write', () => {
  const { xml } = alta([group(2100, 4590)]);
  const damaged: Readonly<Record<string, readonly [string, string]>> = {
    'a declaration before it': [`<?xml version="1.0"?>${xml}`, 'xml_malformed'],
    'a line end after it': [`${xml}\n`, 'xml_malformed'],
    'a comment': [xml.replace('<sf:Desglose>', '<!-- x --><sf:Desglose>'), 'xml_malformed'],
    'a CDATA section': [xml.replace('>F2<', '><![CDATA[F2]]><'), 'xml_malformed'],
    'an attribute': [xml.replace('<sf:Desglose>', '<sf:Desglose Id="1">'), 'xml_malformed'],
    'a lost end': [xml.slice(0, -5), 'xml_malformed'],
    'a second record': [xml + xml, 'xml_malformed'],
    'an unknown entity': [xml.replace('>F2<', '>&eacute;<'), 'xml_malformed'],
    'a bare ampersand': [xml.replace('>Venta en tienda<', '>A & B<'), 'xml_malformed'],
    'a null by number': [xml.replace('>F2<', '>F2&#0;<'), 'xml_malformed'],
    indentation: [xml.replace('<sf:Desglose>', '\n  <sf:Desglose>'), 'record_element_unexpected'],
    'a removed element': [xml.replace('<sf:TipoHuella>01</sf:TipoHuella>', ''), 'record_element_unexpected'],
    'a doubled element': [xml.replace('<sf:TipoHuella>01</sf:TipoHuella>', '$&$&'), 'record_element_unexpected'],
    'another order': [
      xml.replace(/(<sf:CuotaTotal>.*<\/sf:CuotaTotal>)(<sf:ImporteTotal>.*<\/sf:ImporteTotal>)/, '$2$1'),
      'record_element_unexpected',
    ],
    'a foreign element': [
      xml.replace('<sf:Desglose>', '<sf:Nota>x</sf:Nota><sf:Desglose>'),
      'record_element_unexpected',
    ],
    'an element inside a text': [xml.replace('>F2<', '>F2<sf:X>1</sf:X><'), 'record_element_unexpected'],
    'another root': [xml.replaceAll('sf:RegistroAlta', 'sf:Otro'), 'record_element_unexpected'],
    'another namespace': [xml.replace('/tike/', '/other/'), 'record_element_unexpected'],
    'two links': [
      xml.replace(
        '</sf:Encadenamiento>',
        '<sf:RegistroAnterior><sf:IDEmisorFactura>89890001K</sf:IDEmisorFactura><sf:NumSerieFactura>1</sf:NumSerieFactura><sf:FechaExpedicionFactura>01-01-2026</sf:FechaExpedicionFactura><sf:Huella>A</sf:Huella></sf:RegistroAnterior></sf:Encadenamiento>',
      ),
      'record_element_unexpected',
    ],
  };
  for (const [what, [text, code]] of Object.entries(damaged)) {
    it(`refuses ${what}`, () => {
      expect(text).not.toBe(xml);
      expect(codeOf(readRecord(text))).toBe(code);
    });
  }

  it('never throws on any mutilation of a record', () => {
    fc.assert(
      fc.property(fc.nat(xml.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 8 }), (at, cut, inserted) => {
        const mutilated = xml.slice(0, at) + inserted + xml.slice(at + cut);
        const outcomes = [readRecord(mutilated), readRecords(mutilated)];
        expect(outcomes.every((outcome) => typeof outcome.ok === 'boolean')).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe('documents of others', () => {
  it('are refused with a DTD, a processing instruction, an undeclared prefix or endless depth', () => {
    const { xml } = alta([group(2100, 4590)]);
    expect(codeOf(readRecords(`<!DOCTYPE x [<!ENTITY a "b">]>${xml}`))).toBe('xml_malformed');
    expect(codeOf(readRecords(`<?xml-stylesheet href="x"?>${xml}`))).toBe('xml_malformed');
    expect(codeOf(readRecords(`<u:x>${xml}</u:x>`))).toBe('xml_malformed');
    expect(codeOf(readRecords(`${'<a>'.repeat(100)}${xml}${'</a>'.repeat(100)}`))).toBe('xml_malformed');
    expect(codeOf(readRecords('<a/>'))).toBe('records_missing');
  });

  it('give the value that XML means: references, CDATA, line ends and a byte order mark', () => {
    const { xml } = alta([group(2100, 4590)]);
    const other = xml.replace('>TIENDA DE EJEMPLO<', '>Pe&#xF1;a &#38; <![CDATA[<Hijos>]]>\r\n&quot;&apos;&gt;<');
    const [record] = must(readRecords(`\ufeff<?xml version='1.0' encoding='UTF-8'?>\r\n${other}`));
    expect(record).toMatchObject({ nombreRazonEmisor: 'Peña & <Hijos>\n"\'>' });
  });
});
