import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { serialiseAmount } from '../../../domain/verifactu/amount.ts';
import { linkAfter } from '../../../domain/verifactu/encadenamiento.ts';
import { readRecord, readRecords } from '../../../domain/verifactu/read-record.ts';
import { buildRegistroAlta } from '../../../domain/verifactu/registro-alta.ts';
import { buildRegistroAnulacion } from '../../../domain/verifactu/registro-anulacion.ts';
import { sha256Hex } from '../../support/sha256.ts';
import {
  alta,
  altaInput,
  anulacion,
  anulacionInput,
  codeOf,
  group,
  must,
  SISTEMA,
} from '../../support/verifactu-samples.ts';
import { validateEnvelope, validateRecord, validateRecords } from '../../support/xsd.ts';

const fixture = (path: string): string =>
  readFileSync(new URL(`../../fixtures/verifactu/${path}`, import.meta.url), 'utf8');
const golden = (name: string): string => readFileSync(new URL(`golden/${name}.xml`, import.meta.url), 'utf8');

const ODD_NAMES = [
  'Peña & Hijos <Niños> "L\'Hort" Ñ ñ ç €',
  "Bar 'El Rincón' > 3 && < 5",
  'Café — 東京 𝒳',
  '&amp; ]]> <![CDATA[x]]> <!-- y -->',
];

const twelve = Array.from({ length: 12 }, (_, index) => group(index * 100, 1000 + index * 37));

describe('built records', () => {
  const simple = alta([group(2100, 4590)]);
  const chained = alta([group(2100, 1000), group(1000, 550), group(400, 208)], {
    id: { idEmisor: '89890001K', numSerie: '01T01S-26-000002', fechaExpedicion: '20-11-2026' },
    encadenamiento: linkAfter(simple),
    generatedAt: '2026-11-20T10:16:00+01:00',
  });
  const valid = {
    'an F2 that starts a chain': simple,
    'an F2 chained to another': chained,
    'an F2 of 12 tax groups': alta(twelve),
    'an F2 of 0.00': alta([group(2100, 0)]),
    'an F2 with recargo': alta([group(2100, 12620, 520)]),
    'an F2 of the largest amount of the program': alta([group(0, 99_999_999_999)]),
    'an annulment': anulacion(chained),
    'an annulment that starts a chain': anulacion(simple, {
      encadenamiento: { kind: 'first' },
      sinRegistroPrevio: true,
      rechazoPrevio: true,
    }),
    'a number with an ampersand': alta([group(2100, 100)], { id: { ...simple.id, numSerie: 'A&B 0001' } }),
    ...Object.fromEntries(
      ODD_NAMES.map((name) => [
        `the name ${name}`,
        alta([group(2100, 100)], { nombreRazonEmisor: name, descripcionOperacion: name }),
      ]),
    ),
  };

  for (const [what, { xml }] of Object.entries(valid)) {
    it(`validate against the official schema: ${what}`, async () => {
      expect(await validateRecord(xml)).toEqual([]);
    });
  }

  it('keep names exactly through XML', () => {
    for (const name of ODD_NAMES) {
      const { xml } = alta([group(2100, 100)], { nombreRazonEmisor: name });
      expect(must(readRecord(xml))).toMatchObject({ nombreRazonEmisor: name });
    }
  });

  it('are these bytes (golden files)', () => {
    const named = alta([group(2100, 4590), group(1000, 550)], { nombreRazonEmisor: 'Peña & Hijos, "El Niño"' });
    expect(named.xml).toBe(golden('alta'));
    expect(anulacion(named).xml).toBe(golden('anulacion'));
  });

  it('use the given amount text unchanged in XML and string', () => {
    const input = altaInput([group(2100, 4590)]);
    const { xml, cadena } = must(buildRegistroAlta(input, sha256Hex));
    expect(input.importeTotal).toBe('45.90');
    expect(xml).toContain('<sf:CuotaTotal>7.97</sf:CuotaTotal><sf:ImporteTotal>45.90</sf:ImporteTotal>');
    expect(cadena).toContain('&CuotaTotal=7.97&ImporteTotal=45.90&Huella=&');
  });

  it('say Macrodato from 100,000,000.00 on and not below', () => {
    expect(alta([group(0, 10_000_000_000)]).xml).toContain('<sf:Macrodato>S</sf:Macrodato>');
    expect(alta([group(0, 9_999_999_999)]).xml).not.toContain('Macrodato');
  });

  it('have no declaration, line end or indentation and their namespace on themselves', () => {
    for (const { xml } of Object.values(valid)) {
      expect(xml).toMatch(/^<sf:Registro(Alta|Anulacion) xmlns:sf="https:/);
      expect(xml).not.toMatch(/[\n\t]|> +</);
    }
  });

  it('replace control characters of names by blanks and lone surrogates by U+FFFD, always the same way', async () => {
    const nombreRazonEmisor = '\u0000Tienda\u0007 del\tSol\r\n\ud800\uffff\u0085 ';
    const record = alta([group(2100, 100)], { nombreRazonEmisor });
    expect(must(readRecord(record.xml))).toMatchObject({ nombreRazonEmisor: 'Tienda  del Sol  \ufffd\ufffd' });
    expect(record.xml).toBe(alta([group(2100, 100)], { nombreRazonEmisor }).xml);
    expect(await validateRecord(record.xml)).toEqual([]);
  });
});

describe('schema validation bites', () => {
  const { xml } = alta([group(2100, 4590)]);
  const damaged = {
    'elements in another order': xml.replace(
      /(<sf:CuotaTotal>.*<\/sf:CuotaTotal>)(<sf:ImporteTotal>.*<\/sf:ImporteTotal>)/,
      '$2$1',
    ),
    'an amount with a comma': xml.replace('45.90', '45,90'),
    'an amount with three decimals': xml.replace('45.90', '45.900'),
    'a missing element': xml.replace('<sf:TipoHuella>01</sf:TipoHuella>', ''),
    'an unknown type of invoice': xml.replace('>F2<', '>F9<'),
    'another namespace': xml.replace('/tike/', '/tikeV1.0/'),
  };
  for (const [what, bad] of Object.entries(damaged)) {
    it(`refuses ${what}`, async () => {
      expect(bad).not.toBe(xml);
      expect(await validateRecord(bad)).not.toEqual([]);
    });
  }

  it('names the damaged record among good ones', async () => {
    const errors = await validateRecords([xml, damaged['an amount with a comma'], xml]);
    expect(errors.join('\n')).toContain('document-1.xml');
    expect(errors.join('\n')).not.toMatch(/document-[02]\.xml/);
  });

  it('accepts the official example and reads its seven records', async () => {
    const example = fixture('examples/remision-ejemplo.xml');
    const body = /<sfLR:RegFactu.*<\/sfLR:RegFactuSistemaFacturacion>/s.exec(example)?.[0] ?? '';
    expect(await validateEnvelope(body)).toEqual([]);
    expect(await validateEnvelope(body.replace('>17.58<', '>17,58<'))).not.toEqual([]);
    expect(must(readRecords(example)).map(({ kind }) => kind)).toEqual([...Array(6).fill('alta'), 'anulacion']);
  });
});

describe('builders refuse', () => {
  const groups = [group(2100, 4590)];
  const id = altaInput(groups).id;
  const cases: readonly (readonly [string, Parameters<typeof altaInput>[1], string])[] = [
    [
      'totals that are not the sum of the groups',
      { importeTotal: serialiseAmount(cents(4591)) },
      'verifactu_totals_differ',
    ],
    ['a tax total that is not the sum', { cuotaTotal: serialiseAmount(cents(796)) }, 'verifactu_totals_differ'],
    ['no tax group', { desglose: [] }, 'desglose_size'],
    ['thirteen tax groups', { desglose: [...twelve, group(2100, 1)] }, 'desglose_size'],
    ['a name that is empty once cleaned', { nombreRazonEmisor: ' \u0001 ' }, 'verifactu_text_length'],
    ['a name of 121 characters', { nombreRazonEmisor: 'x'.repeat(121) }, 'verifactu_text_length'],
    ['a description of 501 characters', { descripcionOperacion: 'x'.repeat(501) }, 'verifactu_text_length'],
    ['a number with =', { id: { ...id, numSerie: 'A=B' } }, 'num_serie_character'],
    ['a number with a space at the end', { id: { ...id, numSerie: 'A ' } }, 'num_serie_outer_space'],
    ['a NIF of another shape', { id: { ...id, idEmisor: '89890001k' } }, 'nif_malformed'],
    ['a day that does not exist', { id: { ...id, fechaExpedicion: '30-02-2026' } }, 'fecha_malformed'],
    ['a time in Z', { generatedAt: '2026-11-20T10:15:01Z' }, 'timestamp_malformed'],
    ['a short previous huella', { encadenamiento: { kind: 'previous', id, huella: 'ABC' } }, 'huella_malformed'],
    [
      'a system id of three characters',
      { sistema: { ...SISTEMA, idSistemaInformatico: 'MOS' } },
      'sistema_id_malformed',
    ],
    [
      'a system name of 31 characters',
      { sistema: { ...SISTEMA, nombreSistemaInformatico: 'x'.repeat(31) } },
      'verifactu_text_length',
    ],
    ['a producer NIF with a wrong control', { sistema: { ...SISTEMA, nif: 'B00000001' } }, 'nif_invalid'],
  ];
  for (const [what, changes, code] of cases) {
    it(what, () => {
      expect(codeOf(buildRegistroAlta(altaInput(groups, changes), sha256Hex))).toBe(code);
    });
  }

  it('an annulment of a malformed number', () => {
    const input = anulacionInput(alta(groups), { id: { ...id, numSerie: '' } });
    expect(codeOf(buildRegistroAnulacion(input, sha256Hex))).toBe('num_serie_length');
  });
});
