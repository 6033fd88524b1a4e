import type { CashMove, Correction, DayReport, Tally } from '../day/types.ts';
import { type Cents, cents } from '../money.ts';
import { displayAmount, displayEuros, displayRate } from '../money-text.ts';
import { type Language, type TextKey, text } from '../texts/index.ts';
import { centred, left, pair, RULE, SPACE } from './blocks.ts';
import { cashBlocks } from './cash-blocks.ts';
import { displayDateTime, displayTime, methodName, titled } from './day-parts.ts';
import type { Receipt, ReceiptBlock } from './model.ts';

const TAX_NAMES: Readonly<Record<string, string>> = { '01': 'IVA', '02': 'IPSI', '03': 'IGIC' };

function heading(report: DayReport, isCopy: boolean, language: Language): ReceiptBlock[] {
  const isZ = report.kind === 'z';
  const loud = { size: 'double', bold: true } as const;
  const { session } = report;
  return [
    ...(report.environment === 'test' ? [centred(text(language, 'receipt.test_mark'), loud), SPACE] : []),
    ...(isCopy ? [centred(text(language, 'day.copy'), loud), SPACE] : []),
    centred(text(language, isZ ? 'day.z_title' : 'day.x_title'), loud),
    ...(isZ ? [] : [centred(text(language, 'day.x_note'))]),
    SPACE,
    centred(report.shop.name, { bold: true }),
    centred(`${report.issuer.name} · ${report.issuer.taxId}`),
    centred(text(language, 'day.shop_till', { till: report.tillCode })),
    RULE,
    ...(report.number === null ? [] : [pair(text(language, 'day.number'), report.number, { bold: true })]),
    pair(text(language, 'day.opened'), displayDateTime(session.openedAt)),
    session.openedByName === null
      ? left(text(language, 'day.opened_by_itself'))
      : pair(text(language, 'day.opened_by'), session.openedByName),
    pair(text(language, 'day.made'), displayDateTime(report.madeAt)),
    ...(report.madeByName === null ? [] : [pair(text(language, 'day.made_by'), report.madeByName)]),
  ];
}

function sales({ sold, openTickets, openCharged }: DayReport, language: Language): ReceiptBlock[] {
  const { documents, annulled } = sold;
  const blocks = [
    pair(text(language, 'day.tickets'), String(documents.count)),
    pair(text(language, 'day.gross'), displayAmount(documents.grossCents)),
    pair(text(language, 'day.discounts'), displayAmount(minus(documents.discountCents))),
    pair(text(language, 'day.total'), displayEuros(documents.totalCents), { size: 'double', bold: true }),
    pair(text(language, 'day.tax_included'), displayAmount(documents.taxCents)),
  ];
  if (annulled.count > 0) {
    blocks.push(pair(text(language, 'day.annulled', { count: annulled.count }), displayAmount(annulled.cents)));
  }
  if (openTickets > 0) blocks.push(pair(text(language, 'day.open_tickets'), String(openTickets)));
  for (const { method, cents: charged } of openCharged) {
    const name = methodName(method, language);
    blocks.push(pair(text(language, 'day.open_charged', { method: name }), displayAmount(charged)));
  }
  return titled(text(language, 'day.sales'), blocks);
}

/** Never "-0,00". */
const minus = (value: Cents): Cents => cents(value === 0 ? 0 : -value);

function taxes({ sold }: DayReport, language: Language): ReceiptBlock[] {
  if (sold.taxes.length === 0) return [];
  const rows = sold.taxes.flatMap((tax) => {
    const name = TAX_NAMES[tax.impuesto] ?? tax.impuesto;
    const own = [`${name} ${displayRate(tax.rateBp)}`, displayAmount(tax.baseCents), displayAmount(tax.taxCents)];
    if (tax.recargoRateBp === null || tax.recargoRateBp === 0) return [own];
    const rate = displayRate(tax.recargoRateBp);
    return [own, [text(language, 'receipt.recargo_rate', { rate }), '', displayAmount(tax.recargoCents)]];
  });
  const header = [text(language, 'day.taxes'), text(language, 'day.base'), text(language, 'day.tax')];
  return [RULE, { kind: 'table', aligns: ['left', 'right', 'right'], header, rows }];
}

type Row = Tally & { readonly label: string };

/** A list with how many and how much; nothing when it is empty. */
function tallies(title: TextKey, rows: readonly Row[], language: Language): ReceiptBlock[] {
  if (rows.length === 0) return [];
  return [
    RULE,
    {
      kind: 'table',
      aligns: ['left', 'right', 'right'],
      header: [text(language, title), text(language, 'day.count'), text(language, 'day.amount')],
      rows: rows.map(({ label, count, cents: sum }) => [label, String(count), displayAmount(sum)]),
    },
  ];
}

function moves(made: readonly CashMove[], language: Language): ReceiptBlock[] {
  if (made.length === 0) return [];
  const blocks = made.flatMap(({ kind, cents: sum, reason, at, byName }) => [
    pair(
      `${displayTime(at)} ${text(language, kind === 'in' ? 'day.move_in' : 'day.move_out')}`,
      displayAmount(kind === 'in' ? sum : minus(sum)),
    ),
    left(`${reason} (${byName})`),
  ]);
  return titled(text(language, 'day.moves'), blocks);
}

const corrections = (made: readonly Correction[], language: Language): ReceiptBlock[] =>
  made.flatMap(({ number, from, to, cents: sum, reason, byName }) => [
    pair(number, displayAmount(sum)),
    left(
      `${text(language, 'day.correction', { from: methodName(from, language), to: methodName(to, language) })}: ${reason} (${byName})`,
    ),
  ]);

function changes({ sold, earlier }: DayReport, language: Language): ReceiptBlock[] {
  const own = corrections(sold.corrections, language);
  const before = [
    ...corrections(earlier.corrections, language),
    ...earlier.annulled.map(({ number, cents: sum }) =>
      pair(text(language, 'day.earlier_annulled', { number }), displayAmount(sum)),
    ),
  ];
  return [
    ...(own.length === 0 ? [] : titled(text(language, 'day.corrections'), own)),
    ...(before.length === 0 ? [] : titled(text(language, 'day.earlier'), before)),
  ];
}

function control({ sold, logged }: DayReport, language: Language): ReceiptBlock[] {
  const counted = (key: TextKey, { count, cents: sum }: Tally): ReceiptBlock =>
    pair(text(language, key, { count }), displayAmount(sum));
  const { drawerOpenings, moreDrawerOpenings } = logged;
  const openings = drawerOpenings.map(({ at, byName, why }) =>
    left(`${displayTime(at)} ${byName}${why === '' ? '' : `: ${why}`}`),
  );
  const more =
    moreDrawerOpenings === 0 ? [] : [left(`${text(language, 'day.drawer_more', { count: moreDrawerOpenings })}`)];
  return titled(text(language, 'day.given'), [
    counted('day.line_discounts', sold.lineDiscounts),
    counted('day.ticket_discounts', sold.ticketDiscounts),
    counted('day.removed_lines', logged.removedLines),
    counted('day.dropped_tickets', logged.droppedTickets),
    counted('day.taken_back', logged.takenBackPayments),
    pair(text(language, 'day.changed_prices'), String(logged.changedPrices)),
    pair(text(language, 'day.reprints'), String(logged.reprints)),
    pair(text(language, 'day.drawer'), String(drawerOpenings.length + moreDrawerOpenings)),
    ...openings,
    ...more,
  ]);
}

function series({ sold }: DayReport, language: Language): ReceiptBlock[] {
  if (sold.series.length === 0) return [];
  const blocks = sold.series.flatMap((one) => [
    pair(text(language, 'day.series_from'), one.first),
    pair(text(language, 'day.series_to'), one.last),
    ...(one.gaps.length === 0
      ? [left(text(language, 'day.gaps_none'))]
      : one.gaps.map((gap) => left(text(language, 'day.gap', gap), { bold: true }))),
    left(`${text(language, 'day.hash')}: ${one.stand.hash.slice(0, 16)}`),
  ]);
  return titled(text(language, 'day.series'), blocks);
}

function chain({ previousHash }: DayReport, language: Language): ReceiptBlock[] {
  if (previousHash === null) return [];
  if (previousHash === '') return [RULE, left(text(language, 'day.chain_first'))];
  return [RULE, left(`${text(language, 'day.chain')}: ${previousHash.slice(0, 16)}`)];
}

/** The paper of an X or a Z; everything on it is in the report, so that a copy shows what was written. */
export function dayReceipt(report: DayReport, { isCopy = false, language = 'es' as Language } = {}): Receipt {
  const { sold } = report;
  const named = <T extends Tally>(rows: readonly T[], label: (row: T) => string): Row[] =>
    rows.map((row) => ({ count: row.count, cents: row.cents, label: label(row) }));
  return {
    blocks: [
      ...heading(report, isCopy, language),
      ...sales(report, language),
      ...tallies(
        'day.methods',
        named(sold.methods, ({ method }) => methodName(method, language)),
        language,
      ),
      ...cashBlocks(report.cash, language),
      ...moves(report.moves, language),
      ...taxes(report, language),
      ...tallies(
        'day.categories',
        named(sold.categories, ({ name }) => name ?? text(language, 'day.no_category')),
        language,
      ),
      ...tallies(
        'day.cashiers',
        named(sold.cashiers, ({ name }) => name),
        language,
      ),
      ...tallies(
        'day.hours',
        named(sold.hours, ({ hour }) => `${hour.slice(11, 13)}:00`),
        language,
      ),
      ...control(report, language),
      ...changes(report, language),
      ...series(report, language),
      ...chain(report, language),
    ],
  };
}
