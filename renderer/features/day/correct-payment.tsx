import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { TextKey } from '../../../domain/texts/index.ts';
import { PAYMENT_METHODS, type PaymentMethod } from '../../../domain/ticket/types.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { newId } from '../../app/real-world.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Group } from '../../ui/group.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Refused } from './refused.tsx';
import { useAnswer } from './use-answer.ts';

const REASONS: readonly TextKey[] = ['pago.why.key', 'pago.why.customer'];

/** How a ticket was really paid, when a wrong key was pressed; the ticket stays as it was issued. */
export function CorrectPayment({ documentId }: { readonly documentId: string }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState<PaymentMethod | null>(null);
  const close = (corrected: PaymentMethod | null): void => {
    setOpen(false);
    setDone(corrected);
  };
  if (isOpen) return <Asking documentId={documentId} onDone={close} />;
  return (
    <>
      {done === null ? null : <Notice tone="good">{t('pago.done', { method: t(`day.method.${done}`) })}</Notice>}
      <Button onClick={() => setOpen(true)}>{t('pago.correct')}</Button>
    </>
  );
}

type AskingProps = { readonly documentId: string; onDone(corrected: PaymentMethod | null): void };

function Asking({ documentId, onDone }: AskingProps) {
  const { t } = useWords();
  const [operationId] = useState(newId);
  const [chosen, setChosen] = useState<number | null>(null);
  const [method, setMethod] = useState<PaymentMethod | null>(null);
  const [reason, setReason] = useState<TextKey>('pago.why.key');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { answer, ask } = useAnswer('day.payments', { documentId });
  const cancel = (): void => onDone(null);
  useKeys({ keys: { Escape: cancel } });
  const payments = answer?.ok === true ? answer.value.payments : [];
  const wrong =
    payments.find(({ position }) => position === chosen) ?? (payments.length === 1 ? payments[0] : undefined);
  const correct = async (): Promise<void> => {
    if (wrong === undefined || method === null) return;
    const given = { operationId, documentId, position: wrong.position, method, reason: t(reason) };
    const corrected = await client.ask('day.correct-payment', given);
    if (corrected.ok) onDone(method);
    else setRefusal(corrected.refusal);
  };
  return (
    <Group title={t('pago.correct')} hint={t('pago.hint')}>
      {answer?.ok === false ? <Refused refusal={answer.refusal} onRetry={ask} /> : null}
      {payments.length < 2 ? null : (
        <Choice<number>
          label={t('pago.which')}
          options={payments.map((one) => ({
            value: one.position,
            label: t('pago.one', { amountCents: one.appliedCents, method: t(`day.method.${one.method}`) }),
          }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <Choice<PaymentMethod>
        label={t('pago.how')}
        options={PAYMENT_METHODS.filter((one) => one !== wrong?.method).map((one) => ({
          value: one,
          label: t(`day.method.${one}`),
        }))}
        value={method}
        onChange={setMethod}
      />
      <Choice<TextKey>
        label={t('pago.why')}
        options={REASONS.map((key) => ({ value: key, label: t(key) }))}
        value={reason}
        onChange={setReason}
      />
      <Refused refusal={refusal} />
      <div className="day-paper__actions">
        <Button size="large" onClick={cancel}>
          {t('caja.cancel')}
        </Button>
        <Button
          look="accent"
          size="large"
          disabled={wrong === undefined || method === null}
          onClick={() => void correct()}
        >
          {t('pago.do')}
        </Button>
      </div>
    </Group>
  );
}
