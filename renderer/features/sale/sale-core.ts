import type { Refusal, Result } from '../../../domain/result.ts';
import type { CommandName, InputOf, OutputOf } from '../../../electron/ipc/contract/index.ts';
import type { ChangedTicket, DeskView } from '../../../electron/ipc/contract/sale.ts';
import { createOperations } from './operations.ts';
import { createSaleStore, type SaleData, type SaleStore, withChange, withDesk } from './sale-state.ts';

export type SaleCommand = Extract<CommandName, `sale.${string}`>;

export type SalePorts = {
  /** Asks until there is an answer (app/till-client.ts). */
  ask<Name extends SaleCommand>(command: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>;
  newId(): string;
  nowMs(): number;
  sound(name: 'hit' | 'miss' | 'paid'): void;
};

export type Target = { readonly ticketId: string; readonly operationId: string };

/** What every change of the sale goes through: one at a time, in the order in which a person did them. */
export type SaleCore = {
  readonly ports: SalePorts;
  readonly useSale: SaleStore;
  readonly saleNow: () => SaleData;
  readonly set: (part: Partial<SaleData>) => void;
  /** The ticket that the next change belongs to. */
  ticketIdNow(): string;
  showDesk(desk: DeskView): void;
  showRefusal(refusal: Refusal): void;
  inTurn<T>(operation: () => Promise<Result<T>>): Promise<Result<T>>;
  /** How many changes were refused so far: who pays must not pay for less than what was scanned before. */
  refusedSoFar(): number;
  /** Runs a change in its turn, against the ticket that is in front by then, and shows what came of it. */
  change(
    operation: (target: Target) => Promise<Result<ChangedTicket>>,
    extra?: Partial<SaleData>,
  ): Promise<Result<ChangedTicket>>;
  /** The same for commands that answer with the desk. */
  changeDesk(command: () => Promise<Result<DeskView>>): Promise<Result<DeskView>>;
};

/** Nobody knows whether it was done: the ticket on the screen may be behind the one on disk. */
const UNCERTAIN = new Set(['process_gone', 'no_answer']);

export function createSaleCore(ports: SalePorts): SaleCore {
  const useSale = createSaleStore(ports.newId());
  const { setState, getState: saleNow } = useSale;
  const set = (part: Partial<SaleData>): void => setState(part);
  const operations = createOperations((waiting) => set({ waiting }));
  const ticketIdNow = (): string => saleNow().ticket?.id ?? saleNow().nextTicketId;
  const showDesk = (desk: DeskView): void => set(withDesk(saleNow(), desk, ports.newId));
  const showRefusal = (refusal: Refusal): void => set({ refusal });
  let refused = 0;

  /** Before the next change: what is on disk counts, and a person who scans again must see what is there already. */
  async function noteRefusal(refusal: Refusal): Promise<void> {
    refused += 1;
    if (UNCERTAIN.has(refusal.code)) {
      const desk = await ports.ask('sale.desk', {});
      if (desk.ok) showDesk(desk.value);
    }
    showRefusal(refusal);
  }

  return {
    ports,
    useSale,
    saleNow,
    set,
    ticketIdNow,
    showDesk,
    showRefusal,
    inTurn: (operation) => operations.run(operation),
    refusedSoFar: () => refused,
    change: (operation, extra = {}) =>
      operations.run(async () => {
        const result = await operation({ ticketId: ticketIdNow(), operationId: ports.newId() });
        if (result.ok) set({ ...withChange(saleNow(), result.value), ...extra });
        else await noteRefusal(result.refusal);
        return result;
      }),
    changeDesk: (command) =>
      operations.run(async () => {
        const result = await command();
        if (result.ok) set({ ...withDesk(saleNow(), result.value, ports.newId), refusal: null });
        else showRefusal(result.refusal);
        return result;
      }),
  };
}
