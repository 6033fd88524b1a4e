import { z } from 'zod';
import { countDocuments } from '../../../db/documents.ts';
import { transact } from '../../../db/handles.ts';
import { updateShop } from '../../../db/identity.ts';
import { seriesOf } from '../../../db/installations.ts';
import { appendAudit } from '../../../db/logs.ts';
import { addStaff, deactivateStaff, listStaff, setPin } from '../../../db/staff.ts';
import { seriesCode } from '../../../domain/documents/numbering.ts';
import { parsePrinterUrl } from '../../../domain/printing/printer-url.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { yearOf } from '../../../domain/time.ts';
import type { PrintingView, SettingsView, ShopData } from '../../ipc/contract/settings.ts';
import type { Handlers, Peer } from '../../ipc/peer.ts';
import { readLimits, writeLimits } from '../limits.ts';
import { readPreferences, writePreferences } from '../preferences.ts';
import { type PrintingSettings, printerById, writePrintingSettings } from '../printing/settings.ts';
import { localNow } from '../sale/ring-up.ts';
import { setupOf } from '../setup/wizard-shop.ts';
import type { SignIn } from '../staff/sign-in.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import type { TillContext } from './context.ts';
import { sessionView, staffView } from './session.ts';

const shopOf = ({ identity }: Till): ShopData => ({
  issuer: identity.issuer,
  shopName: identity.shop.name,
  shopCode: identity.shop.code,
  tillCode: identity.tillCode,
  timeZone: identity.shop.timeZone,
  taxArea: identity.shop.taxArea,
  activity: identity.activity,
  footer: identity.footer,
});

/** What this year's simplified invoices of this installation begin with, also before the first. */
function seriesNow(till: Till): string {
  const { identity, installation } = till;
  const year = yearOf(localNow(till));
  const known = seriesOf(till.db, installation.id).find((series) => series.kind === 'S' && series.year === year);
  if (known !== undefined) return known.code;
  const { seriesSuffix } = installation;
  return seriesCode({
    shopCode: identity.shop.code,
    tillCode: identity.tillCode,
    kind: 'S',
    installationSuffix: seriesSuffix === '' ? null : seriesSuffix,
    year,
  });
}

export const settingsView = (till: Till): SettingsView => ({
  shop: shopOf(till),
  isIdentityLocked: countDocuments(till.db) > 0,
  environment: till.identity.environment,
  seriesCode: seriesNow(till),
  printing: till.printing,
  preferences: readPreferences(till.db),
  staff: listStaff(till.db).map(staffView),
  limits: readLimits(till.db).map(({ from, simplifiedCents, cashFromCents }) => ({
    from,
    simplifiedCents: { ...simplifiedCents },
    cashFromCents,
  })),
});

/** Fields that are fixed since the first document: they are in its number, its record and its chain. */
const LOCKED = [
  ['taxId', (shop: ShopData) => shop.issuer.taxId],
  ['taxArea', (shop: ShopData) => shop.taxArea],
  ['shopCode', (shop: ShopData) => shop.shopCode],
  ['tillCode', (shop: ShopData) => shop.tillCode],
] as const;

/** Refuses `printer_url_*`, `printer_not_found` {printer}. */
function checkPrinting(printing: PrintingView): Result<PrintingSettings> {
  for (const { url } of printing.printers) {
    const address = parsePrinterUrl(url);
    if (!address.ok) return address;
  }
  for (const id of [printing.receiptPrinterId, printing.drawerPrinterId]) {
    if (id !== null && printerById(printing, id) === null) return refuse('printer_not_found', { printer: id });
  }
  return ok(printing);
}

type Limits = SettingsView['limits'];
const dateSchema = z.iso.date();

/** Refuses `limits_invalid`: a day that does not exist, two entries of one day, or an amount that is none. */
function checkLimitsTable(limits: Limits): Result<Limits> {
  const days = new Set(limits.map(({ from }) => from));
  const amounts = limits.flatMap(({ simplifiedCents, cashFromCents }) => [
    ...Object.values(simplifiedCents),
    cashFromCents,
  ]);
  const isSound =
    days.size === limits.length &&
    [...days].every((day) => dateSchema.safeParse(day).success) &&
    amounts.every((cents) => cents > 0);
  if (!isSound) return refuse('limits_invalid', {});
  return ok(limits);
}

/** One transaction with its log entry; then everybody is told. */
const writer =
  (context: TillContext): Write =>
  (kind, detail, body) => {
    const { till, session } = context;
    const written = transactTill(till, () => {
      const result = body();
      if (result.ok) appendAudit(till.db, { at: localNow(till), actorId: session.cashier?.id ?? null, kind, detail });
      return result;
    });
    if (!written.ok) return written;
    const view = settingsView(till);
    context.tell('settings.changed', view);
    context.statusChanged();
    return ok(view);
  };

function writeShop(till: Till, write: Write, shop: ShopData): Result<SettingsView> {
  const setup = setupOf(shop);
  if (!setup.ok) return setup;
  const { issuer, shop: place, tillCode, activity, footer } = setup.value;
  const after = { ...shop, issuer, shopCode: place.code, tillCode };
  const before = shopOf(till);
  const locked = LOCKED.find(([, read]) => read(before) !== read(after));
  if (locked !== undefined && countDocuments(till.db) > 0) return refuse('identity_locked', { field: locked[0] });
  const identity = { ...till.identity, issuer, shop: place, tillCode, activity, footer };
  const kept = till.identity;
  // What is told after the commit is what is then in force.
  till.identity = identity;
  const view = write('shop.changed', {}, () => {
    updateShop(till.db, identity);
    return ok(undefined);
  });
  if (!view.ok) till.identity = kept;
  return view;
}

function writePrinting(context: TillContext, write: Write, printing: PrintingView): Result<SettingsView> {
  const { till } = context;
  const checked = checkPrinting(printing);
  if (!checked.ok) return checked;
  const kept = till.printing;
  till.printing = checked.value;
  const view = write('settings.changed', { name: 'printing' }, () => {
    writePrintingSettings(till.db, checked.value);
    return ok(undefined);
  });
  if (!view.ok) till.printing = kept;
  else context.jobsChanged();
  return view;
}

/** `settings.*`, `staff.*`, `kiosk.leave`. Every change is in the audit log, with who was signed in. */
export function settingsHandlers(context: TillContext, signIn: SignIn, peer: Pick<Peer, 'call'>) {
  const { till } = context;
  const write = writer(context);
  const setting = (name: string, body: () => void): Result<SettingsView> =>
    write('settings.changed', { name }, () => {
      body();
      return ok(undefined);
    });

  return {
    'settings.read': () => ok(settingsView(till)),
    'settings.write-shop': (shop) => writeShop(till, write, shop),
    'settings.write-printing': (printing) => writePrinting(context, write, printing),
    'settings.write-preferences': (preferences) => {
      const wasKiosk = readPreferences(till.db).isKiosk;
      const view = setting('preferences', () => writePreferences(till.db, preferences));
      // Filling the screen happens at once; leaving it takes a PIN, whatever the setting says.
      if (view.ok && preferences.isKiosk && !wasKiosk) void peer.call('host.set-kiosk', { isOn: true });
      // Departments are part of what the counter shows.
      if (view.ok) context.tell('catalog.changed', {});
      return view;
    },
    'settings.write-limits': ({ limits }) => {
      const checked = checkLimitsTable(limits);
      return checked.ok ? setting('limits', () => writeLimits(till.db, checked.value)) : checked;
    },
    ...staffHandlers(context, write),
    'kiosk.leave': async ({ staffId, pin }) => {
      const person = await signIn.enter(staffId, pin);
      if (!person.ok) return person;
      transact(till.db, () =>
        appendAudit(till.db, { at: localNow(till), actorId: staffId, kind: 'kiosk.left', detail: {} }),
      );
      return peer.call('host.set-kiosk', { isOn: false });
    },
  } satisfies Handlers;
}

type Write = (kind: string, detail: Record<string, unknown>, body: () => Result<unknown>) => Result<SettingsView>;

function staffHandlers(context: TillContext, write: Write) {
  const { till, session } = context;
  const told = (view: Result<SettingsView>): Result<SettingsView> => {
    if (view.ok) context.tell('session.changed', sessionView(context));
    return view;
  };
  return {
    'staff.add': ({ name, pin }) => {
      const id = till.ports.ids.uuid();
      return told(write('staff.added', { id, name }, () => addStaff(till.db, { id, name, pin })));
    },
    'staff.set-pin': ({ staffId, pin }) =>
      told(write('staff.pin-changed', { staffId }, () => setPin(till.db, staffId, pin))),
    'staff.remove': ({ staffId }) => {
      const view = write('staff.removed', { staffId }, () => deactivateStaff(till.db, staffId));
      if (view.ok && session.cashier?.id === staffId) session.set(null);
      return told(view);
    },
  } satisfies Handlers;
}
