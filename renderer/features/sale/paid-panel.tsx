import { useEffect, useState } from 'react';
import { displayEuros } from '../../../domain/money-text.ts';
import type { Refusal } from '../../../domain/result.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { KEYS } from './counter.ts';
import type { SaleData } from './sale-store.ts';

type Sold = NonNullable<SaleData['paid']>;

/** Where the total was: what goes back to the customer, readable from two metres, until the next ticket begins. */
export function PaidPanel({ sale }: { readonly sale: Sold }) {
  const { t } = useWords();
  const { changeCents, totalCents, tenderedCents, methods, number } = sale;
  return (
    <section className="paid" role="status" aria-label={t('sale.paid')}>
      <div className="paid__loud">
        <p className="paid__what">{t('sale.change')}</p>
        <p className="paid__amount">{displayEuros(changeCents)}</p>
      </div>
      <dl className="paid__facts">
        <dt>{t('sale.charged')}</dt>
        <dd>{displayEuros(totalCents)}</dd>
        <dt>{methods.map((method) => t(`sale.method.${method}`)).join(' + ')}</dt>
        <dd>{displayEuros(tenderedCents)}</dd>
        <dt>{t('sale.number')}</dt>
        <dd>{number}</dd>
      </dl>
      <PaidPaper key={sale.documentId} sale={sale} />
    </section>
  );
}

type Print = { readonly state: 'none' | 'asked' | 'printed'; readonly refusal: Refusal | null };
type PaperState = NonNullable<Sold['paper']>['state'];

/** What is said of a paper; states that are not here change by themselves. */
const PAPER_WORDS = {
  // A printer that tells nothing has taken it: more is not known.
  sent: 'sale.printed',
  confirmed: 'sale.printed',
  held: 'sale.paper-waits',
  unknown: 'sale.paper-unknown',
  failed: 'sale.not-printed',
  discarded: 'sale.not-printed',
} as const;
const isSettled = (state: PaperState | null): state is keyof typeof PAPER_WORDS =>
  state !== null && state in PAPER_WORDS;

/** How far the paper of this sale is, asked again with every change of a job. @param isOwed a paper was asked for */
function usePaperState({ documentId, paper }: Sold, isOwed: boolean): PaperState | null {
  const jobs = useApp(({ jobs }) => jobs);
  const [state, setState] = useState<PaperState | null>(paper?.state ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of a job is a reason to look.
  useEffect(() => {
    if (!isOwed) return undefined;
    let isCurrent = true;
    void client.ask('sale.desk', {}).then((desk) => {
      const sale = desk.ok ? desk.value.lastSale : null;
      if (isCurrent && sale?.documentId === documentId && sale.paper !== null) setState(sale.paper.state);
    });
    return () => {
      isCurrent = false;
    };
  }, [jobs, isOwed, documentId]);
  return state;
}

/** Paper for a sale that was closed without it, asked for without holding up the next scan. */
function PaidPaper({ sale }: { readonly sale: Sold }) {
  const { t, why } = useWords();
  const mode = useApp(({ settings }) => settings?.printing.receipts ?? 'always');
  const [print, setPrint] = useState<Print>({ state: sale.paper === null ? 'none' : 'printed', refusal: null });
  const isOpen = print.state === 'none';
  const state = usePaperState(sale, !isOpen);

  async function ask(): Promise<void> {
    if (!isOpen) return;
    setPrint({ state: 'asked', refusal: null });
    // Once: a repeated reprint is a second paper.
    const result = await client.askOnce('tickets.reprint', { documentId: sale.documentId });
    setPrint(result.ok ? { state: 'printed', refusal: null } : { state: 'none', refusal: result.refusal });
  }
  useKeys({ keys: { [KEYS.print]: () => void ask() } }, isOpen);

  if (!isOpen)
    return <p className="second paid__paper">{t(isSettled(state) ? PAPER_WORDS[state] : 'sale.printing')}</p>;
  return (
    <>
      {print.refusal === null ? null : (
        <Notice tone="danger" code={print.refusal.code}>
          {why(print.refusal)}
        </Notice>
      )}
      <Button
        look={mode === 'ask' ? 'accent' : 'plain'}
        size="large"
        isWide
        shortcut={KEYS.print}
        onClick={() => void ask()}
      >
        <Icon name="printer" />
        {t('sale.print')}
      </Button>
    </>
  );
}
