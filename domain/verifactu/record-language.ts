import { SF_NAMESPACE } from './namespaces.ts';
import type { XmlElement } from './xml-parser.ts';

/**
 * The elements of a record with their order and number (SPEC.md 5.1, 5.2, 5.3, 5.5; SuministroInformacion.xsd), as far
 * as a reader needs them. Choices are written as optional members and decided by whoever reads the values.
 */
type Rule = {
  readonly name: string;
  readonly min: 0 | 1;
  readonly max: number;
  /** null: text only. */
  readonly children: readonly Rule[] | null;
  readonly namespace: string;
};

const rule = (name: string, min: 0 | 1, max: number, children: readonly Rule[] | null): Rule => ({
  name,
  min,
  max,
  children,
  namespace: SF_NAMESPACE,
});

/** `Name` or `Name?` for texts, nested rules as they are. */
const sequence = (...parts: readonly (string | Rule)[]): readonly Rule[] =>
  parts.map((part) =>
    typeof part === 'string' ? rule(part.replace('?', ''), part.endsWith('?') ? 0 : 1, 1, null) : part,
  );
const one = (name: string, ...parts: readonly (string | Rule)[]): Rule => rule(name, 1, 1, sequence(...parts));
const maybe = (name: string, ...parts: readonly (string | Rule)[]): Rule => rule(name, 0, 1, sequence(...parts));
const many = (name: string, max: number, ...parts: readonly (string | Rule)[]): Rule =>
  rule(name, 1, max, sequence(...parts));

const ID_FACTURA = ['IDEmisorFactura', 'NumSerieFactura', 'FechaExpedicionFactura'] as const;
const ID_OTRO = maybe('IDOtro', 'CodigoPais?', 'IDType', 'ID');
const PERSONA = ['NombreRazon', 'NIF?', ID_OTRO] as const;
const ENCADENAMIENTO = one('Encadenamiento', 'PrimerRegistro?', maybe('RegistroAnterior', ...ID_FACTURA, 'Huella'));
const SISTEMA = one(
  'SistemaInformatico',
  ...PERSONA,
  'NombreSistemaInformatico',
  'IdSistemaInformatico',
  'Version',
  'NumeroInstalacion',
  'TipoUsoPosibleSoloVerifactu',
  'TipoUsoPosibleMultiOT',
  'IndicadorMultiplesOT',
);
const DETALLE = many(
  'DetalleDesglose',
  12,
  'Impuesto?',
  'ClaveRegimen?',
  'CalificacionOperacion?',
  'OperacionExenta?',
  'TipoImpositivo?',
  'BaseImponibleOimporteNoSujeto',
  'BaseImponibleACoste?',
  'CuotaRepercutida?',
  'TipoRecargoEquivalencia?',
  'CuotaRecargoEquivalencia?',
);
/** XAdES of records that are not VERI*FACTU (SPEC.md 16): its inside is not ours to read. */
const SIGNATURE: Rule = {
  name: 'Signature',
  min: 0,
  max: 1,
  children: [],
  namespace: 'http://www.w3.org/2000/09/xmldsig#',
};

const ALTA = sequence(
  'IDVersion',
  one('IDFactura', ...ID_FACTURA),
  'RefExterna?',
  'NombreRazonEmisor',
  'Subsanacion?',
  'RechazoPrevio?',
  'TipoFactura',
  'TipoRectificativa?',
  maybe('FacturasRectificadas', many('IDFacturaRectificada', 1000, ...ID_FACTURA)),
  maybe('FacturasSustituidas', many('IDFacturaSustituida', 1000, ...ID_FACTURA)),
  maybe('ImporteRectificacion', 'BaseRectificada', 'CuotaRectificada', 'CuotaRecargoRectificado?'),
  'FechaOperacion?',
  'DescripcionOperacion',
  'FacturaSimplificadaArt7273?',
  'FacturaSinIdentifDestinatarioArt61d?',
  'Macrodato?',
  'EmitidaPorTerceroODestinatario?',
  maybe('Tercero', ...PERSONA),
  maybe('Destinatarios', many('IDDestinatario', 1000, ...PERSONA)),
  'Cupon?',
  one('Desglose', DETALLE),
  'CuotaTotal',
  'ImporteTotal',
  ENCADENAMIENTO,
  SISTEMA,
  'FechaHoraHusoGenRegistro',
  'NumRegistroAcuerdoFacturacion?',
  'IdAcuerdoSistemaInformatico?',
  'TipoHuella',
  'Huella',
  SIGNATURE,
);

const ANULACION = sequence(
  'IDVersion',
  one('IDFactura', 'IDEmisorFacturaAnulada', 'NumSerieFacturaAnulada', 'FechaExpedicionFacturaAnulada'),
  'RefExterna?',
  'SinRegistroPrevio?',
  'RechazoPrevio?',
  'GeneradoPor?',
  maybe('Generador', ...PERSONA),
  ENCADENAMIENTO,
  SISTEMA,
  'FechaHoraHusoGenRegistro',
  'TipoHuella',
  'Huella',
  SIGNATURE,
);

/** Blanks between elements are layout in documents of others and never occur in records of ours. */
const LAYOUT = /^[ \t\r\n]*$/;

function fits(element: XmlElement, rules: readonly Rule[], layoutAllowed: boolean): string | null {
  if (layoutAllowed ? !LAYOUT.test(element.text) : element.text !== '') return element.name;
  let at = 0;
  for (const { name, namespace, min, max, children } of rules) {
    let count = 0;
    for (;;) {
      const child = element.children[at];
      if (count === max || child === undefined || child.name !== name || child.namespace !== namespace) break;
      const misfit = namespace === SF_NAMESPACE ? fitsChild(child, children, layoutAllowed) : null;
      if (misfit !== null) return misfit;
      count += 1;
      at += 1;
    }
    if (count < min) return name;
  }
  return element.children[at]?.name ?? null;
}

function fitsChild(child: XmlElement, rules: readonly Rule[] | null, layoutAllowed: boolean): string | null {
  if (rules !== null) return fits(child, rules, layoutAllowed);
  return child.children.length === 0 ? null : child.name;
}

export const isRecord = ({ namespace, name }: XmlElement): boolean =>
  namespace === SF_NAMESPACE && (name === 'RegistroAlta' || name === 'RegistroAnulacion');

/** The name of the first element that is missing, misplaced or too many in a record; null when all fits. */
export const recordMisfit = (record: XmlElement, layoutAllowed: boolean): string | null =>
  fits(record, record.name === 'RegistroAlta' ? ALTA : ANULACION, layoutAllowed);
