import type { Sha256Hex } from '../ports.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { ChainLink, ChainRecord } from './encadenamiento.ts';
import { previousHuella } from './encadenamiento.ts';
import type { FacturaId } from './factura-id.ts';
import type { Huella } from './huella.ts';
import { cadenaAlta, cadenaAnulacion, huellaOf } from './huella.ts';
import { isRecord, recordMisfit } from './record-language.ts';
import type { XmlElement, XmlMode } from './xml-parser.ts';
import { parseXml } from './xml-parser.ts';

/** Texts as written, amounts and rates too: reading never normalises, because the literal is what was hashed. */
export type ReadDetalle = {
  readonly impuesto: string | null;
  readonly claveRegimen: string | null;
  readonly calificacion: string | null;
  readonly operacionExenta: string | null;
  readonly tipoImpositivo: string | null;
  readonly base: string;
  readonly cuota: string | null;
  readonly tipoRecargo: string | null;
  readonly cuotaRecargo: string | null;
};

export type ReadSistema = {
  readonly nombreRazon: string;
  /** null when the producer is identified by IDOtro. */
  readonly nif: string | null;
  readonly nombreSistemaInformatico: string;
  readonly idSistemaInformatico: string;
  readonly version: string;
  readonly numeroInstalacion: string;
  readonly soloVerifactu: string;
  readonly posibleMultiOT: string;
  readonly indicadorMultiplesOT: string;
};

type ReadShared = ChainRecord & {
  /** Exact text of the element in its document; a stored record declares its namespaces itself, others may not. */
  readonly xml: string;
  readonly refExterna: string | null;
  readonly sistema: ReadSistema;
};

export type ReadAlta = ReadShared & {
  readonly kind: 'alta';
  readonly nombreRazonEmisor: string;
  readonly tipoFactura: string;
  readonly descripcionOperacion: string;
  readonly desglose: readonly ReadDetalle[];
  readonly cuotaTotal: string;
  readonly importeTotal: string;
};

export type ReadAnulacion = ReadShared & {
  readonly kind: 'anulacion';
  readonly sinRegistroPrevio: boolean;
  readonly rechazoPrevio: boolean;
};

export type ReadRecord = ReadAlta | ReadAnulacion;

const child = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((candidate) => candidate.name === name);

const optionalText = (element: XmlElement, name: string): string | null => child(element, name)?.text ?? null;

/** Text of a child that the record language requires, so that it is there. */
const text = (element: XmlElement, name: string): string => child(element, name)?.text ?? '';

function facturaId(element: XmlElement, suffix: '' | 'Anulada'): FacturaId {
  return {
    idEmisor: text(element, `IDEmisorFactura${suffix}`),
    numSerie: text(element, `NumSerieFactura${suffix}`),
    fechaExpedicion: text(element, `FechaExpedicionFactura${suffix}`),
  };
}

/** null unless exactly one of PrimerRegistro=S and RegistroAnterior is there. */
function chainLink(record: XmlElement): ChainLink | null {
  const encadenamiento = child(record, 'Encadenamiento');
  if (encadenamiento?.children.length !== 1) return null;
  const previous = child(encadenamiento, 'RegistroAnterior');
  if (previous === undefined) return text(encadenamiento, 'PrimerRegistro') === 'S' ? { kind: 'first' } : null;
  return { kind: 'previous', id: facturaId(previous, ''), huella: text(previous, 'Huella') };
}

const detalle = (element: XmlElement): ReadDetalle => ({
  impuesto: optionalText(element, 'Impuesto'),
  claveRegimen: optionalText(element, 'ClaveRegimen'),
  calificacion: optionalText(element, 'CalificacionOperacion'),
  operacionExenta: optionalText(element, 'OperacionExenta'),
  tipoImpositivo: optionalText(element, 'TipoImpositivo'),
  base: text(element, 'BaseImponibleOimporteNoSujeto'),
  cuota: optionalText(element, 'CuotaRepercutida'),
  tipoRecargo: optionalText(element, 'TipoRecargoEquivalencia'),
  cuotaRecargo: optionalText(element, 'CuotaRecargoEquivalencia'),
});

const sistema = (element: XmlElement): ReadSistema => ({
  nombreRazon: text(element, 'NombreRazon'),
  nif: optionalText(element, 'NIF'),
  nombreSistemaInformatico: text(element, 'NombreSistemaInformatico'),
  idSistemaInformatico: text(element, 'IdSistemaInformatico'),
  version: text(element, 'Version'),
  numeroInstalacion: text(element, 'NumeroInstalacion'),
  soloVerifactu: text(element, 'TipoUsoPosibleSoloVerifactu'),
  posibleMultiOT: text(element, 'TipoUsoPosibleMultiOT'),
  indicadorMultiplesOT: text(element, 'IndicadorMultiplesOT'),
});

function toRecord(element: XmlElement, source: string, mode: XmlMode): Result<ReadRecord> {
  const misfit = recordMisfit(element, mode === 'foreign');
  if (misfit !== null) return refuse('record_element_unexpected', { element: misfit });
  const link = chainLink(element);
  if (link === null) return refuse('record_element_unexpected', { element: 'Encadenamiento' });
  const idFactura = child(element, 'IDFactura') ?? element;
  const shared = {
    xml: source.slice(element.start, element.end),
    refExterna: optionalText(element, 'RefExterna'),
    link,
    sistema: sistema(child(element, 'SistemaInformatico') ?? element),
    generatedAt: text(element, 'FechaHoraHusoGenRegistro'),
    huella: text(element, 'Huella'),
  };
  if (element.name === 'RegistroAnulacion') {
    return ok({
      kind: 'anulacion',
      ...shared,
      id: facturaId(idFactura, 'Anulada'),
      sinRegistroPrevio: optionalText(element, 'SinRegistroPrevio') === 'S',
      rechazoPrevio: optionalText(element, 'RechazoPrevio') === 'S',
    });
  }
  return ok({
    kind: 'alta',
    ...shared,
    id: facturaId(idFactura, ''),
    nombreRazonEmisor: text(element, 'NombreRazonEmisor'),
    tipoFactura: text(element, 'TipoFactura'),
    descripcionOperacion: text(element, 'DescripcionOperacion'),
    desglose: (child(element, 'Desglose')?.children ?? []).map(detalle),
    cuotaTotal: text(element, 'CuotaTotal'),
    importeTotal: text(element, 'ImporteTotal'),
  });
}

/**
 * One stored record: exactly the element our builders write and nothing around it.
 * Refuses `xml_malformed` {offset}, `record_element_unexpected` {element}.
 */
export function readRecord(xml: string): Result<ReadRecord> {
  const root = parseXml(xml, 'stored');
  if (!root.ok) return root;
  if (!isRecord(root.value)) return refuse('record_element_unexpected', { element: root.value.name });
  return toRecord(root.value, xml, 'stored');
}

function findRecords(element: XmlElement): readonly XmlElement[] {
  return isRecord(element) ? [element] : element.children.flatMap(findRecords);
}

/**
 * The records of a document in their order, whatever is around them (SOAP, RegFactuSistemaFacturacion, nothing) and
 * whatever their prefix. Refuses `xml_malformed` {offset}, `record_element_unexpected` {element}, `records_missing`.
 */
export function readRecords(documentXml: string): Result<readonly ReadRecord[]> {
  const root = parseXml(documentXml, 'foreign');
  if (!root.ok) return root;
  const records: ReadRecord[] = [];
  for (const element of findRecords(root.value)) {
    const record = toRecord(element, documentXml, 'foreign');
    if (!record.ok) return record;
    records.push(record.value);
  }
  return records.length === 0 ? refuse('records_missing') : ok(records);
}

/** Cadena and huella as they follow from the content of the record, whatever huella it states (SPEC.md 6). */
export function recomputeHuella(record: ReadRecord, sha256: Sha256Hex): Huella {
  const { idEmisor, numSerie, fechaExpedicion } = record.id;
  const tail = { Huella: previousHuella(record.link), FechaHoraHusoGenRegistro: record.generatedAt };
  const cadena =
    record.kind === 'alta'
      ? cadenaAlta({
          IDEmisorFactura: idEmisor,
          NumSerieFactura: numSerie,
          FechaExpedicionFactura: fechaExpedicion,
          TipoFactura: record.tipoFactura,
          CuotaTotal: record.cuotaTotal,
          ImporteTotal: record.importeTotal,
          ...tail,
        })
      : cadenaAnulacion({
          IDEmisorFacturaAnulada: idEmisor,
          NumSerieFacturaAnulada: numSerie,
          FechaExpedicionFacturaAnulada: fechaExpedicion,
          ...tail,
        });
  return huellaOf(cadena, sha256);
}

/** Refuses `record_huella_differs` {numSerie, stated, computed} when the record does not have the huella it states. */
export function checkHuella(record: ReadRecord, sha256: Sha256Hex): Result<Huella> {
  const computed = recomputeHuella(record, sha256);
  return computed.huella === record.huella
    ? ok(computed)
    : refuse('record_huella_differs', {
        numSerie: record.id.numSerie,
        stated: record.huella,
        computed: computed.huella,
      });
}
