import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents, MAX_CENTS, rateBp } from '../../../domain/money.ts';
import {
  asAeatAmount,
  parseAeatAmount,
  parseAeatRate,
  serialiseAmount,
  serialiseRate,
} from '../../../domain/verifactu/amount.ts';
import { cuotaOf } from '../../../domain/verifactu/cuota.ts';
import { computeHuella } from '../../../domain/verifactu/huella.ts';
import { isValidNif, parseNif } from '../../../domain/verifactu/nif.ts';
import { checkNumSerie } from '../../../domain/verifactu/num-serie.ts';
import { checkObligado } from '../../../domain/verifactu/obligado.ts';
import { qrUrl, validateQrInputs } from '../../../domain/verifactu/qr.ts';
import { checkTimestamp, epochMsOf, isAeatDate } from '../../../domain/verifactu/timestamp.ts';
import { cleanText } from '../../../domain/verifactu/xml-text.ts';
import { sha256Hex } from '../../support/sha256.ts';
import { codeOf, must } from '../../support/verifactu-samples.ts';

const SEED = 20261123;

describe('amounts', () => {
  it('are written with two decimals, a point and no plus', () => {
    const written = [4590, -5, 0, -0, 100, -121_00, MAX_CENTS].map((value) => serialiseAmount(cents(value)));
    expect(written).toEqual(['45.90', '-0.05', '0.00', '0.00', '1.00', '-121.00', '999999999.99']);
    expect([2100, 520, 62, 0, 10_000].map((value) => serialiseRate(rateBp(value)))).toEqual([
      '21.00',
      '5.20',
      '0.62',
      '0.00',
      '100.00',
    ]);
  });

  it('survive writing and reading', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_CENTS, max: MAX_CENTS }), (value) => {
        const text = serialiseAmount(cents(value));
        expect(must(parseAeatAmount(text))).toBe(value === 0 ? 0 : value);
        expect(must(asAeatAmount(text))).toBe(text);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('are read in every form of the schema and no other', () => {
    expect(['+121.00', '121.1', '121.', '007', '-0.00'].map((text) => must(parseAeatAmount(text)))).toEqual([
      12_100, 12_110, 12_100, 700, 0,
    ]);
    for (const text of ['', '.5', '1,00', '1.000', '1e3', ' 1', '1 ', '--1', '1234567890123', '1\n', '１']) {
      expect(codeOf(parseAeatAmount(text))).toBe('aeat_amount_malformed');
    }
    expect(codeOf(parseAeatAmount('1000000000.00'))).toBe('aeat_amount_too_large');
    expect(must(parseAeatRate('5.2'))).toBe(520);
    expect(codeOf(parseAeatRate('100.01'))).toBe('aeat_rate_malformed');
  });

  it('count as ours only in the form that we write', () => {
    for (const text of ['+1.00', '1.0', '1', '01.00', '-0.00', '1.00 ']) expect(asAeatAmount(text).ok).toBe(false);
  });

  it('round a tax of a net base half away from zero', () => {
    expect([
      cuotaOf(cents(250), rateBp(1000)),
      cuotaOf(cents(-250), rateBp(1000)),
      cuotaOf(cents(5), rateBp(1000)),
    ]).toEqual([25, -25, 1]);
    expect(cuotaOf(cents(-5), rateBp(1000))).toBe(-1);
  });
});

describe('NIF', () => {
  it('accepts persons, foreigners and entities with their control', () => {
    const valid = [
      '12345678Z',
      '00000000T',
      'X1234567L',
      'Y0000000Z',
      'Z0000000M',
      'L0000000T',
      'M0000000T',
      'A00000000',
      'B72877814',
      'A28083806',
      'P0800000B',
      'Q2826000H',
      'G00000000',
      'G0000000J',
    ];
    expect(valid.filter((nif) => !isValidNif(nif))).toEqual([]);
  });

  it('refuses a wrong control, form or spelling', () => {
    const invalid = [
      '12345678A',
      'B72877815',
      'P08000002',
      'A0000000J',
      'I00000000',
      '1234567Z',
      '12345678z',
      '',
      'B72877814 ',
      'ESB72877814',
      'Ñ2345678Z',
    ];
    expect(invalid.filter((nif) => isValidNif(nif))).toEqual([]);
  });

  it('changing any digit of a DNI makes it invalid', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.nat(7), digit, (at, other) => {
        const changed = `${'12345678'.slice(0, at)}${other}${'12345678'.slice(at + 1)}Z`;
        expect(isValidNif(changed)).toBe(changed === '12345678Z');
      }),
      { seed: SEED },
    );
  });

  it('is understood as people type it', () => {
    const typed = [' 12.345.678-z ', 'b-72877814', 'ES B72877814', '1T', 'x1234567l'];
    expect(typed.slice(0, 3).map((text) => must(parseNif(text)))).toEqual(['12345678Z', 'B72877814', 'B72877814']);
    expect(must(parseNif('1R'))).toBe('00000001R');
    expect(codeOf(parseNif('1T'))).toBe('nif_invalid');
  });
});

describe('the issuer at set-up', () => {
  it('comes back with its name cleaned and its NIF normalised', () => {
    expect(must(checkObligado({ nombreRazon: ' Peña\tSL ', nif: 'b-72877814' }))).toEqual({
      nombreRazon: 'Peña SL',
      nif: 'B72877814',
    });
    expect(codeOf(checkObligado({ nombreRazon: '', nif: 'B72877814' }))).toBe('verifactu_text_length');
    expect(codeOf(checkObligado({ nombreRazon: 'Peña SL', nif: 'B72877815' }))).toBe('nif_invalid');
  });
});

describe('NumSerieFactura', () => {
  it('takes 1 to 60 printable ASCII characters without " \' < > =', () => {
    expect(checkNumSerie('~!#$%&()*+,-./:;?@[\\]^_`{|} aZ09').ok).toBe(true);
    expect(checkNumSerie('A'.repeat(60)).ok).toBe(true);
    expect([checkNumSerie(''), checkNumSerie('A'.repeat(61))].map(codeOf)).toEqual([
      'num_serie_length',
      'num_serie_length',
    ]);
    const code = (text: string): unknown => {
      const result = checkNumSerie(text);
      return result.ok ? null : result.refusal.params.aeatCode;
    };
    expect(['"', "'", '<', '>', '='].map(code)).toEqual(Array(5).fill('1287'));
    expect(['ñ', '€', '\t', '\u007f', '𝒳'].map(code)).toEqual(Array(5).fill('1130'));
  });
});

describe('timestamps and dates', () => {
  it('accept whole seconds with offset or Z', () => {
    for (const text of [
      '2026-08-18T17:19:06+02:00',
      '2026-08-18T15:19:06Z',
      '2026-01-01T00:00:00-00:00',
      '2028-02-29T23:59:59+00:00',
    ]) {
      expect(epochMsOf(text)).toBe(Date.parse(text));
    }
  });

  it('refuse everything else', () => {
    const wrong = [
      '2026-08-18T17:19:06.123+02:00',
      '2026-08-18T17:19:06+0200',
      '2026-08-18T17:19:06+02:00:00',
      '2026-08-18T17:19:06',
      '2026-08-18 17:19:06+02:00',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:00:60Z',
      '2026-01-01T00:00:00+14:01',
      '2026-01-01T00:00:00+01:60',
      '2026-08-18t17:19:06z',
      '2026-08-18T17:19:06Z\n',
    ];
    expect(wrong.filter((text) => checkTimestamp(text).ok)).toEqual([]);
  });

  it('know the calendar', () => {
    expect(['29-02-2028', '31-12-2026', '01-01-2024'].every(isAeatDate)).toBe(true);
    expect(
      ['29-02-2026', '31-04-2026', '00-01-2026', '2026-01-01', '1-1-2026', '01/01/2026', ''].some(isAeatDate),
    ).toBe(false);
  });
});

describe('QR', () => {
  const inputs = { nif: '89890001K', numSerie: 'A+B/C&D (1)*~', fecha: '01-09-2024', importe: '-5.50' };

  it('decodes to exactly the inputs in the order of the law', () => {
    const url = new URL(qrUrl('production', 'verifactu', inputs));
    expect([...url.searchParams]).toEqual([
      ['nif', '89890001K'],
      ['numserie', 'A+B/C&D (1)*~'],
      ['fecha', '01-09-2024'],
      ['importe', '-5.50'],
    ]);
    expect(url.origin + url.pathname).toBe('https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR');
    expect(qrUrl('test', 'no-verifactu', inputs)).toMatch(
      /^https:\/\/prewww2\.aeat\.es\/wlpl\/TIKE-CONT\/ValidarQRNoVerifactu\?/,
    );
  });

  it('answers the code of each wrong input', () => {
    const wrong = (changes: Partial<typeof inputs>): readonly string[] => validateQrInputs({ ...inputs, ...changes });
    expect(wrong({})).toEqual([]);
    expect(validateQrInputs({ nif: '', numSerie: '', fecha: '', importe: '' })).toEqual([
      '1001',
      '1002',
      '1003',
      '1004',
    ]);
    expect(wrong({ nif: '89890001A' })).toEqual(['2001']);
    expect(wrong({ numSerie: 'A'.repeat(61) })).toEqual(['2002']);
    expect(wrong({ numSerie: 'A=1' })).toEqual(['2003']);
    expect(wrong({ numSerie: 'Ñ' })).toEqual(['2003']);
    expect(wrong({ fecha: '2024-09-01' })).toEqual(['2004']);
    expect(wrong({ fecha: '31-09-2024' })).toEqual(['2004']);
    expect(['1.234,5', '+1.00', '1.', '.5', 'x', '1 '].flatMap((importe) => wrong({ importe }))).toEqual(
      Array(6).fill('2005'),
    );
    expect(['1234567890123.00', '1.234'].flatMap((importe) => wrong({ importe }))).toEqual(['2006', '2006']);
  });
});

describe('huella command', () => {
  it('takes a missing field as empty and refuses unknown names, numbers and kinds', () => {
    const { cadena } = must(computeHuella('anulacion', { IDEmisorFacturaAnulada: '\u0001 89890001K\n' }, sha256Hex));
    expect(cadena).toBe(
      'IDEmisorFacturaAnulada=89890001K&NumSerieFacturaAnulada=&FechaExpedicionFacturaAnulada=&Huella=&FechaHoraHusoGenRegistro=',
    );
    const code = (kind: string, fields: unknown): string | null => codeOf(computeHuella(kind, fields, sha256Hex));
    expect(code('alta', { importeTotal: '1.00' })).toBe('huella_field_unknown');
    expect(code('alta', { ImporteTotal: 12.1 })).toBe('huella_field_not_text');
    expect(code('alta', null)).toBe('huella_fields_malformed');
    expect(code('alta', [])).toBe('huella_fields_malformed');
    expect(code('evento', 'x')).toBe('huella_fields_malformed');
    expect(code('evento', { SistemaInformatico: 'x' })).toBe('huella_fields_malformed');
    expect(code('evento', { Otro: 'x' })).toBe('huella_field_unknown');
    expect(code('toString', {})).toBe('huella_kind_unknown');
    expect(code('alta', JSON.parse('{"__proto__": "x"}'))).toBe('huella_field_unknown');
  });

  it('keeps no-break spaces and inner spaces, which are above U+0020 or inside', () => {
    const { cadena } = must(computeHuella('alta', { NumSerieFactura: ' \u00a0A  B\u00a0\t' }, sha256Hex));
    expect(cadena).toContain('&NumSerieFactura=\u00a0A  B\u00a0&');
  });
});

describe('texts', () => {
  it('are clean after cleaning once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
