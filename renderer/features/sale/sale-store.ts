import { client } from '../../app/client.ts';
import { newId, nowMs } from '../../app/real-world.ts';
import { playSound } from '../../app/sounds.ts';
import { createSale } from './sale.ts';

export type { LastPayment } from './sale-closing.ts';
export { lineInHand, type Pending, type SaleData } from './sale-state.ts';

/** The sale of this page. */
export const {
  useSale,
  saleNow,
  ticketIdNow,
  showDesk,
  forgetDesk,
  loadDesk,
  scan,
  addProduct,
  forgetPending,
  addDepartment,
  setQuantity,
  setPrice,
  discountLine,
  discountTicket,
  removeLine,
  putBackLine,
  attachCustomer,
  takePayment,
  takeBackPayment,
  park,
  renameTicket,
  resume,
  dropTicket,
  closeSale,
  payExact,
  selectLine,
  showRefusal,
  forgetRefusal,
} = createSale({ ask: client.ask, newId, nowMs, sound: playSound });
