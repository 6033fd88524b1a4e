import type { Sha256Hex } from '../ports.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import type { ChainLink, ChainRecord } from './encadenamiento.ts';
import { checkChainLink, encadenamientoXml } from './encadenamiento.ts';
import type { FacturaId } from './factura-id.ts';
import { checkFacturaId } from './factura-id.ts';
import { huellaOf } from './huella.ts';
import { SF_NAMESPACE } from './namespaces.ts';
import type { SistemaInformatico } from './sistema-informatico.ts';
import { checkSistemaInformatico, sistemaInformaticoXml } from './sistema-informatico.ts';
import { checkOwnTimestamp } from './timestamp.ts';
import { checkedText, leaf } from './xml-text.ts';

/** What alta and anulación share. */
export type RegistroInput = {
  /** Invoice; for an anulación the annulled one. */
  readonly id: FacturaId;
  /** Id of our document or annulment, echoed in AEAT's answers; at most 60 characters. */
  readonly refExterna: string;
  readonly encadenamiento: ChainLink;
  readonly sistema: SistemaInformatico;
  /** FechaHoraHusoGenRegistro (domain/time.ts, localTimestamp). */
  readonly generatedAt: string;
};

/** A record that is final: these bytes are stored, exported and sent, never built again. */
export type BuiltRecord = ChainRecord & {
  readonly kind: 'alta' | 'anulacion';
  /** The element with xmlns:sf on itself, without declaration, indentation or newline; UTF-8 when stored. */
  readonly xml: string;
  readonly cadena: string;
};

const MAX_REF_EXTERNA = 60;

/** Checks the shared part; texts come back cleaned. Refuses with the codes of the parts. */
export function checkRegistro<Input extends RegistroInput>(input: Input): Result<Input> {
  const id = checkFacturaId(input.id);
  if (!id.ok) return id;
  const refExterna = checkedText('RefExterna', input.refExterna, MAX_REF_EXTERNA);
  if (!refExterna.ok) return refExterna;
  const link = checkChainLink(input.encadenamiento);
  if (!link.ok) return link;
  const sistema = checkSistemaInformatico(input.sistema);
  if (!sistema.ok) return sistema;
  const generatedAt = checkOwnTimestamp(input.generatedAt);
  if (!generatedAt.ok) return generatedAt;
  return ok({ ...input, refExterna: refExterna.value, sistema: sistema.value });
}

/** Chain, system, time and huella close both kinds of record in the same order (SPEC.md 5.1, 5.2). */
export function closeRegistro(
  kind: BuiltRecord['kind'],
  input: RegistroInput,
  head: string,
  cadena: string,
  sha256: Sha256Hex,
): BuiltRecord {
  const { huella } = huellaOf(cadena, sha256);
  const name = kind === 'alta' ? 'RegistroAlta' : 'RegistroAnulacion';
  const tail =
    encadenamientoXml(input.encadenamiento) +
    sistemaInformaticoXml(input.sistema) +
    leaf('FechaHoraHusoGenRegistro', input.generatedAt) +
    leaf('TipoHuella', '01') +
    leaf('Huella', huella);
  return {
    kind,
    id: input.id,
    link: input.encadenamiento,
    generatedAt: input.generatedAt,
    huella,
    cadena,
    xml: `<sf:${name} xmlns:sf="${SF_NAMESPACE}">${head}${tail}</sf:${name}>`,
  };
}
