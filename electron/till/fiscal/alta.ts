import type { ChainTip } from '../../../db/fiscal-records.ts';
import type { DocumentDraft } from '../../../domain/documents/build.ts';
import { aeatDate } from '../../../domain/time.ts';
import { serialiseAmount } from '../../../domain/verifactu/amount.ts';
import type { BuiltRecord } from '../../../domain/verifactu/registro.ts';
import { buildRegistroAlta } from '../../../domain/verifactu/registro-alta.ts';
import type { Till } from '../till.ts';
import { linkTo } from './chain.ts';
import { sistemaOf } from './sistema.ts';

/** DescripcionOperacion of a ticket: general on purpose, the goods are on the ticket (SPEC.md 5.1). */
const DESCRIPCION_OPERACION = 'Venta en tienda';

/**
 * The record of a ticket about to be issued.
 * @throws Error when the builder refuses: everything in it was checked when the shop was set up and the ticket added up.
 */
export function altaOf(till: Till, draft: DocumentDraft, tip: ChainTip | null): BuiltRecord {
  const record = buildRegistroAlta(
    {
      id: { idEmisor: draft.issuer.taxId, numSerie: draft.number, fechaExpedicion: aeatDate(draft.issuedAt) },
      refExterna: draft.id,
      encadenamiento: linkTo(tip),
      sistema: sistemaOf(till),
      generatedAt: draft.issuedAt,
      nombreRazonEmisor: draft.issuer.name,
      factura: { tipo: 'F2' },
      descripcionOperacion: DESCRIPCION_OPERACION,
      desglose: draft.taxGroups,
      cuotaTotal: serialiseAmount(draft.taxCents),
      importeTotal: serialiseAmount(draft.totalCents),
    },
    till.ports.sha256,
  );
  if (!record.ok)
    throw new Error(`record of ${draft.number}: ${record.refusal.code} ${JSON.stringify(record.refusal.params)}`);
  return record.value;
}
