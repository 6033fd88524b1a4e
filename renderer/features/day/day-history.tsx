import { useEffect, useState } from 'react';
import { displayEuros } from '../../../domain/money-text.ts';
import type { Refusal } from '../../../domain/result.ts';
import type { ZView } from '../../../electron/ipc/contract/day.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Late } from '../../ui/late.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';
import { dateAndTime } from '../tickets/ticket-text.ts';
import type { DayView } from './day-pane.tsx';
import { Refused } from './refused.tsx';

const PAGE = 31;

type Known = { readonly reports: readonly ZView[]; readonly nextCursor: string | null };
type Props = { onBack(): void; onShow(view: DayView): void };

/** Every Z there is, newest first. */
export function DayHistory({ onBack, onShow }: Props) {
  const { t } = useWords();
  const [known, setKnown] = useState<Known | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const load = async (cursor: string | null): Promise<void> => {
    const page = await client.ask('day.reports', { cursor, limit: PAGE });
    if (!page.ok) return setRefusal(page.refusal);
    const { reports, nextCursor } = page.value;
    setRefusal(null);
    setKnown((before) => ({ reports: [...(cursor === null ? [] : (before?.reports ?? [])), ...reports], nextCursor }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page, once
  useEffect(() => void load(null), []);
  const next = known?.nextCursor ?? null;
  return (
    <Pane
      title={t('caja.history-title')}
      backLabel={t('caja.back')}
      onBack={onBack}
      foot={
        next === null ? null : (
          <Button isWide onClick={() => void load(next)}>
            {t('caja.history-more')}
          </Button>
        )
      }
    >
      <Refused refusal={refusal} onRetry={() => void load(null)} />
      {known === null && refusal === null ? <Late>{t('caja.loading')}</Late> : null}
      {known?.reports.length === 0 ? (
        <Empty title={t('caja.history-none')}>
          <p>{t('caja.history-none-hint')}</p>
        </Empty>
      ) : null}
      {known === null || known.reports.length === 0 ? null : (
        <RowList label={t('caja.history-list')} chosen={-1}>
          {known.reports.map((z) => (
            <ZRow key={z.number} z={z} onPress={() => onShow({ name: 'z', number: z.number })} />
          ))}
        </RowList>
      )}
    </Pane>
  );
}

function ZRow({ z, onPress }: { readonly z: ZView; onPress(): void }) {
  const { t } = useWords();
  const { number, madeAt, totalCents, documents, differenceCents, sync } = z;
  return (
    <Row isMarked={false} onPress={onPress}>
      <span className="row-list__what">
        <span className="ticket-row__number">{number}</span>
        <span className="second">{t('caja.row-tickets', { at: dateAndTime(madeAt), count: documents })}</span>
        {sync === null ? null : <span className="second">{t(`sync_report.state.${sync}`)}</span>}
      </span>
      <span className="row-list__end amount">
        <span>{displayEuros(totalCents)}</span>
        {differenceCents === 0 ? null : (
          <span className="second day-difference">{t('caja.difference', { amountCents: differenceCents })}</span>
        )}
      </span>
    </Row>
  );
}
