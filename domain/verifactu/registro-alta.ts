import type { Cents } from '../money.ts';
import { rateBp } from '../money.ts';
import type { Sha256Hex } from '../ports.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { MAX_TAX_GROUPS } from '../tax/tax-groups.ts';
import type { TaxGroup } from '../tax/types.ts';
import type { AeatAmount } from './amount.ts';
import { parseAeatAmount, serialiseAmount, serialiseRate } from './amount.ts';
import { checkDestinatario, type Destinatario, destinatariosXml } from './destinatario.ts';
import { previousHuella } from './encadenamiento.ts';
import { cadenaAlta } from './huella.ts';
import { checkNombreRazon } from './obligado.ts';
import type { BuiltRecord, RegistroInput } from './registro.ts';
import { checkRegistro, closeRegistro } from './registro.ts';
import { checkedText, element, leaf, optionalLeaf } from './xml-text.ts';

/**
 * What depends on TipoFactura (SPEC.md 5.1, 5.4): F1 has its Destinatario, F2 must have none. F3 and R1-R5 join as members
 * that carry FacturasSustituidas and FacturasRectificadas; the builder then writes them in their places of the order.
 */
export type AltaFactura = { readonly tipo: 'F2' } | { readonly tipo: 'F1'; readonly destinatario: Destinatario };

export type RegistroAltaInput = RegistroInput & {
  /** Name of the issuer as in the census, at most 120 characters. */
  readonly nombreRazonEmisor: string;
  readonly factura: AltaFactura;
  /** General, at most 500 characters: "Venta en tienda". */
  readonly descripcionOperacion: string;
  /** 1 to 12 groups, written in this order. */
  readonly desglose: readonly TaxGroup[];
  /** Sum of tax and recargo, serialised once by the caller; the same text enters XML, hash, QR and paper. */
  readonly cuotaTotal: AeatAmount;
  /** Sum of base, tax and recargo, likewise. */
  readonly importeTotal: AeatAmount;
};

const MAX_DESCRIPCION = 500;
/** 100,000,000.00 EUR: from here on Macrodato=S is required. */
const MACRODATO_CENTS = 10_000_000_000;

const total = (groups: readonly TaxGroup[], part: (group: TaxGroup) => Cents): number =>
  groups.reduce((sum, group) => sum + part(group), 0);

/**
 * AEAT tolerates 10 EUR between the totals and the groups; we tolerate nothing, because a difference means that the
 * paper does not add up. Answers ImporteTotal in cents.
 */
function checkTotals(input: RegistroAltaInput): Result<Cents> {
  const cuota = parseAeatAmount(input.cuotaTotal);
  if (!cuota.ok) return cuota;
  const importe = parseAeatAmount(input.importeTotal);
  if (!importe.ok) return importe;
  const taxCents =
    total(input.desglose, (group) => group.taxCents) + total(input.desglose, (group) => group.recargoCents);
  const baseCents = total(input.desglose, (group) => group.baseCents);
  if (cuota.value !== taxCents || importe.value !== baseCents + taxCents) {
    return refuse('verifactu_totals_differ', {
      cuotaTotal: input.cuotaTotal,
      importeTotal: input.importeTotal,
      desgloseTaxCents: taxCents,
      desgloseTotalCents: baseCents + taxCents,
    });
  }
  return importe;
}

/** Children in the order of SPEC.md 5.3; recargo only where the group has a rate for it. */
function detalleXml({ treatment, baseCents, taxCents, recargoCents }: TaxGroup): string {
  const recargo =
    treatment.recargoRateBp === null
      ? ''
      : leaf('TipoRecargoEquivalencia', serialiseRate(rateBp(treatment.recargoRateBp))) +
        leaf('CuotaRecargoEquivalencia', serialiseAmount(recargoCents));
  return element(
    'DetalleDesglose',
    leaf('Impuesto', treatment.impuesto) +
      leaf('ClaveRegimen', treatment.claveRegimen) +
      leaf('CalificacionOperacion', treatment.calificacion) +
      leaf('TipoImpositivo', serialiseRate(treatment.rateBp)) +
      leaf('BaseImponibleOimporteNoSujeto', serialiseAmount(baseCents)) +
      leaf('CuotaRepercutida', serialiseAmount(taxCents)) +
      recargo,
  );
}

type CheckedAlta = { readonly input: RegistroAltaInput; readonly importeCents: Cents };

function checkFactura(factura: AltaFactura): Result<AltaFactura> {
  if (factura.tipo === 'F2') return ok(factura);
  const destinatario = checkDestinatario(factura.destinatario);
  return destinatario.ok ? ok({ tipo: 'F1', destinatario: destinatario.value }) : destinatario;
}

function checkAlta(input: RegistroAltaInput): Result<CheckedAlta> {
  const shared = checkRegistro(input);
  if (!shared.ok) return shared;
  const nombre = checkNombreRazon('NombreRazonEmisor', input.nombreRazonEmisor);
  if (!nombre.ok) return nombre;
  const descripcion = checkedText('DescripcionOperacion', input.descripcionOperacion, MAX_DESCRIPCION);
  if (!descripcion.ok) return descripcion;
  const groups = input.desglose.length;
  if (groups < 1 || groups > MAX_TAX_GROUPS) return refuse('desglose_size', { groups, max: MAX_TAX_GROUPS });
  const importe = checkTotals(input);
  if (!importe.ok) return importe;
  const factura = checkFactura(input.factura);
  if (!factura.ok) return factura;
  return ok({
    input: {
      ...shared.value,
      factura: factura.value,
      nombreRazonEmisor: nombre.value,
      descripcionOperacion: descripcion.value,
    },
    importeCents: importe.value,
  });
}

function headXml({ input, importeCents }: CheckedAlta): string {
  return (
    leaf('IDVersion', '1.0') +
    element(
      'IDFactura',
      leaf('IDEmisorFactura', input.id.idEmisor) +
        leaf('NumSerieFactura', input.id.numSerie) +
        leaf('FechaExpedicionFactura', input.id.fechaExpedicion),
    ) +
    leaf('RefExterna', input.refExterna) +
    leaf('NombreRazonEmisor', input.nombreRazonEmisor) +
    leaf('TipoFactura', input.factura.tipo) +
    leaf('DescripcionOperacion', input.descripcionOperacion) +
    optionalLeaf('Macrodato', Math.abs(importeCents) >= MACRODATO_CENTS ? 'S' : null) +
    (input.factura.tipo === 'F1' ? destinatariosXml(input.factura.destinatario) : '') +
    element('Desglose', input.desglose.map(detalleXml).join('')) +
    leaf('CuotaTotal', input.cuotaTotal) +
    leaf('ImporteTotal', input.importeTotal)
  );
}

/**
 * The final `sf:RegistroAlta` of an issued invoice (SPEC.md 5.1). Control characters in names and texts become blanks
 * (xml-text.ts). Refuses, besides the codes of `checkRegistro`: `verifactu_text_length` {field, length, max},
 * `desglose_size` {groups, max}, `verifactu_totals_differ`, `aeat_amount_malformed` {text}, and what checkDestinatario refuses.
 */
export function buildRegistroAlta(raw: RegistroAltaInput, sha256: Sha256Hex): Result<BuiltRecord> {
  const checked = checkAlta(raw);
  if (!checked.ok) return checked;
  const { input } = checked.value;
  const cadena = cadenaAlta({
    IDEmisorFactura: input.id.idEmisor,
    NumSerieFactura: input.id.numSerie,
    FechaExpedicionFactura: input.id.fechaExpedicion,
    TipoFactura: input.factura.tipo,
    CuotaTotal: input.cuotaTotal,
    ImporteTotal: input.importeTotal,
    Huella: previousHuella(input.encadenamiento),
    FechaHoraHusoGenRegistro: input.generatedAt,
  });
  return ok(closeRegistro('alta', input, headXml(checked.value), cadena, sha256));
}
