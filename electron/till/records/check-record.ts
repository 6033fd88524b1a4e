import type { DocumentHeader, DocumentTexts } from '../../../db/documents.ts';
import { taxGroupsOf } from '../../../db/documents.ts';
import type { FiscalRecord } from '../../../db/fiscal-records.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';
import { aeatDate } from '../../../domain/time.ts';
import { serialiseAmount, serialiseRate } from '../../../domain/verifactu/amount.ts';
import { type ChainRecord, checkLink } from '../../../domain/verifactu/encadenamiento.ts';
import { checkHuella, type ReadAlta, type ReadRecord, readRecord } from '../../../domain/verifactu/read-record.ts';
import { compare, type Problem, problem } from './problem.ts';

/** What a clock that was set back leaves behind: told as an incident when it happened, no damage to the chain. */
const HARMLESS = new Set(['chain_time_before_previous']);

export type RecordContext = {
  readonly db: ReadableDatabase;
  readonly sha256: Sha256Hex;
  readonly numeroInstalacion: string;
};

/**
 * Reads the stored bytes back and compares them with everything else that is known: their own hash, the row, the
 * document they tell of, the record before. Answers the record for the next link, null when it cannot be read.
 */
export function checkRecord(
  context: RecordContext,
  row: FiscalRecord,
  document: { readonly header: DocumentHeader; readonly texts: DocumentTexts },
  previous: ChainRecord | null,
): { readonly record: ReadRecord | null; readonly problems: Problem[] } {
  const { header, texts } = document;
  const where = `${context.numeroInstalacion}/${row.position}`;
  const read = readRecord(row.xml.toString('utf8'));
  if (!read.ok) return { record: null, problems: [problem('record_unreadable', where, read.refusal.code)] };
  const record = read.value;
  const found: Problem[] = [];
  const huella = checkHuella(record, context.sha256);
  if (!huella.ok) found.push(problem('record_hash_differs', where, record.huella, huella.refusal.params['computed']));
  compare(found, 'record_row_hash_differs', where, row.huella, record.huella);
  compare(found, 'record_row_kind_differs', where, row.kind, record.kind);
  compare(found, 'record_row_time_differs', where, row.generatedAt, record.generatedAt);
  compare(found, 'record_installation_differs', where, record.sistema.numeroInstalacion, context.numeroInstalacion);
  const stated = record.link.kind === 'first' ? '' : record.link.huella;
  compare(found, 'record_row_previous_differs', where, row.previousHuella, stated);
  for (const broken of checkLink(previous, record)) {
    if (HARMLESS.has(broken.code)) continue;
    found.push(problem(broken.code, where, broken.params['stated'], broken.params['expected']));
  }
  compare(found, 'record_issuer_differs', where, record.id.idEmisor, texts.issuer.taxId);
  compare(found, 'record_number_differs', where, record.id.numSerie, header.number);
  compare(found, 'record_date_differs', where, record.id.fechaExpedicion, aeatDate(header.issuedAt));
  if (record.kind === 'alta') checkAlta(context, found, where, record, header, texts);
  return { record, problems: found };
}

function checkAlta(
  { db }: RecordContext,
  found: Problem[],
  where: string,
  record: ReadAlta,
  header: DocumentHeader,
  texts: DocumentTexts,
): void {
  compare(found, 'record_time_differs', where, record.generatedAt, header.issuedAt);
  compare(found, 'record_reference_differs', where, record.refExterna, header.uid);
  compare(found, 'record_type_differs', where, record.tipoFactura, header.type);
  compare(found, 'record_issuer_name_differs', where, record.nombreRazonEmisor, texts.issuer.name);
  compare(found, 'record_total_differs', where, record.importeTotal, serialiseAmount(header.totalCents));
  compare(found, 'record_tax_differs', where, record.cuotaTotal, serialiseAmount(header.taxCents));
  const groups = taxGroupsOf(db, header.rowId).map((group) =>
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
