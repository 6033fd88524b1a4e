import { findProductByUid } from '../../../../db/catalog/products.ts';
import type { OpenTicket } from '../../../../db/tickets.ts';
import { MAX_MILLI, milli, ONE_UNIT } from '../../../../domain/money.ts';
import { displayQuantity } from '../../../../domain/money-text.ts';
import { ok, type Result, refuse } from '../../../../domain/result.ts';
import { addLine, changeQuantity } from '../../../../domain/ticket/edit.ts';
import type { TicketLine } from '../../../../domain/ticket/types.ts';
import type { Handlers } from '../../../ipc/peer.ts';
import { readPreferences } from '../../preferences.ts';
import type { Change } from '../../sale/change-ticket.ts';
import { departmentLine, lineOfProduct } from '../../sale/ring-up.ts';
import { lineOfScan } from '../../sale/scan.ts';
import type { TillContext } from '../context.ts';
import { changer } from './changer.ts';

/** The same goods once more: nothing about the newest line was changed by hand. */
const isOnceMore = (newest: TicketLine, line: TicketLine): boolean =>
  newest.productId === line.productId &&
  newest.kind === 'product' &&
  line.kind === 'product' &&
  line.unit === 'unit' &&
  newest.unit === 'unit' &&
  newest.unitCents === line.unitCents &&
  newest.discount === null &&
  line.discount === null;

/** As a line of its own, or added to the newest one. */
function withGoods(ticket: OpenTicket, line: TicketLine, mergesScans: boolean): Result<Change> {
  const newest = ticket.lines.at(-1);
  if (mergesScans && newest !== undefined && isOnceMore(newest, line)) {
    const quantity = newest.quantityMilli + line.quantityMilli;
    if (quantity > MAX_MILLI) return refuse('quantity_too_large', { max: displayQuantity(milli(MAX_MILLI)) });
    const changed = changeQuantity(ticket, newest.id, milli(quantity));
    return changed.ok ? ok({ ticket: changed.value, lineId: newest.id }) : changed;
  }
  const added = addLine(ticket, line);
  return added.ok ? ok({ ticket: added.value, lineId: line.id }) : added;
}

/** Goods come into the ticket: a scan, a tile, a department key. */
export function addingHandlers(context: TillContext) {
  const { till } = context;
  const change = changer(context);
  return {
    'sale.scan': (input) => {
      const { scaleLabels, mergesScans } = readPreferences(till.db);
      return change(input, (ticket) => {
        const line = lineOfScan(till, input.text, scaleLabels);
        return line.ok ? withGoods(ticket, line.value, mergesScans) : line;
      });
    },
    'sale.add-product': (input) =>
      change(input, (ticket) => {
        const product = findProductByUid(till.db, input.productId);
        if (product === null || !product.isActive) return refuse('product_not_found', {});
        if (product.unit === 'kg' && input.quantityMilli === null) {
          return refuse('weight_needed', { code: product.reference, description: product.name });
        }
        const line = lineOfProduct(till, product, null, input.quantityMilli ?? ONE_UNIT);
        return withGoods(ticket, line, readPreferences(till.db).mergesScans);
      }),
    'sale.add-department': (input) =>
      change(input, (ticket) => {
        const department = readPreferences(till.db).departments.find(({ id }) => id === input.departmentId);
        if (department === undefined) return refuse('department_unknown', {});
        const { name, taxClass } = department;
        return withGoods(ticket, departmentLine(till, name, taxClass, input.unitCents, input.quantityMilli), false);
      }),
  } satisfies Handlers;
}
