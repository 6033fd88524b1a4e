import type { Refusal, RefusalParams, Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { FacturaId } from './factura-id.ts';
import { checkFacturaId, sameFactura } from './factura-id.ts';
import { epochMsOf } from './timestamp.ts';
import { element, leaf } from './xml-text.ts';

/** Encadenamiento (SPEC.md 7): PrimerRegistro once per chain, after that the record generated immediately before. */
export type ChainLink =
  | { readonly kind: 'first' }
  | { readonly kind: 'previous'; readonly id: FacturaId; readonly huella: string };

/** What of a record takes part in the chain, whether alta or anulación. */
export type ChainRecord = {
  /** Its invoice; for an anulación the annulled one. */
  readonly id: FacturaId;
  readonly link: ChainLink;
  readonly huella: string;
  /** FechaHoraHusoGenRegistro. */
  readonly generatedAt: string;
};

/** What of a record its successor is compared with. */
export type PreviousLink = Pick<ChainRecord, 'id' | 'huella' | 'generatedAt'>;

/** A tip that is this much ahead of now is an alarm; selling goes on (SPEC.md 7, pre-check). */
export const MAX_TIP_AHEAD_MS = 60_000;

const HUELLA = /^[0-9A-F]{64}$/;
export const isHuella = (text: string): boolean => HUELLA.test(text);

/** The link of the record that follows `previous`; null starts the chain. */
export const linkAfter = (previous: Pick<ChainRecord, 'id' | 'huella'> | null): ChainLink =>
  previous === null ? { kind: 'first' } : { kind: 'previous', id: previous.id, huella: previous.huella };

/** The previous huella as it enters the hashed string: empty in the first record. */
export const previousHuella = (link: ChainLink): string => (link.kind === 'first' ? '' : link.huella);

/** Refuses `huella_malformed` {huella} and what checkFacturaId refuses. */
export function checkChainLink(link: ChainLink): Result<ChainLink> {
  if (link.kind === 'first') return ok(link);
  const id = checkFacturaId(link.id);
  if (!id.ok) return id;
  return isHuella(link.huella) ? ok(link) : refuse('huella_malformed', { huella: link.huella });
}

export const encadenamientoXml = (link: ChainLink): string =>
  element(
    'Encadenamiento',
    link.kind === 'first'
      ? leaf('PrimerRegistro', 'S')
      : element(
          'RegistroAnterior',
          leaf('IDEmisorFactura', link.id.idEmisor) +
            leaf('NumSerieFactura', link.id.numSerie) +
            leaf('FechaExpedicionFactura', link.id.fechaExpedicion) +
            leaf('Huella', link.huella),
        ),
  );

const problem = (code: string, params: RefusalParams): Refusal => ({ code, params, retryable: false });

function linkProblems(previous: PreviousLink | null, record: ChainRecord): readonly Refusal[] {
  const { link } = record;
  const { numSerie } = record.id;
  if (previous === null) return link.kind === 'first' ? [] : [problem('chain_first_expected', { numSerie })];
  if (link.kind === 'first') return [problem('chain_first_repeated', { numSerie })];
  const found: Refusal[] = [];
  if (!sameFactura(link.id, previous.id)) {
    found.push(
      problem('chain_previous_differs', { numSerie, stated: link.id.numSerie, expected: previous.id.numSerie }),
    );
  }
  if (link.huella !== previous.huella) {
    found.push(problem('chain_huella_differs', { numSerie, stated: link.huella, expected: previous.huella }));
  }
  return found;
}

/**
 * Every way in which `record` does not follow `previous` (null: it must be the first), empty when it does:
 * `chain_first_expected`, `chain_first_repeated` (AEAT 2007), `chain_previous_differs` {stated, expected},
 * `chain_huella_differs` {stated, expected}, `chain_huella_malformed` (2002, 2003), `chain_huella_repeated` (2008),
 * `chain_time_before_previous` {generatedAt, previousAt}; all with {numSerie}. The last is what a corrected clock leaves
 * behind: worth telling, no damage to the chain. Whether each huella fits its content is `checkHuella`'s question.
 */
export function checkLink(previous: PreviousLink | null, record: ChainRecord): readonly Refusal[] {
  const { numSerie } = record.id;
  const found = [...linkProblems(previous, record)];
  if (!isHuella(record.huella)) found.push(problem('chain_huella_malformed', { numSerie, huella: record.huella }));
  if (previous === null) return found;
  if (record.huella === previous.huella) found.push(problem('chain_huella_repeated', { numSerie }));
  const before = epochMsOf(previous.generatedAt);
  const now = epochMsOf(record.generatedAt);
  if (before !== null && now !== null && now < before) {
    const { generatedAt } = record;
    found.push(problem('chain_time_before_previous', { numSerie, generatedAt, previousAt: previous.generatedAt }));
  }
  return found;
}

/** Whether the tip of the chain is more than a minute ahead of the clock (SPEC.md 7); alarm, never a stop. */
export function isTipAhead(tipGeneratedAt: string, nowMs: number): boolean {
  const tipMs = epochMsOf(tipGeneratedAt);
  return tipMs !== null && tipMs > nowMs + MAX_TIP_AHEAD_MS;
}
