import type { Result } from '../../../domain/result.ts';
import type { OutputOf } from '../../../electron/ipc/contract/index.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Late } from '../../ui/late.tsx';
import { Pane } from '../../ui/pane.tsx';
import type { DayView } from './day-pane.tsx';
import { PaperActions } from './paper-actions.tsx';
import { Refused } from './refused.tsx';
import { ShownPaper } from './shown-paper.tsx';
import { type Answer, useAnswer } from './use-answer.ts';

type Props = { readonly number: string | null; onBack(): void; onShow(view: DayView): void };

/** An X of this moment, or a Z as it was made. */
export function ReportView({ number, onBack, onShow }: Props) {
  return number === null ? <X onBack={onBack} /> : <Z number={number} onBack={onBack} onShow={onShow} />;
}

function X({ onBack }: { onBack(): void }) {
  const { t } = useWords();
  const answered = useAnswer('day.x', {});
  const { answer } = answered;
  return (
    <Pane
      title={t('caja.x-title')}
      backLabel={t('caja.back')}
      onBack={onBack}
      foot={answer?.ok === true ? <PaperActions what="x" number={null} /> : null}
    >
      <Waiting {...answered} />
      {answer?.ok === true ? <ShownPaper receipt={answer.value.receipt} label={t('caja.x-title')} /> : null}
    </Pane>
  );
}

function Z({ number, onBack, onShow }: Props & { readonly number: string }) {
  const { t } = useWords();
  const answered: Answer<OutputOf<'day.report'>> = useAnswer('day.report', { number });
  const answer: Result<OutputOf<'day.report'>> | null = answered.answer;
  const title = t('caja.z-title', { number });
  return (
    <Pane
      title={title}
      backLabel={t('caja.back')}
      onBack={onBack}
      head={<Button onClick={() => onShow({ name: 'sync', number })}>{t('caja.sync')}</Button>}
      foot={answer?.ok === true ? <PaperActions what="z" number={number} /> : null}
    >
      <Waiting {...answered} />
      {answer?.ok === true ? <ShownPaper receipt={answer.value.receipt} label={title} /> : null}
    </Pane>
  );
}

/** Until there is an answer, and when there is none. */
export function Waiting({ answer, ask }: Answer<unknown>) {
  const { t } = useWords();
  if (answer === null) return <Late>{t('caja.paper-loading')}</Late>;
  return answer.ok ? null : <Refused refusal={answer.refusal} onRetry={ask} />;
}
