import { headerByNumber, textsOf } from '../../../db/documents.ts';
import { storageRefusal } from '../../../db/errors.ts';
import { chainTip, type FiscalRecord, insertFiscalRecord, recordsOfDocument } from '../../../db/fiscal-records.ts';
import { transact } from '../../../db/handles.ts';
import { appendAudit } from '../../../db/logs.ts';
import { appendEvent } from '../../../db/outbox.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { aeatDate } from '../../../domain/time.ts';
import { buildRegistroAnulacion } from '../../../domain/verifactu/registro-anulacion.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { type Advance, advanceHighWater, linkTo } from './chain.ts';
import { sistemaOfTill } from './sistema.ts';

type Annulled = { readonly record: FiscalRecord; readonly advance: Advance };

/**
 * Annuls the record of a ticket whose operation never existed (SPEC.md 12 and 21); a real sale is corrected by a
 * rectifying invoice instead. The document stays as issued: only a second record is made, in the chain of this till.
 * Refuses `document_not_found` {number}, `already_annulled` {number}, storage refusals.
 */
export function annulDocument(till: Till, number: string, actorId: string, why: string): Result<FiscalRecord> {
  try {
    const annulled = transact(till.db, () => annul(till, number, actorId, why));
    if (!annulled.ok) return annulled;
    advanceHighWater(till, annulled.value.advance);
    return ok(annulled.value.record);
  } catch (error) {
    const refused = storageRefusal(error, till.dataFolder);
    if (refused === null) throw error;
    return refused;
  }
}

function annul(till: Till, number: string, actorId: string, why: string): Result<Annulled> {
  const { db, installation } = till;
  const header = headerByNumber(db, number);
  if (header === null) return refuse('document_not_found', { number });
  const isAnnulled = recordsOfDocument(db, header.rowId).some((record) => record.kind === 'anulacion');
  if (isAnnulled) return refuse('already_annulled', { number });
  if (till.isElsewhere) return refuse('installation_moved', { path: till.dataFolder });
  const tip = chainTip(db, installation.id);
  const generatedAt = localNow(till);
  const built = buildRegistroAnulacion(
    {
      id: {
        idEmisor: textsOf(db, header.textsId).issuer.taxId,
        numSerie: header.number,
        fechaExpedicion: aeatDate(header.issuedAt),
      },
      refExterna: till.ports.ids.uuid(),
      encadenamiento: linkTo(tip),
      sistema: sistemaOfTill(till),
      generatedAt,
      sinRegistroPrevio: false,
      rechazoPrevio: false,
    },
    till.ports.sha256,
  );
  if (!built.ok) throw new Error(`annulment of ${number}: ${built.refusal.code}`);
  const record: FiscalRecord = {
    installationId: installation.id,
    position: (tip?.position ?? 0) + 1,
    documentId: header.rowId,
    kind: 'anulacion',
    generatedAt,
    xml: Buffer.from(built.value.xml, 'utf8'),
    huella: built.value.huella,
    previousHuella: tip?.huella ?? '',
  };
  insertFiscalRecord(db, record);
  const event = {
    installationId: installation.id,
    type: 'document.annulled',
    refId: header.rowId,
    createdAt: generatedAt,
  };
  const eventSeq = appendEvent(db, event);
  appendAudit(db, { at: generatedAt, actorId, kind: 'document.annulled', detail: { number, why } });
  const { position, huella } = record;
  return ok({ record, advance: { position, huella, eventSeq, series: {} } });
}
