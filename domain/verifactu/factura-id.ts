import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { checkOwnNumSerie } from './num-serie.ts';
import { isAeatDate } from './timestamp.ts';

/** The key of an invoice at AEAT (SPEC.md 4): issuer, number and date, never the installation. */
export type FacturaId = {
  /** NIF of the issuer. */
  readonly idEmisor: string;
  readonly numSerie: string;
  /** dd-mm-aaaa. */
  readonly fechaExpedicion: string;
};

const NIF_SHAPE = /^[A-Z0-9]{9}$/;

/**
 * Lexical checks before a record is built. The control character of the NIF is checked when the shop is set up
 * (`parseNif`), not here: a wrong one must be corrected, it must not stop a till that is selling.
 * Refuses `nif_malformed` {nif}, `fecha_malformed` {text}, `num_serie_*` (see num-serie.ts).
 */
export function checkFacturaId(id: FacturaId): Result<FacturaId> {
  if (!NIF_SHAPE.test(id.idEmisor)) return refuse('nif_malformed', { nif: id.idEmisor });
  const numSerie = checkOwnNumSerie(id.numSerie);
  if (!numSerie.ok) return numSerie;
  return isAeatDate(id.fechaExpedicion) ? ok(id) : refuse('fecha_malformed', { text: id.fechaExpedicion });
}

export const sameFactura = (a: FacturaId, b: FacturaId): boolean =>
  a.idEmisor === b.idEmisor && a.numSerie === b.numSerie && a.fechaExpedicion === b.fechaExpedicion;
