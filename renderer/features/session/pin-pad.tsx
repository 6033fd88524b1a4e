import { useEffect, useState } from 'react';
import type { Refusal, Result } from '../../../domain/result.ts';
import { useWords } from '../../app/language.ts';
import { monotonicMs } from '../../app/real-world.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import {
  afterRefusal,
  canSendPin,
  EMPTY_PIN,
  MAX_PIN,
  MIN_PIN,
  missingDigits,
  type PinEntry,
  pinKeyOf,
  pressPin,
  secondsToWait,
} from './pin-entry.ts';
import './pin-pad.css';

type Props = {
  readonly title: string;
  readonly hint?: string;
  readonly sendLabel: string;
  /** Answers with the refusal that the pad shows; the digits are forgotten either way. */
  onPin(pin: string): Promise<Result<unknown>>;
  onCancel?: (() => void) | undefined;
};

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const;

/** Digits by finger or keyboard, Enter to send. What was typed is shown as dots. */
export function PinPad({ title, hint, sendLabel, onPin, onCancel }: Props) {
  const { t } = useWords();
  const { entry, refusal, seconds, isShort, press, send } = usePin(onPin);
  return (
    <section className="pin" aria-label={title}>
      <h2 className="pin__title">{title}</h2>
      <p className="pin__dots" role="status" aria-label={t('session.pin-typed', { count: entry.digits.length })}>
        {Array.from({ length: Math.max(MIN_PIN, entry.digits.length) }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: dots are all alike
          <span key={index} className={index < entry.digits.length ? 'pin__dot pin__dot--set' : 'pin__dot'} />
        ))}
      </p>
      <PinMessage
        refusal={refusal}
        seconds={seconds}
        missing={isShort ? missingDigits(entry) : 0}
        hint={hint ?? t('session.pin-hint')}
      />
      <div className="pin__keys">
        {DIGITS.map((digit) => (
          <Button key={digit} size="key" onClick={() => press(digit)}>
            {digit}
          </Button>
        ))}
        <Button size="key" onClick={() => press('erase')} aria-label={t('session.pin-erase')}>
          <Icon name="erase" size={30} />
        </Button>
        <Button size="key" onClick={() => press('0')}>
          0
        </Button>
        <Button
          size="key"
          look="accent"
          className="pin__send"
          shortcut={t('key.enter')}
          disabled={seconds > 0}
          onClick={send}
        >
          {sendLabel}
        </Button>
      </div>
      {onCancel === undefined ? null : (
        <Button look="quiet" isWide shortcut="Esc" onClick={onCancel}>
          {t('session.cancel')}
        </Button>
      )}
    </section>
  );
}

type MessageProps = {
  readonly refusal: Refusal | null;
  readonly seconds: number;
  /** Digits that somebody wanted to do without. */
  readonly missing: number;
  readonly hint: string;
};

function PinMessage({ refusal, seconds, missing, hint }: MessageProps) {
  const { t, why } = useWords();
  if (seconds > 0) {
    return (
      <p className="pin__message pin__message--bad" role="alert">
        {t(seconds === 1 ? 'session.pin-wait-one' : 'session.pin-wait', { seconds })}
      </p>
    );
  }
  if (refusal !== null && refusal.code !== 'pin_throttled') {
    return (
      <p className="pin__message pin__message--bad" role="alert">
        {why(refusal)}
      </p>
    );
  }
  if (missing > 0) {
    return (
      <p className="pin__message pin__message--bad" role="alert">
        {t(missing === 1 ? 'session.pin-short-one' : 'session.pin-short', { count: missing })}
      </p>
    );
  }
  return <p className="pin__message">{hint}</p>;
}

function usePin(onPin: Props['onPin']) {
  const [entry, setEntry] = useState<PinEntry>(EMPTY_PIN);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setSending] = useState(false);
  const [isShort, setShort] = useState(false);
  const nowMs = useTick(entry.waitUntilMs);

  const press = (key: string): void => {
    setRefusal(null);
    setEntry((before) => pressPin(before, key));
  };
  const send = (): void => {
    if (isSending) return;
    setShort(missingDigits(entry) > 0);
    if (!canSendPin(entry, monotonicMs())) return;
    setSending(true);
    void onPin(entry.digits).then((result) => {
      setSending(false);
      setRefusal(result.ok ? null : result.refusal);
      setEntry(result.ok ? EMPTY_PIN : afterRefusal(result.refusal.params, monotonicMs()));
    });
  };
  useKeys({
    keys: { Enter: send },
    onCharacter(character) {
      const key = pinKeyOf(character);
      if (key !== null && entry.digits.length <= MAX_PIN) press(key);
      return key !== null;
    },
    snapshot: () => () => setEntry(entry),
  });
  return { entry, refusal, seconds: secondsToWait(entry, nowMs), isShort, press, send };
}

/** Counts while there is something to wait for. */
function useTick(untilMs: number): number {
  const [nowMs, setNowMs] = useState(monotonicMs);
  useEffect(() => {
    setNowMs(monotonicMs());
    if (untilMs <= monotonicMs()) return;
    const timer = setInterval(() => {
      setNowMs(monotonicMs());
      if (monotonicMs() >= untilMs) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [untilMs]);
  return nowMs;
}
