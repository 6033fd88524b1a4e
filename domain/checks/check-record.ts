import type { IssuedDocument } from '../documents/types.ts';
import type { Sha256Hex } from '../ports.ts';
import { aeatDate } from '../time.ts';
import { serialiseAmount, serialiseRate } from '../verifactu/amount.ts';
import { checkLink, type PreviousLink } from '../verifactu/encadenamiento.ts';
import { checkHuella, type ReadAlta, type ReadRecord, readRecord } from '../verifactu/read-record.ts';
import { compare, type Problem, problem } from './problem.ts';

/** What a clock that was set back leaves behind: told as an incident when it happened, no damage to the chain. */
const HARMLESS = new Set(['chain_time_before_previous']);

/** A record with what is stated of it beside its bytes. */
export type StatedRecord = {
  readonly numeroInstalacion: string;
  /** In the chain of its installation, from 1. */
  readonly position: number;
  readonly kind: 'alta' | 'anulacion';
  readonly generatedAt: string;
  readonly xml: string;
  readonly huella: string;
  /** Empty for the first of a chain. */
  readonly previousHuella: string;
};

/** What of a document its record tells too. */
export type RecordedDocument = Pick<
  IssuedDocument,
  'id' | 'type' | 'number' | 'issuedAt' | 'totalCents' | 'taxCents' | 'taxGroups'
> & { readonly issuer: Pick<IssuedDocument['issuer'], 'taxId' | 'name'> };

/** What is before it in its chain: null for the first, 'unknown' when nobody could read it. */
export type PreviousRecord = PreviousLink | null | 'unknown';

export type CheckedRecord = { readonly record: ReadRecord | null; readonly problems: Problem[] };

/**
 * Reads the bytes and compares them with everything else that is known: their own hash, what is stated beside them, the
 * document they tell of, the record before. Answers the record for the next link, null when it cannot be read.
 */
export function recordProblems(
  stated: StatedRecord,
  document: RecordedDocument,
  previous: PreviousRecord,
  sha256: Sha256Hex,
): CheckedRecord {
  const where = `${stated.numeroInstalacion}/${stated.position}`;
  const read = readRecord(stated.xml);
  if (!read.ok) return { record: null, problems: [problem('record_unreadable', where, read.refusal.code)] };
  const record = read.value;
  const found: Problem[] = [];
  const huella = checkHuella(record, sha256);
  if (!huella.ok) found.push(problem('record_hash_differs', where, record.huella, huella.refusal.params['computed']));
  compare(found, 'record_row_hash_differs', where, stated.huella, record.huella);
  compare(found, 'record_row_kind_differs', where, stated.kind, record.kind);
  compare(found, 'record_row_time_differs', where, stated.generatedAt, record.generatedAt);
  compare(found, 'record_installation_differs', where, record.sistema.numeroInstalacion, stated.numeroInstalacion);
  const linked = record.link.kind === 'first' ? '' : record.link.huella;
  compare(found, 'record_row_previous_differs', where, stated.previousHuella, linked);
  for (const broken of previous === 'unknown' ? [] : checkLink(previous, record)) {
    if (HARMLESS.has(broken.code)) continue;
    found.push(problem(broken.code, where, broken.params['stated'], broken.params['expected']));
  }
  compare(found, 'record_issuer_differs', where, record.id.idEmisor, document.issuer.taxId);
  compare(found, 'record_number_differs', where, record.id.numSerie, document.number);
  compare(found, 'record_date_differs', where, record.id.fechaExpedicion, aeatDate(document.issuedAt));
  if (record.kind === 'alta') checkAlta(found, where, record, document);
  return { record, problems: found };
}

function checkAlta(found: Problem[], where: string, record: ReadAlta, document: RecordedDocument): void {
  compare(found, 'record_time_differs', where, record.generatedAt, document.issuedAt);
  compare(found, 'record_reference_differs', where, record.refExterna, document.id);
  compare(found, 'record_type_differs', where, record.tipoFactura, document.type);
  compare(found, 'record_issuer_name_differs', where, record.nombreRazonEmisor, document.issuer.name);
  compare(found, 'record_total_differs', where, record.importeTotal, serialiseAmount(document.totalCents));
  compare(found, 'record_tax_differs', where, record.cuotaTotal, serialiseAmount(document.taxCents));
  const groups = document.taxGroups.map((group) =>
    [
      group.treatment.impuesto,
      group.treatment.claveRegimen,
      group.treatment.calificacion,
      serialiseRate(group.treatment.rateBp),
      serialiseAmount(group.baseCents),
      serialiseAmount(group.taxCents),
    ].join(' '),
  );
  const written = record.desglose.map((detail) =>
    [detail.impuesto, detail.claveRegimen, detail.calificacion, detail.tipoImpositivo, detail.base, detail.cuota].join(
      ' ',
    ),
  );
  compare(found, 'record_breakdown_differs', where, written.join('; '), groups.join('; '));
}
