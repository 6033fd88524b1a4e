import type { ChainTip } from '../../../db/fiscal-records.ts';
import type { DocumentDraft } from '../../../domain/documents/build.ts';
import { buildAlta } from '../../../domain/documents/fiscal-record.ts';
import type { BuiltRecord } from '../../../domain/verifactu/registro.ts';
import type { Till } from '../till.ts';
import { linkTo } from './chain.ts';
import { sistemaOfTill } from './sistema.ts';

/** DescripcionOperacion of a ticket: general on purpose, the goods are on the ticket (SPEC.md 5.1). */
const DESCRIPCION_OPERACION = 'Venta en tienda';

/**
 * The record of a ticket about to be issued.
 * @throws Error when the builder refuses: everything in it was checked when the shop was set up and the ticket added up.
 */
export function altaOf(till: Till, draft: DocumentDraft, tip: ChainTip | null): BuiltRecord {
  const options = { link: linkTo(tip), sistema: sistemaOfTill(till), descripcion: DESCRIPCION_OPERACION };
  const record = buildAlta(draft, options, till.ports.sha256);
  if (!record.ok)
    throw new Error(`record of ${draft.number}: ${record.refusal.code} ${JSON.stringify(record.refusal.params)}`);
  return record.value;
}
