import { DEFAULT_LIMITS } from '../../domain/ticket/limits.ts';
import type { CentralPage } from '../../electron/ipc/contract/central.ts';
import type { OutputOf } from '../../electron/ipc/contract/index.ts';
import type { SessionView } from '../../electron/ipc/contract/session.ts';
import type { SettingsView } from '../../electron/ipc/contract/settings.ts';
import type { AppState } from '../../electron/ipc/contract/setup.ts';
import type { AboutView, StatusView } from '../../electron/ipc/contract/status.ts';
import { PROFILE } from '../support/sample-receipt.ts';
import { FakeCatalog, fakeId } from './fake-catalog.ts';

/** A till that has been set up and stands ready, with Marta at it. */
export const HELLO: OutputOf<'host.hello'> = {
  host: 'browser',
  version: '0.1.0',
  holdsTill: true,
  isKiosk: false,
  isSample: false,
  hasOwnShop: true,
};

export const APP_STATE: AppState = {
  phase: 'ready',
  isSample: false,
  language: 'es',
  dataFolder: '/home/tienda/.local/share/mostrador',
  timeZone: 'Europe/Madrid',
  refusal: null,
};

const MARTA = { id: fakeId(501), name: 'Marta', hasPin: true };

export const SESSION: SessionView = {
  staff: [
    MARTA,
    { id: fakeId(502), name: 'José Luis', hasPin: true },
    { id: fakeId(503), name: 'Aina', hasPin: false },
  ],
  cashier: MARTA,
};

export const STATUS: StatusView = {
  environment: 'test',
  isSample: false,
  shopName: 'La Plaza',
  tillCode: 'T01',
  printer: { state: 'ready', name: 'Epson del mostrador', reason: null },
  waitingJobs: 0,
  central: {
    state: 'not-paired',
    pending: 12,
    oldestPendingAt: '2026-11-20T09:02:00+01:00',
    rejected: 0,
    lastContactMs: null,
    offlineSinceMs: null,
    clockDifferenceMs: null,
    companyName: null,
    url: null,
    problem: null,
    problemParams: {},
    unused: 0,
  },
  fiscal: { state: 'no-connection', unsentRecords: 12 },
  warnings: [],
  documents: 13,
  incidents: 0,
};

/** The same till with a central that has everything. */
export const PAIRED: StatusView['central'] = {
  ...STATUS.central,
  state: 'up-to-date',
  pending: 0,
  oldestPendingAt: null,
  lastContactMs: 1_795_370_000_000,
  clockDifferenceMs: 120,
  companyName: 'Ultramarinos La Plaza, S.L.',
  url: 'https://192.168.1.20:8443',
};

export const REJECTED: CentralPage['rejected'] = [
  {
    installation: '01T01-000001',
    seq: 41,
    code: 'total_differs',
    detail: '45.90 45.91',
    number: '01T01S-26-000012',
  },
  { installation: '01T01-000001', seq: 44, code: 'of_the_future', detail: '', number: null },
];

export const SETTINGS: SettingsView = {
  shop: {
    issuer: {
      name: 'Ultramarinos La Plaza, S.L.',
      taxId: 'B12345674',
      address: 'Calle Mayor 12',
      postalCode: '46001',
      city: 'València',
      province: 'València',
      country: 'ES',
    },
    shopName: 'La Plaza',
    shopCode: '01',
    tillCode: 'T01',
    timeZone: 'Europe/Madrid',
    taxArea: 'IVA',
    activity: 'retail',
    footer: 'Gracias por su visita.',
  },
  isIdentityLocked: true,
  environment: 'test',
  seriesCode: '01T01S-26',
  printing: {
    printers: [PROFILE],
    receiptPrinterId: PROFILE.id,
    drawerPrinterId: PROFILE.id,
    drawerOn: ['cash'],
    receipts: 'always',
  },
  preferences: {
    language: 'es',
    theme: 'light',
    sounds: { isOn: true, volume: 60 },
    isKiosk: false,
    mergesScans: true,
    scaleLabels: [{ prefix: '20', holds: 'weight', itemDigits: 5, valueDigits: 5 }],
    departments: [...new FakeCatalog().overview().departments],
    discountReasons: ['Oferta', 'Próximo a caducar', 'Envase dañado', 'Cliente habitual'],
  },
  staff: [...SESSION.staff],
  limits: [...DEFAULT_LIMITS].map((limits) => ({ ...limits, simplifiedCents: { ...limits.simplifiedCents } })),
};

export const ABOUT: AboutView = {
  version: '0.1.0',
  producer: { name: 'Sin productor', taxId: '00000000T', systemId: '01', isPlaceholder: true },
  environment: 'test',
  installation: '01T01-K7QX',
  installationOpenedAt: '2026-11-01T09:00:00+01:00',
  issuerName: 'Ultramarinos La Plaza, S.L.',
  issuerTaxId: 'B12345674',
  series: [{ code: '01T01S-26', lastNumber: '01T01S-26-000013' }],
  documents: 13,
  firstIssuedAt: '2026-11-01T09:12:00+01:00',
  lastIssuedAt: '2026-11-22T18:40:00+01:00',
  dataFolder: APP_STATE.dataFolder,
  databaseBytes: 45_000_000,
  freeBytes: 120_000_000_000,
  runtime: 'Node 24',
};
