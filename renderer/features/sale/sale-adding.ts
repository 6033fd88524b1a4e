import type { Milli } from '../../../domain/money.ts';
import { formatQuantity } from '../../../domain/money-text.ts';
import type { Result } from '../../../domain/result.ts';
import type { ProductView } from '../../../electron/ipc/contract/catalog.ts';
import type { ChangedTicket } from '../../../electron/ipc/contract/sale.ts';
import type { SaleCore } from './sale-core.ts';
import { nextPending, type Pending, withPending } from './sale-state.ts';

/** New lines take the selection away. */
const ADDED = { selectedLineId: null, canPutBack: false } as const;

type Added = Promise<Result<ChangedTicket>>;

/** How goods come into the ticket: a scan, a tile, a department key. */
export function createAdding({ ports, saleNow, set, change }: SaleCore) {
  const { ask, sound } = ports;

  function askWeight(name: string, add: (quantityMilli: number) => Added): void {
    const pending: Pending = {
      kind: 'weight',
      name,
      async add(quantityMilli) {
        const result = await add(quantityMilli);
        if (result.ok && saleNow().pending === pending) set(nextPending(saleNow()));
        return result;
      },
    };
    set(withPending(saleNow(), pending));
  }

  const scanOnce = (text: string): Added => change((target) => ask('sale.scan', { ...target, text }), ADDED);

  /** A code as scanned or typed. An unknown one, or one that needs a weight, is left in `pending`. */
  async function scan(text: string): Added {
    const result = await scanOnce(text);
    const refused = result.ok ? null : result.refusal.code;
    sound(refused === null || refused === 'weight_needed' ? 'hit' : 'miss');
    if (result.ok) return result;
    const { params } = result.refusal;
    const code = String(params['code'] ?? text);
    if (refused === 'code_unknown') set(withPending(saleNow(), { kind: 'unknown-code', code }));
    if (refused === 'weight_needed') {
      const weighed = (grams: number): Added => scanOnce(`${formatQuantity(grams as Milli)}*${code}`);
      askWeight(String(params['description'] ?? text), weighed);
    }
    return result;
  }

  const addById = (productId: string, quantityMilli: number | null): Added =>
    change((target) => ask('sale.add-product', { ...target, productId, quantityMilli: quantityMilli as never }), ADDED);

  return {
    scan,
    /** A tile or a search result; a product by weight asks for it first. */
    async addProduct(product: ProductView, quantityMilli: number | null = null): Promise<void> {
      if (product.unit === 'kg' && quantityMilli === null)
        askWeight(product.name, (grams) => addById(product.id, grams));
      else await addById(product.id, quantityMilli);
    },
    addDepartment: (departmentId: string, unitCents: number, quantityMilli = 1000): Added =>
      change(
        (target) =>
          ask('sale.add-department', {
            ...target,
            departmentId,
            unitCents: unitCents as never,
            quantityMilli: quantityMilli as never,
          }),
        ADDED,
      ),
    /** The question in front is not to be answered. */
    forgetPending: (): void => set({ ...nextPending(saleNow()), refusal: null }),
  };
}
