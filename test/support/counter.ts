import { insertCode, insertProduct } from '../../db/catalog/products.ts';
import { transact, type WritableDatabase } from '../../db/handles.ts';
import { listStaff, type StaffMember } from '../../db/staff.ts';
import { cents } from '../../domain/money.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import {
  type CommandName,
  commands,
  type EventName,
  type InputOf,
  type OutputOf,
} from '../../electron/ipc/contract/index.ts';
import { answer, type Handlers } from '../../electron/ipc/peer.ts';
import { catalogHandlers } from '../../electron/till/commands/catalog.ts';
import type { TillContext } from '../../electron/till/commands/context.ts';
import { customersHandlers } from '../../electron/till/commands/customers.ts';
import { dayHandlers } from '../../electron/till/commands/day.ts';
import { printingHandlers } from '../../electron/till/commands/printing.ts';
import { dayReadHandlers } from '../../electron/till/commands/read/day.ts';
import { ticketsReadHandlers } from '../../electron/till/commands/read/tickets.ts';
import { saleHandlers } from '../../electron/till/commands/sale.ts';
import { sessionHandlers } from '../../electron/till/commands/session.ts';
import { statusHandlers } from '../../electron/till/commands/status.ts';
import { ticketsHandlers } from '../../electron/till/commands/tickets.ts';
import { openTill } from '../../electron/till/open-till.ts';
import { initTill } from '../../electron/till/setup/init.ts';
import { parseShopFile } from '../../electron/till/setup/shop-file.ts';
import type { Till } from '../../electron/till/till.ts';
import { PRODUCTS, SHOP_FILE, type TestPorts, temporaryFolder, testPorts, unwrap } from './till.ts';

const uidOf = (reference: string): string => `00000000-0000-7000-8000-${reference.padStart(12, '0')}`;
/** Ids of the four test products, by reference: 4241 oil, 1 shampoo, 2 coffee, 3 bananas by weight. */
export const OIL = uidOf('4241');
export const SHAMPOO = uidOf('1');
export const COFFEE = uidOf('2');
export const BANANAS = uidOf('3');
export const CODES = {
  oil: '8400000042413',
  shampoo: '8400000000017',
  coffee: '8400000000024',
  bananas: '2000000000015',
} as const;

function addProducts(db: WritableDatabase): void {
  transact(db, () => {
    for (const { reference, name, format, unit, cents: price, tax, code } of PRODUCTS) {
      const fields = { reference, name, format, unit, unitCents: cents(price), taxClass: tax, categoryId: null };
      insertCode(db, insertProduct(db, uidOf(reference), fields), { code, kind: 'ean' });
    }
  });
}

/**
 * A till with its commands, asked through the schemas of the contract at both ends. `restart` closes and opens the folder
 * as after a crash between two commands; who stands at the till outlives it, as the shell does.
 */
export class Counter {
  readonly ports: TestPorts;
  readonly folder: string;
  till: Till;
  cashier: StaffMember | null = null;
  isSignedOut = false;
  readonly told: EventName[] = [];
  jobsChanges = 0;
  private handlers: Handlers;

  constructor(printerUrl: string | null = 'virtual:', ports: TestPorts = testPorts()) {
    this.ports = ports;
    this.folder = temporaryFolder('counter');
    const setup = unwrap(parseShopFile(SHOP_FILE));
    unwrap(initTill(this.folder, setup, { environment: 'test', isReinstalled: false, printerUrl }, ports));
    this.till = unwrap(openTill(this.folder, ports));
    addProducts(this.till.db);
    this.cashier = listStaff(this.till.db)[0] ?? null;
    this.handlers = this.makeHandlers();
  }

  private makeHandlers(): Handlers {
    const counter = this;
    const context: TillContext = {
      till: this.till,
      session: {
        get cashier() {
          return counter.cashier;
        },
        get isSignedOut() {
          return counter.isSignedOut;
        },
        set(cashier) {
          counter.cashier = cashier;
          counter.isSignedOut = false;
        },
        signOut() {
          counter.cashier = null;
          counter.isSignedOut = true;
        },
      },
      isSample: false,
      tell: (event) => void this.told.push(event),
      jobsChanged: () => {
        this.jobsChanges += 1;
      },
      statusChanged: () => undefined,
    };
    const read = { db: this.till.db, dataFolder: this.folder, ports: this.ports, tell: context.tell };
    return {
      ...sessionHandlers(context),
      ...saleHandlers(context),
      ...catalogHandlers(context),
      ...customersHandlers(context),
      ...printingHandlers(context),
      ...statusHandlers(context),
      ...ticketsHandlers(context),
      ...ticketsReadHandlers(read),
      ...dayHandlers(context),
      ...dayReadHandlers(read),
    };
  }

  /** Throws what a handler throws, and for an answer that the contract would not let through. */
  async ask<Name extends CommandName>(command: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>> {
    const errors: unknown[] = [];
    const request = { kind: 'request', id: 1, command, input } as const;
    const { result } = await answer(request, this.handlers, { onError: (_command, error) => errors.push(error) });
    if (errors.length > 0) throw errors[0];
    if (!result.ok) return refuse(result.refusal.code, result.refusal.params, result.refusal.retryable);
    return ok(commands[command].output.parse(result.value) as OutputOf<Name>);
  }

  async get<Name extends CommandName>(command: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    return unwrap(await this.ask(command, input));
  }

  newId = (): string => this.ports.ids.uuid();

  /** A new operation on a ticket. */
  on = (ticketId: string): { ticketId: string; operationId: string } => ({ ticketId, operationId: this.newId() });

  /** Scans codes onto a ticket and answers it. */
  async scan(ticketId: string, ...texts: readonly string[]): Promise<OutputOf<'sale.scan'>['ticket']> {
    let ticket: OutputOf<'sale.scan'>['ticket'] | null = null;
    for (const text of texts) ticket = (await this.get('sale.scan', { ...this.on(ticketId), text })).ticket;
    if (ticket === null) throw new Error('nothing was scanned');
    return ticket;
  }

  /** A sale from the first scan to the last payment, exactly paid. */
  async sell(codes: readonly string[], method: 'cash' | 'card' = 'cash'): Promise<OutputOf<'sale.close'>['sale']> {
    const ticketId = this.newId();
    const { missingCents } = await this.scan(ticketId, ...codes);
    const payment = { method, tenderedCents: missingCents };
    return (await this.get('sale.close', { ticketId, payment, paper: 'setting' })).sale;
  }

  restart(): void {
    this.till.close();
    this.till = unwrap(openTill(this.folder, this.ports));
    this.handlers = this.makeHandlers();
  }

  close(): void {
    this.till.close();
  }
}
