import { foldText } from '../../domain/catalog/search-text.ts';
import { cents } from '../../domain/money.ts';
import { ok, refuse } from '../../domain/result.ts';
import * as edit from '../../domain/ticket/edit.ts';
import type { CustomerView } from '../../electron/ipc/contract/customers.ts';
import type { IssuedTicketView } from '../../electron/ipc/contract/tickets.ts';
import type { Handlers } from '../../electron/ipc/peer.ts';
import { QR_URL, RECEIPT } from '../support/sample-receipt.ts';
import { type FakeCatalog, fakeId, viewOf } from './fake-catalog.ts';
import { dayHandlers } from './fake-day.ts';
import { type FakeDesk, withLine } from './fake-desk.ts';
import { ABOUT, PAIRED, REJECTED, STATUS } from './fake-state.ts';
import type { FakeState, FakeTill } from './fake-till.ts';

type Tell = FakeTill['tell'];

const CUSTOMER_NOTHING = { phone: null, email: null, address: null, postalCode: null, city: null, note: null };
export const CUSTOMERS: CustomerView[] = [
  { id: fakeId(701), name: 'Mercè Puig i Soler', taxId: '12345678Z', ...CUSTOMER_NOTHING, phone: '612 345 678' },
  { id: fakeId(702), name: 'Bar Casa Paco, S.L.', taxId: 'B12345674', ...CUSTOMER_NOTHING, city: 'València' },
  { id: fakeId(703), name: 'Ana Núñez', taxId: null, ...CUSTOMER_NOTHING, email: 'ana@example.com' },
];

export function saleHandlers(desk: FakeDesk, catalog: FakeCatalog, tell: Tell): Handlers {
  return {
    'sale.desk': () => ok(desk.view()),
    'sale.resume': ({ ticketId }) => desk.resume(ticketId),
    'sale.park': ({ ticketId, label }) => desk.park(ticketId, label),
    'sale.rename': ({ ticketId, label }) => desk.put(ticketId, { label }),
    'sale.drop': ({ ticketId }) => desk.drop(ticketId),
    'sale.scan': (input) => desk.change(input, (ticket) => desk.scan(ticket, input.text)),
    'sale.add-product': (input) =>
      desk.change(input, (ticket) => {
        const product = catalog.byId(input.productId);
        return product === null
          ? refuse('product_not_found', {})
          : desk.addProduct(ticket, product, input.quantityMilli);
      }),
    'sale.add-department': (input) =>
      desk.change(input, (ticket) => {
        const department = catalog.overview().departments.find(({ id }) => id === input.departmentId);
        if (department === undefined) return refuse('department_unknown', {});
        const { name: description, taxClass } = department;
        const { unitCents, quantityMilli } = input;
        const rest = { kind: 'department', productId: null, code: null, format: null, unit: 'unit' } as const;
        const price = { unitCents, quantityMilli, listUnitCents: null, discount: null };
        const line = { id: desk.nextId(), description, taxClass, ...rest, ...price };
        return withLine(edit.addLine(ticket, line), line.id);
      }),
    'sale.set-quantity': (input) =>
      desk.change(input, (ticket) =>
        withLine(edit.changeQuantity(ticket, input.lineId, input.quantityMilli), input.lineId),
      ),
    'sale.set-price': (input) =>
      desk.change(input, (ticket) => withLine(edit.overridePrice(ticket, input.lineId, input.unitCents), input.lineId)),
    'sale.discount-line': (input) =>
      desk.change(input, (ticket) => withLine(edit.discountLine(ticket, input.lineId, input.discount), input.lineId)),
    'sale.discount-ticket': (input) =>
      desk.change(input, (ticket) => withLine(edit.discountTicket(ticket, input.discount), null)),
    'sale.remove-line': (input) =>
      desk.change(input, (ticket) => {
        const position = ticket.lines.findIndex(({ id }) => id === input.lineId);
        const line = ticket.lines[position];
        const removed = edit.removeLine(ticket, input.lineId);
        if (!removed.ok || line === undefined) return refuse('line_not_found', {});
        return ok({ ticket: { ...removed.value, removed: { line, position } }, lineId: null });
      }),
    'sale.put-back-line': (input) =>
      desk.change(input, (ticket) => {
        if (ticket.removed === null) return refuse('nothing_to_put_back', {});
        const { line, position } = ticket.removed;
        const lines = ticket.lines.toSpliced(position, 0, line);
        return ok({ ticket: { lines, removed: null }, lineId: line.id });
      }),
    'sale.attach-customer': (input) =>
      desk.change(input, () => {
        const customer = CUSTOMERS.find(({ id }) => id === input.customerId) ?? null;
        const known = customer === null ? null : { id: customer.id, name: customer.name, taxId: customer.taxId };
        return ok({ ticket: { customer: known }, lineId: null });
      }),
    'sale.pay': (input) =>
      desk.change(input, (ticket) => {
        const { method, tenderedCents } = input;
        return withLine(edit.addPayment(ticket, { id: desk.nextId(), method, tenderedCents }), null);
      }),
    'sale.take-back': (input) =>
      desk.change(input, (ticket) => withLine(edit.removePayment(ticket, input.paymentId), null)),
    'sale.close': ({ ticketId, payment, paper }) => desk.close(ticketId, payment, paper),
    'sale.accept-clock': () => ok({}),
    'catalog.overview': () => ok(catalog.overview()),
    'catalog.products': ({ categoryId, offset, limit }) =>
      ok({ products: catalog.inCategory(categoryId).slice(offset, offset + limit) }),
    'catalog.search': ({ text, limit }) => ok({ products: catalog.search(text, limit) }),
    'catalog.look-up': ({ code }) => {
      const product = catalog.byCode(code);
      return ok({ product: product === null ? null : viewOf(product) });
    },
    'catalog.create-product': (input) => {
      const { code, ...rest } = input;
      const taken = code === null ? null : catalog.byCode(code);
      if (taken !== null) return refuse('code_taken', { code: code ?? '', name: taken.name });
      const reference = String(9000 + catalog.products.length);
      const codes = [reference, ...(code === null ? [] : [code])];
      const product = { ...rest, id: fakeId(3000 + catalog.products.length), reference, isFavourite: false, codes };
      catalog.products.push(product);
      tell('catalog.changed', {});
      return ok(viewOf(product));
    },
    'catalog.attach-code': ({ productId, code }) => {
      const product = catalog.byId(productId);
      if (product === null) return refuse('product_not_found', {});
      const taken = catalog.byCode(code);
      if (taken !== null) return refuse('code_taken', { code, name: taken.name });
      catalog.replace({ ...product, codes: [...product.codes, code] });
      return ok(viewOf(product));
    },
    'catalog.set-favourite': ({ productId, isFavourite }) => {
      const product = catalog.byId(productId);
      if (product === null) return refuse('product_not_found', {});
      catalog.replace({ ...product, isFavourite });
      return ok(catalog.overview());
    },
  };
}

export const ISSUED: IssuedTicketView[] = Array.from({ length: 13 }, (_, index) => ({
  documentId: fakeId(800 + index),
  number: `01T01S-26-${String(13 - index).padStart(6, '0')}`,
  issuedAt: `2026-11-${String(22 - Math.floor(index / 5)).padStart(2, '0')}T${String(18 - (index % 5))}:40:12+01:00`,
  totalCents: cents(1756 + index * 431),
  cashierName: index % 3 === 0 ? 'José Luis' : 'Marta',
  methods: index % 4 === 0 ? ['card'] : ['cash'],
  lineCount: 1 + (index % 6),
  customerName: index === 2 ? 'Mercè Puig i Soler' : null,
  isAnnulled: index === 5,
}));

export function otherHandlers(state: FakeState, _catalog: FakeCatalog, tell: Tell): Handlers {
  const keep = <Key extends keyof FakeState>(key: Key, value: FakeState[Key]): FakeState[Key] => {
    state[key] = value;
    return value;
  };
  const paper = { receipt: { blocks: [...RECEIPT.blocks] } as never, huella: 'A1'.repeat(32), qrUrl: QR_URL };
  return {
    'host.hello': () => ok(state.hello),
    'host.take-till': () => ok(keep('hello', { ...state.hello, holdsTill: true })),
    'host.open-sample': () => ok({}),
    'host.leave-sample': () => ok({}),
    'host.quit': () => ok({}),
    'app.state': () => ok(state.appState),
    'app.retry': () => ok(state.appState),
    'setup.create': ({ language }) => ok(keep('appState', { ...state.appState, language, phase: 'setup' })),
    'setup.finish': () => ok(keep('appState', { ...state.appState, phase: 'ready' })),
    'session.read': () => ok(state.session),
    'session.sign-in': ({ staffId, pin }) => {
      const cashier = state.session.staff.find(({ id }) => id === staffId);
      if (cashier === undefined) return refuse('staff_not_found', {});
      if (cashier.hasPin && pin !== '1234') return refuse('pin_wrong', { name: cashier.name });
      state.session = { ...state.session, cashier };
      tell('session.changed', state.session);
      return ok(state.session);
    },
    'session.sign-out': () => {
      state.session = { ...state.session, cashier: null };
      tell('session.changed', state.session);
      return ok(state.session);
    },
    'status.read': () => ok(state.status),
    'about.read': () => ok(ABOUT),
    'central.read': () => ok({ status: state.status.central, rejected: [...REJECTED] }),
    'sync.retry': () => ok({}),
    'sync.pair': ({ code }) => {
      if (!code.startsWith('MP1.')) return refuse('pairing_code_malformed', {});
      state.status = { ...state.status, central: PAIRED };
      tell('status.changed', state.status);
      return ok({ companyName: PAIRED.companyName ?? '', url: PAIRED.url ?? '' });
    },
    'sync.unpair': () => {
      state.status = { ...state.status, central: STATUS.central };
      tell('status.changed', state.status);
      return ok({});
    },
    'settings.read': () => ok(state.settings),
    'settings.write-shop': (shop) => ok(keep('settings', { ...state.settings, shop })),
    'settings.write-printing': (printing) => ok(keep('settings', { ...state.settings, printing })),
    'settings.write-preferences': (preferences) => {
      state.settings = { ...state.settings, preferences };
      tell('settings.changed', state.settings);
      return ok(state.settings);
    },
    'settings.write-limits': ({ limits }) => ok(keep('settings', { ...state.settings, limits })),
    'settings.write-language': () => ok({}),
    'staff.add': ({ name, pin }) => {
      const staff = [
        ...state.settings.staff,
        { id: fakeId(510 + state.settings.staff.length), name, hasPin: pin !== null },
      ];
      return ok(keep('settings', { ...state.settings, staff }));
    },
    'staff.set-pin': ({ staffId, pin }) => {
      const staff = state.settings.staff.map((one) => (one.id === staffId ? { ...one, hasPin: pin !== null } : one));
      return ok(keep('settings', { ...state.settings, staff }));
    },
    'staff.remove': ({ staffId }) => {
      const staff = state.settings.staff.filter(({ id }) => id !== staffId);
      return ok(keep('settings', { ...state.settings, staff }));
    },
    'kiosk.leave': () => ok({}),
    'printing.jobs': () => ok({ jobs: [...state.jobs] }),
    'printing.decide': ({ jobId }) =>
      ok({
        jobs: [
          ...keep(
            'jobs',
            state.jobs.filter((job) => job.jobId !== jobId),
          ),
        ],
      }),
    'printing.open-drawer': () => ok({}),
    'devices.find-printers': () =>
      ok({
        printers: [
          { url: 'serial:///dev/ttyUSB0', name: 'USB Serial', kind: 'serial', hint: null },
          { url: 'file:///dev/usb/lp0', name: 'EPSON TM-T20III', kind: 'device', hint: 'no_permission' },
        ],
      }),
    'devices.test-printer': () => ok({ state: 'confirmed' }),
    'tickets.list': ({ text }) =>
      ok({
        tickets: ISSUED.filter(({ number, customerName }) => `${number} ${customerName}`.includes(text)),
        nextCursor: null,
      }),
    'tickets.paper': ({ documentId }) => {
      const ticket = ISSUED.find((issued) => issued.documentId === documentId) ?? ISSUED[0];
      return ticket === undefined ? refuse('document_not_found', {}) : ok({ ticket, ...paper });
    },
    'tickets.reprint': () => ok({ jobId: 99, state: 'queued' }),
    ...dayHandlers(),
    'customers.search': ({ text }) =>
      ok({ customers: CUSTOMERS.filter((one) => foldText(`${one.name} ${one.taxId}`).includes(foldText(text))) }),
    'customers.create': (fields) => {
      const customer = { id: fakeId(720 + CUSTOMERS.length), ...fields };
      CUSTOMERS.push(customer);
      return ok(customer);
    },
    'customers.change': (customer) => ok(customer),
    'data.verify': () => ok({ isSound: true, documents: 13, records: 13, problems: [], problemCount: 0 }),
    'data.export-records': () => ok({ files: [{ path: '/home/tienda/registros.xml', records: 13 }] }),
    'data.backup': () =>
      ok({
        name: 'copia.db',
        path: '/home/tienda/copia.db',
        bytes: 45_000_000,
        madeAtMs: 1_795_370_000_000,
        documents: 13,
      }),
    'data.backups': () => ok({ folder: '/home/tienda', backups: [] }),
    'data.adopt': () => ok({}),
  };
}
