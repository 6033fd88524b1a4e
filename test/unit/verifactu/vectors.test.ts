import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAeatAmount, parseAeatRate, serialiseAmount } from '../../../domain/verifactu/amount.ts';
import { cuotaOf } from '../../../domain/verifactu/cuota.ts';
import { checkLink } from '../../../domain/verifactu/encadenamiento.ts';
import { computeHuella, hashValue } from '../../../domain/verifactu/huella.ts';
import { isValidNif } from '../../../domain/verifactu/nif.ts';
import { checkNumSerie } from '../../../domain/verifactu/num-serie.ts';
import { qrUrl, validateQrInputs } from '../../../domain/verifactu/qr.ts';
import { readRecords, recomputeHuella } from '../../../domain/verifactu/read-record.ts';
import { checkTimestamp } from '../../../domain/verifactu/timestamp.ts';
import { sha256Hex } from '../../support/sha256.ts';
import { must } from '../../support/verifactu-samples.ts';
import { validateEnvelope } from '../../support/xsd.ts';

type Values = Readonly<Record<string, unknown>>;
type Vector = { readonly id: string; readonly kind: string; readonly inputs: Values; readonly expected: Values };
type Check = (inputs: Readonly<Record<string, string>>, expected: Values) => void | Promise<void>;

const FILE = new URL('../../fixtures/verifactu/vectors.json', import.meta.url);
const { about, vectors } = JSON.parse(readFileSync(FILE, 'utf8')) as {
  readonly about: { readonly kinds: Readonly<Record<string, string>> };
  readonly vectors: readonly Vector[];
};

/** Answers of AEAT are read by the program that sends, which does not exist yet. */
const OUT_OF_SCOPE: readonly string[] = ['respuesta'];

const huellaOfKind =
  (kind: string): Check =>
  (inputs, expected) => {
    expect(must(computeHuella(kind, inputs, sha256Hex))).toEqual(expected);
  };

const refusalCode = (result: ReturnType<typeof checkNumSerie>): string | undefined =>
  result.ok ? undefined : (result.refusal.params.aeatCode as string | undefined);

const bareEnvelope = (soap: string): string => {
  const body = /<sfLR:RegFactuSistemaFacturacion.*<\/sfLR:RegFactuSistemaFacturacion>/s.exec(soap);
  return body?.[0] ?? '';
};

const CHECKS: Readonly<Record<string, Check>> = {
  'huella-alta': huellaOfKind('alta'),
  'huella-anulacion': huellaOfKind('anulacion'),
  'huella-evento': huellaOfKind('evento'),
  'huella-texto': ({ texto = '' }, { sha256 }) => {
    expect(sha256Hex(texto)).toBe(sha256);
    const fields = Object.fromEntries(
      texto
        .trim()
        .split('&')
        .map((pair) => pair.split('=')),
    );
    expect(must(computeHuella('alta', fields, sha256Hex)).huella).not.toBe(sha256);
  },
  'valor-recorte': ({ valorXml = '' }, { valorEnCadena }) => {
    expect(hashValue(valorXml)).toBe(valorEnCadena);
  },
  'xml-huella': (inputs, expected) => {
    const xml = Object.values(inputs).find((value) => value.includes('<')) ?? '';
    const [record] = must(readRecords(xml));
    expect(record && recomputeHuella(record, sha256Hex).huella).toBe(expected.huella);
  },
  'qr-url': ({ entorno, modo, nif = '', numserie = '', fecha = '', importe = '' }, { url }) => {
    const environment = entorno === 'produccion' ? 'production' : 'test';
    const mode = modo === 'verifactu' ? 'verifactu' : 'no-verifactu';
    expect(qrUrl(environment, mode, { nif, numSerie: numserie, fecha, importe })).toBe(url);
  },
  'qr-validacion': ({ nif = '', numserie = '', fecha = '', importe = '' }, { codigos }) => {
    expect(validateQrInputs({ nif, numSerie: numserie, fecha, importe })).toEqual(codigos);
  },
  nif: ({ nif = '' }, { valido }) => {
    expect(isValidNif(nif)).toBe(valido);
  },
  'fecha-hora': ({ FechaHoraHusoGenRegistro = '' }, { aceptadoPorAEAT, codigo }) => {
    const result = checkTimestamp(FechaHoraHusoGenRegistro);
    expect(result.ok).toBe(aceptadoPorAEAT);
    expect(refusalCode(result)).toBe(codigo);
  },
  numserie: ({ NumSerieFactura = '' }, { aceptado, codigo }) => {
    const result = checkNumSerie(NumSerieFactura);
    expect(result.ok).toBe(aceptado);
    expect(refusalCode(result)).toBe(codigo);
  },
  cuota: ({ base = '', tipo = '' }, { cuota }) => {
    expect(serialiseAmount(cuotaOf(must(parseAeatAmount(base)), must(parseAeatRate(tipo))))).toBe(cuota);
  },
  'cadena-registros': async ({ envelopeXml = '' }, { huellas, xsdValido }) => {
    const records = must(readRecords(envelopeXml));
    expect(records.map((record) => recomputeHuella(record, sha256Hex))).toEqual(huellas);
    expect(records.map(({ huella }) => huella)).toEqual((huellas as { huella: string }[]).map(({ huella }) => huella));
    for (const [index, record] of records.entries()) {
      expect(checkLink(records[index - 1] ?? null, record)).toEqual([]);
    }
    expect(xsdValido).toBe('SuministroLR.xsd');
    expect(await validateEnvelope(bareEnvelope(envelopeXml))).toEqual([]);
  },
};

describe('shared VERI*FACTU vectors', () => {
  it('has a check for every kind that the file declares or uses, or names it as out of scope', () => {
    const kinds = new Set([...Object.keys(about.kinds), ...vectors.map(({ kind }) => kind)]);
    const unhandled = [...kinds].filter((kind) => !(kind in CHECKS) && !OUT_OF_SCOPE.includes(kind));
    expect(unhandled).toEqual([]);
    expect(vectors.length).toBeGreaterThanOrEqual(56);
  });

  for (const { id, kind, inputs, expected } of vectors.filter((vector) => !OUT_OF_SCOPE.includes(vector.kind))) {
    it(`${kind}: ${id}`, async () => {
      const check = CHECKS[kind];
      if (check === undefined) throw new Error(`no check for kind ${kind}`);
      await check(inputs as Readonly<Record<string, string>>, expected);
    });
  }

  it('agrees with the official strings when the same fields are read back from XML', () => {
    const altas = vectors.filter(({ kind }) => kind === 'huella-alta');
    for (const { inputs, expected } of altas) {
      const record = altaXml(inputs as Readonly<Record<string, string>>);
      const [read] = must(readRecords(record));
      expect(read && recomputeHuella(read, sha256Hex)).toEqual(expected);
    }
    expect(altas.length).toBeGreaterThan(10);
  });
});

const SF =
  'https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/aplicaciones/es/aeat/tike/cont/ws/SuministroInformacion.xsd';

/** A foreign document around the fields of a vector: other prefix, layout, default namespace on the record. */
function altaXml(fields: Readonly<Record<string, string>>): string {
  const tag = (name: string): string => `<${name}>${fields[name]}</${name}>`;
  const link =
    fields.Huella === ''
      ? '<PrimerRegistro>S</PrimerRegistro>'
      : `<RegistroAnterior>${tag('IDEmisorFactura')}<NumSerieFactura>X</NumSerieFactura>
         <FechaExpedicionFactura>01-01-2024</FechaExpedicionFactura>${tag('Huella')}</RegistroAnterior>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- other software --><c:container xmlns:c="urn:other" c:id='1'><RegistroAlta xmlns="${SF}">
  <IDVersion>1.0</IDVersion>
  <IDFactura>${tag('IDEmisorFactura')}${tag('NumSerieFactura')}${tag('FechaExpedicionFactura')}</IDFactura>
  <NombreRazonEmisor><![CDATA[A & B]]></NombreRazonEmisor>${tag('TipoFactura')}
  <DescripcionOperacion>Venta</DescripcionOperacion>
  <Desglose><DetalleDesglose><CalificacionOperacion>S1</CalificacionOperacion>
    <BaseImponibleOimporteNoSujeto>1.00</BaseImponibleOimporteNoSujeto></DetalleDesglose></Desglose>
  ${tag('CuotaTotal')}${tag('ImporteTotal')}
  <Encadenamiento>${link}</Encadenamiento>
  <SistemaInformatico><NombreRazon>P</NombreRazon><NIF>B00000000</NIF>
    <NombreSistemaInformatico>S</NombreSistemaInformatico><IdSistemaInformatico>01</IdSistemaInformatico>
    <Version>1</Version><NumeroInstalacion>1</NumeroInstalacion>
    <TipoUsoPosibleSoloVerifactu>S</TipoUsoPosibleSoloVerifactu><TipoUsoPosibleMultiOT>N</TipoUsoPosibleMultiOT>
    <IndicadorMultiplesOT>N</IndicadorMultiplesOT></SistemaInformatico>
  ${tag('FechaHoraHusoGenRegistro')}<TipoHuella>01</TipoHuella><Huella>0</Huella>
</RegistroAlta></c:container>
`;
}
