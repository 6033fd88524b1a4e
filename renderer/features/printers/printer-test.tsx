import { useState } from 'react';
import type { PrinterProfile, PrintOutcome } from '../../../domain/printing/types.ts';
import type { Refusal } from '../../../domain/result.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SlipQuestion } from './slip-question.tsx';

type Props = {
  readonly printer: PrinterProfile;
  onChange(part: Partial<PrinterProfile>): Promise<boolean>;
};

type State =
  | { readonly at: 'idle' | 'printing' | 'good' }
  | { readonly at: 'outcome'; readonly outcome: PrintOutcome }
  | { readonly at: 'refused'; readonly refusal: Refusal };

/** The slip shows what a printer can get wrong; its answers change the profile and print again. */
export function PrinterTest({ printer, onChange }: Props) {
  const { t, why, language } = useWords();
  const [state, setState] = useState<State>({ at: 'idle' });

  // Once: a slip that may have come out is not printed again unseen.
  const print = async (profile: PrinterProfile): Promise<void> => {
    setState({ at: 'printing' });
    const answer = await client.askOnce('devices.test-printer', { profile, language });
    setState(answer.ok ? { at: 'outcome', outcome: answer.value } : { at: 'refused', refusal: answer.refusal });
  };
  const correct = async (part: Partial<PrinterProfile>): Promise<void> => {
    if (await onChange(part)) await print({ ...printer, ...part });
  };

  return (
    <section className="printer-test" aria-label={t('printers.test')}>
      <div className="printers__head">
        <p className="printer-test__lead" role="status">
          {state.at === 'printing' ? <Late>{t('printers.printing')}</Late> : t('printers.test-lead')}
        </p>
        <Button
          look="accent"
          disabled={state.at === 'printing'}
          className="printer-test__print"
          onClick={() => void print(printer)}
        >
          <Icon name="printer" />
          {state.at === 'idle' ? t('printers.test') : t('printers.test-again')}
        </Button>
      </div>
      {state.at === 'refused' ? (
        <Notice tone="danger" code={state.refusal.code}>
          {why(state.refusal)}
        </Notice>
      ) : null}
      {state.at === 'good' ? <Notice tone="good">{t('printers.test-good', { name: printer.name })}</Notice> : null}
      {state.at === 'outcome' ? (
        <Outcome state={state} printer={printer} onCorrect={correct} onGood={() => setState({ at: 'good' })} />
      ) : null}
    </section>
  );
}

type OutcomeProps = {
  readonly state: Extract<State, { at: 'outcome' }>;
  readonly printer: PrinterProfile;
  onCorrect(part: Partial<PrinterProfile>): Promise<void>;
  onGood(): void;
};

function Outcome({ state: { outcome }, printer, onCorrect, onGood }: OutcomeProps) {
  const { t } = useWords();
  return (
    <>
      {!('reason' in outcome) ? null : (
        <Notice tone={outcome.state === 'unknown' ? 'warning' : 'danger'} code={outcome.reason}>
          {t(`print.${outcome.reason}`, { printer: printer.name })}
        </Notice>
      )}
      {outcome.state === 'failed' ? null : <SlipQuestion printer={printer} onCorrect={onCorrect} onGood={onGood} />}
    </>
  );
}
