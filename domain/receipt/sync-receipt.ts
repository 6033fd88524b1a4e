import type { SyncReport, SyncSeries, SyncTask } from '../day/sync-types.ts';
import type { SeriesStandAt, Tally } from '../day/types.ts';
import { displayAmount, displayEuros } from '../money-text.ts';
import { isTextKey, type Language, type TextKey, text } from '../texts/index.ts';
import { centred, left, pair, RULE, SPACE } from './blocks.ts';
import { displayDateTime, titled } from './day-parts.ts';
import type { Receipt, ReceiptBlock } from './model.ts';

function documents({ documents: counted }: SyncReport, language: Language): ReceiptBlock {
  const row = (key: TextKey, { count, cents }: Tally): string[] => [
    text(language, key),
    String(count),
    displayAmount(cents),
  ];
  return {
    kind: 'table',
    aligns: ['left', 'right', 'right'],
    header: [text(language, 'sync_report.documents'), text(language, 'day.count'), text(language, 'day.amount')],
    rows: [
      row('sync_report.issued', counted.issued),
      row('sync_report.acknowledged', counted.acknowledged),
      row('sync_report.pending', counted.pending),
      row('sync_report.quarantined', counted.quarantined),
    ],
  };
}

/** Sixteen digits: enough for two people on the telephone; all of them are in the JSON. */
const side = (key: TextKey, stand: SeriesStandAt | null, language: Language): ReceiptBlock[] =>
  stand === null
    ? [pair(text(language, key), text(language, 'sync_report.none'))]
    : [
        pair(`${text(language, key)}: ${stand.count}`, displayEuros(stand.cents)),
        left(`${text(language, 'sync_report.hash', { hash: stand.hash.slice(0, 16) })}`),
      ];

function agreement({ isEqual, central }: SyncSeries, language: Language): ReceiptBlock {
  if (isEqual === null) return left(text(language, 'sync_report.not_compared'));
  const count = central?.count ?? 0;
  return isEqual
    ? left(text(language, 'sync_report.equal', { count }))
    : left(text(language, 'sync_report.different', { count }), { bold: true });
}

const series = (one: SyncSeries, language: Language): ReceiptBlock[] =>
  titled(text(language, 'sync_report.series', { code: one.code }), [
    ...side('sync_report.at_till', one.till, language),
    ...side('sync_report.at_central', one.central, language),
    agreement(one, language),
  ]);

function agency({ agency: at }: SyncReport, language: Language): ReceiptBlock[] {
  const name = (state: string): string => {
    const key = `sync_report.agency_state.${state}`;
    return isTextKey(key) ? text(language, key) : state;
  };
  return titled(text(language, 'sync_report.agency'), [
    ...(at.connection === 'none' ? [left(text(language, 'sync_report.agency_none'))] : []),
    ...at.states.map(({ state, count }) => pair(name(state), String(count))),
  ]);
}

export const taskText = ({ code, params }: SyncTask, language: Language): string =>
  text(language, `sync_report.do.${code}`, params);

function tasks({ tasks: open }: SyncReport, language: Language): ReceiptBlock[] {
  const said =
    open.length === 0 ? [text(language, 'sync_report.no_tasks')] : open.map((task) => `- ${taskText(task, language)}`);
  return titled(
    text(language, 'sync_report.tasks'),
    said.map((line) => left(line)),
  );
}

function central({ central: there }: SyncReport, language: Language): ReceiptBlock[] {
  if (there.state === 'not-paired') return [];
  const contact =
    there.lastContactAt === null ? text(language, 'sync_report.never') : displayDateTime(there.lastContactAt);
  return titled(text(language, 'sync_report.central'), [
    ...(there.companyName === null ? [] : [left(there.companyName)]),
    pair(text(language, 'sync_report.last_contact'), contact),
  ]);
}

/** The paper of one version of a sync report. */
export function syncReceipt(report: SyncReport, language: Language = 'es'): Receipt {
  const loud = { size: 'tall', bold: true } as const;
  return {
    blocks: [
      ...(report.environment === 'test' ? [centred(text(language, 'receipt.test_mark'), loud), SPACE] : []),
      centred(text(language, 'sync_report.title'), { bold: true }),
      centred(`${report.shopName} · ${text(language, 'day.shop_till', { till: report.tillCode })}`),
      SPACE,
      centred(text(language, `sync_report.state.${report.state}`), loud),
      SPACE,
      pair(text(language, 'sync_report.of_z'), report.z.number, { bold: true }),
      pair(text(language, 'day.z_title'), displayDateTime(report.z.madeAt)),
      pair(text(language, 'sync_report.made'), displayDateTime(report.madeAt)),
      left(text(language, 'sync_report.version', { edition: report.edition })),
      RULE,
      documents(report, language),
      ...report.series.flatMap((one) => series(one, language)),
      ...central(report, language),
      ...agency(report, language),
      ...tasks(report, language),
    ],
  };
}
