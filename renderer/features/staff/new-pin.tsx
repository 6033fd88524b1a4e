import { useState } from 'react';
import { ok, type Result } from '../../../domain/result.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Notice } from '../../ui/notice.tsx';
import { PinPad } from '../session/pin-pad.tsx';

type Props = {
  readonly name: string;
  onPin(pin: string): Promise<Result<unknown>>;
  onCancel(): void;
};

/** Typed twice: what was mistyped once would lock its owner out. */
export function NewPin({ name, onPin, onCancel }: Props) {
  const { t } = useWords();
  const [first, setFirst] = useState<string | null>(null);
  const [isDifferent, setDifferent] = useState(false);
  useKeys({ keys: { Escape: onCancel } });
  const take = async (pin: string): Promise<Result<unknown>> => {
    if (first === null) {
      setFirst(pin);
      setDifferent(false);
      return ok({});
    }
    if (pin === first) return onPin(pin);
    setFirst(null);
    setDifferent(true);
    return ok({});
  };
  return (
    <div className="staff__pin">
      {isDifferent ? <Notice tone="warning">{t('staff.pin-different')}</Notice> : null}
      <PinPad
        key={first === null ? 'first' : 'again'}
        title={t(first === null ? 'staff.new-pin' : 'staff.pin-again', { name })}
        hint={t(first === null ? 'staff.new-pin-hint' : 'staff.pin-again-hint')}
        sendLabel={t(first === null ? 'staff.pin-next' : 'staff.pin-save')}
        onPin={take}
        onCancel={onCancel}
      />
    </div>
  );
}
