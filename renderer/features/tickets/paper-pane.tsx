import { useEffect, useRef, useState } from 'react';
import type { Result } from '../../../domain/result.ts';
import type { OutputOf } from '../../../electron/ipc/contract/index.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { goBack, paneNow } from '../../app/panes.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Paper } from '../../ui/paper.tsx';
import { CorrectPayment } from '../day/correct-payment.tsx';
import { PrintCopy } from './print-copy.tsx';
import { forgetTicketList } from './tickets-store.ts';
import '../day/day.css';
import './tickets.css';

type Issued = OutputOf<'tickets.paper'>;
type Props = { readonly documentId: string };

/** An issued ticket as it was printed. */
export function PaperPane({ documentId }: Props) {
  return <IssuedPaper key={documentId} documentId={documentId} />;
}

function IssuedPaper({ documentId }: Props) {
  const { t, why } = useWords();
  const { answer, ask } = usePaper(documentId);
  const issued = answer?.ok === true ? answer.value : null;
  return (
    <Pane
      title={issued === null ? t('tickets.paper-title') : t('tickets.paper-of', { number: issued.ticket.number })}
      backLabel={t('tickets.paper-back')}
      onBack={goBack}
      foot={issued === null ? null : <PrintCopy documentId={documentId} />}
    >
      {answer === null ? <Late>{t('tickets.paper-loading')}</Late> : null}
      {answer?.ok === false ? (
        <Notice
          tone="danger"
          code={answer.refusal.code}
          actions={<Button onClick={() => void ask()}>{t('tickets.retry')}</Button>}
        >
          {why(answer.refusal)}
        </Notice>
      ) : null}
      {issued === null ? null : <ShownPaper issued={issued} />}
    </Pane>
  );
}

function usePaper(documentId: string) {
  const [answer, setAnswer] = useState<Result<Issued> | null>(null);
  const isShown = useRef(true);
  const ask = async (): Promise<void> => {
    setAnswer(null);
    const paper = await client.ask('tickets.paper', { documentId });
    if (isShown.current) setAnswer(paper);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for the document that this was mounted for
  useEffect(() => {
    isShown.current = true;
    void ask();
    return () => {
      isShown.current = false;
      // The list waits only for who goes back to it; who comes later sees what was sold since.
      if (paneNow().name !== 'tickets' && paneNow().name !== 'paper') forgetTicketList();
    };
  }, []);
  return { answer, ask };
}

/** Part of the height that an arrow key scrolls. */
const ARROW_STEP = 0.25;
const PAGE_STEP = 0.9;

function ShownPaper({ issued: { ticket, receipt, huella } }: { readonly issued: Issued }) {
  const { t } = useWords();
  const region = useRef<HTMLElement>(null);
  const scroll = (step: number): void => {
    const height = region.current?.clientHeight ?? 0;
    region.current?.scrollBy({ top: height * step });
  };
  const down = (): void => scroll(ARROW_STEP);
  const up = (): void => scroll(-ARROW_STEP);
  const pageDown = (): void => scroll(PAGE_STEP);
  const pageUp = (): void => scroll(-PAGE_STEP);
  useKeys({ keys: { ArrowDown: down, ArrowUp: up, PageDown: pageDown, PageUp: pageUp } });
  return (
    <>
      {ticket.isAnnulled ? (
        <Notice tone="warning" title={t('tickets.is-annulled')}>
          {t('tickets.is-annulled-hint')}
        </Notice>
      ) : null}
      {ticket.isAnnulled ? null : <CorrectPayment documentId={ticket.documentId} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with Tab */}
      <section ref={region} className="paper-pane__scroll" aria-label={t('tickets.paper-title')} tabIndex={0}>
        <Paper
          receipt={receipt}
          label={t('tickets.paper-of', { number: ticket.number })}
          qrLabel={t('tickets.qr')}
          huella={{ label: t('tickets.huella'), value: huella }}
        />
      </section>
    </>
  );
}
