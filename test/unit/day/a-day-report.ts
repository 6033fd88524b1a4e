import { cashBox } from '../../../domain/day/cash-count.ts';
import type { SyncReport } from '../../../domain/day/sync-types.ts';
import type { DayReport } from '../../../domain/day/types.ts';
import { cents, rateBp } from '../../../domain/money.ts';

const tally = (count: number, sum: number) => ({ count, cents: cents(sum) });
const at = (time: string): string => `2026-11-23T${time}:00+01:00`;
const stand = { code: '01T01S-26', count: 1482, cents: cents(2_854_310), hash: '3b7c5a21e0f94d68'.repeat(4) };

/** A day with something of everything. */
export const aZ: DayReport = {
  version: 1,
  kind: 'z',
  number: '01T01Z-000012',
  previousHash: '9f2e6d1c0b8a7453'.repeat(4),
  madeAt: at('21:04'),
  madeByName: 'Ana',
  environment: 'test',
  issuer: { name: 'Ultramarinos La Plaza, S.L.', taxId: 'B12345674' },
  shop: { name: 'La Plaza', code: '01', taxArea: 'IVA' },
  tillCode: 'T01',
  installation: '01-T01-20261101T090000-ABCDEFGH',
  session: { id: 's', openedAt: at('09:02'), openedHow: 'person', openedByName: 'Begoña' },
  sold: {
    issued: tally(118, 234_567),
    annulled: tally(1, 345),
    documents: {
      count: 117,
      grossCents: cents(236_722),
      discountCents: cents(2500),
      totalCents: cents(234_222),
      taxCents: cents(26_105),
    },
    taxes: [
      {
        ...{ impuesto: '01', rateBp: rateBp(2100), recargoRateBp: null },
        ...{ grossCents: cents(121_000), baseCents: cents(100_000), taxCents: cents(21_000), recargoCents: cents(0) },
      },
      {
        ...{ impuesto: '01', rateBp: rateBp(400), recargoRateBp: null },
        ...{ grossCents: cents(113_222), baseCents: cents(108_867), taxCents: cents(4355), recargoCents: cents(0) },
      },
    ],
    methods: [
      { method: 'cash', ...tally(70, 98_210) },
      { method: 'card', ...tally(45, 131_012) },
      { method: 'bizum', ...tally(2, 5000) },
    ],
    categories: [
      { name: 'Alimentación', ...tally(301, 180_000) },
      { name: 'Bebidas y licores de la comarca de La Ribera', ...tally(12, 50_000) },
      { name: null, ...tally(4, 4222) },
    ],
    cashiers: [
      { id: 'a', name: 'Ana', ...tally(80, 160_222) },
      { id: 'b', name: 'Begoña', ...tally(37, 74_000) },
    ],
    hours: [
      { hour: '2026-11-23T09', ...tally(40, 80_000) },
      { hour: '2026-11-23T20', ...tally(77, 154_222) },
    ],
    lineDiscounts: tally(6, 1500),
    ticketDiscounts: tally(2, 1000),
    series: [
      {
        ...{ code: '01T01S-26', first: '01T01S-26-001365', last: '01T01S-26-001482', count: 118 },
        ...{ totalCents: cents(234_567), gaps: [], stand },
      },
    ],
    corrections: [
      {
        ...{ number: '01T01S-26-001400', from: 'cash', to: 'card', cents: cents(2295) },
        ...{ reason: 'Pagó con el móvil', at: at('12:10'), byName: 'Ana' },
      },
    ],
  },
  logged: {
    removedLines: tally(3, 1035),
    droppedTickets: tally(1, 2295),
    changedPrices: 2,
    takenBackPayments: tally(0, 0),
    reprints: 4,
    drawerOpenings: [{ at: at('11:30'), byName: 'Begoña', why: 'Cambio' }],
    moreDrawerOpenings: 0,
  },
  earlier: {
    corrections: [],
    annulled: [{ number: '01T01S-26-001301', cents: cents(450), cashCents: cents(0), at: at('10:00') }],
  },
  moves: [{ kind: 'out', cents: cents(3000), reason: 'Panadería', at: at('10:15'), byName: 'Ana' }],
  openTickets: 1,
  openCharged: [],
  cash: cashBox(
    {
      ...{
        floatCents: cents(15_000),
        salesCents: cents(98_210),
        inCents: cents(0),
        outCents: cents(3000),
        givenBackCents: cents(0),
      },
      ...{ heldBeforeCents: cents(0), heldCents: cents(1000) },
    },
    {
      pieces: [
        { valueCents: cents(5000), pieces: 20 },
        { valueCents: cents(1000), pieces: 11 },
        { valueCents: cents(20), pieces: 1 },
      ],
      totalCents: cents(111_020),
      leftCents: cents(15_000),
    },
  ),
};

export const anX: DayReport = {
  ...aZ,
  kind: 'x',
  number: null,
  previousHash: null,
  environment: 'production',
  session: { id: '', openedAt: at('09:02'), openedHow: 'by-itself', openedByName: null },
  cash: { ...aZ.cash, counted: null },
};

export const aSyncReport: SyncReport = {
  version: 1,
  edition: 2,
  madeAt: at('21:30'),
  state: 'pending',
  shopName: 'La Plaza',
  tillCode: 'T01',
  environment: 'test',
  z: { number: '01T01Z-000012', hash: '9f2e6d1c0b8a7453'.repeat(4), madeAt: at('21:04') },
  central: {
    ...{ state: 'paired', companyName: 'Ultramarinos La Plaza, S.L.', url: 'https://central.local', problem: null },
    ...{ lastContactMs: 0, lastContactAt: at('21:12') },
  },
  documents: {
    issued: tally(118, 234_567),
    acknowledged: tally(100, 200_000),
    pending: tally(17, 34_222),
    quarantined: tally(1, 345),
  },
  series: [
    {
      code: '01T01S-26',
      till: stand,
      central: { ...stand, count: 1465, cents: cents(2_820_088) },
      tillThere: { ...stand, count: 1465, cents: cents(2_820_088) },
      isEqual: true,
    },
  ],
  quarantined: [{ number: '01T01S-26-001377', code: 'chain_broken', detail: '' }],
  agency: { connection: 'none', unsent: 118, states: [{ state: 'generated', count: 118 }] },
  tasks: [
    { code: 'quarantined', params: { number: '01T01S-26-001377', code: 'chain_broken' } },
    { code: 'connect', params: { count: 17 } },
    { code: 'agency', params: { count: 118 } },
  ],
};
