import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { SF_NAMESPACE, SFLR_NAMESPACE } from './namespaces.ts';
import type { ObligadoEmision } from './obligado.ts';
import { checkNombreRazon } from './obligado.ts';
import { element, leaf } from './xml-text.ts';

/** AEAT takes at most this many records in one request (SPEC.md 10). */
export const MAX_RECORDS_PER_ENVELOPE = 1_000;

export type EnvelopeOptions = {
  /** Incidencia=S: these records waited because of a failure (SPEC.md 13). */
  readonly incidencia?: boolean;
};

/**
 * A RegFactuSistemaFacturacion document around stored records, each copied unchanged: nothing is parsed or rebuilt.
 * The caller gives 1 to 1,000 records of this one issuer in order of generation.
 * Refuses `envelope_size` {records, max}, `verifactu_text_length` {field, length, max}.
 */
export function buildEnvelope(
  obligado: ObligadoEmision,
  records: readonly string[],
  options: EnvelopeOptions = {},
): Result<string> {
  if (records.length < 1 || records.length > MAX_RECORDS_PER_ENVELOPE) {
    return refuse('envelope_size', { records: records.length, max: MAX_RECORDS_PER_ENVELOPE });
  }
  const nombre = checkNombreRazon('NombreRazon', obligado.nombreRazon);
  if (!nombre.ok) return nombre;
  const issuer = element('ObligadoEmision', leaf('NombreRazon', nombre.value) + leaf('NIF', obligado.nif));
  const voluntaria = options.incidencia === true ? element('RemisionVoluntaria', leaf('Incidencia', 'S')) : '';
  const facturas = records.map((xml) => `<sfLR:RegistroFactura>${xml}</sfLR:RegistroFactura>\n`).join('');
  return ok(
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
      `<sfLR:RegFactuSistemaFacturacion xmlns:sfLR="${SFLR_NAMESPACE}" xmlns:sf="${SF_NAMESPACE}">\n` +
      `<sfLR:Cabecera>${issuer}${voluntaria}</sfLR:Cabecera>\n` +
      `${facturas}</sfLR:RegFactuSistemaFacturacion>\n`,
  );
}

/** Slices of at most 1,000 in the same order, read only as they are needed: an export may be of a million. */
export function* envelopeChunks<T>(records: Iterable<T>): Generator<readonly T[], void, void> {
  let chunk: T[] = [];
  for (const record of records) {
    chunk.push(record);
    if (chunk.length === MAX_RECORDS_PER_ENVELOPE) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
