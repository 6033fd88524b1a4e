import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { parseNif } from './nif.ts';
import { checkedText } from './xml-text.ts';

/** ObligadoEmision: who is obliged to issue the invoices, one per envelope and per data folder. */
export type ObligadoEmision = {
  /** As in the census, at most 120 characters. */
  readonly nombreRazon: string;
  readonly nif: string;
};

export const MAX_NOMBRE_RAZON = 120;

/** A name as records carry it. Refuses `verifactu_text_length` {field, length, max}. */
export const checkNombreRazon = (field: string, nombreRazon: string): Result<string> =>
  checkedText(field, nombreRazon, MAX_NOMBRE_RAZON);

/**
 * For the set-up of a shop: the name cleaned and the NIF normalised with its control character checked, because AEAT
 * rejects every record of an issuer it cannot identify (SPEC.md 11, 4104). Refuses `verifactu_text_length`, `nif_invalid`.
 */
export function checkObligado(obligado: ObligadoEmision): Result<ObligadoEmision> {
  const nombreRazon = checkNombreRazon('NombreRazon', obligado.nombreRazon);
  if (!nombreRazon.ok) return nombreRazon;
  const nif = parseNif(obligado.nif);
  return nif.ok ? ok({ nombreRazon: nombreRazon.value, nif: nif.value }) : nif;
}
