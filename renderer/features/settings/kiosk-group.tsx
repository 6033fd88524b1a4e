import { useState } from 'react';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/field.tsx';
import { Group } from '../../ui/group.tsx';
import { PinPad } from '../session/pin-pad.tsx';
import { saveSettings } from './save-settings.ts';

type Asking = 'off' | 'leave' | null;

/** Full screen that only a PIN leaves: nobody at the counter ends up on the desktop by mistake. */
export function KioskGroup({ isKiosk }: { readonly isKiosk: boolean }) {
  const { t } = useWords();
  const [asking, setAsking] = useState<Asking>(null);
  const isFull = useApp(({ hello }) => hello?.isKiosk ?? false);
  const cashier = useApp(({ session }) => session?.cashier ?? null);
  const close = (): void => setAsking(null);

  const leave = async (pin: string, isForGood: boolean): Promise<Result<unknown>> => {
    if (cashier === null) return refuse('staff_not_found', {});
    const left = await client.ask('kiosk.leave', { staffId: cashier.id, pin });
    if (!left.ok) return left;
    if (isForGood) await saveSettings('preferences', (now) => ({ ...now, isKiosk: false }), false);
    close();
    return ok({});
  };
  const ask = (what: Exclude<Asking, null>): void => {
    if (cashier?.hasPin === true) setAsking(what);
    else void leave('', what === 'off');
  };

  if (asking !== null && cashier !== null) {
    return (
      <Group title={t('settings.kiosk')}>
        <LeavePad name={cashier.name} onPin={(pin) => leave(pin, asking === 'off')} onCancel={close} />
      </Group>
    );
  }
  return (
    <Group title={t('settings.kiosk')} hint={t('settings.kiosk-hint')}>
      <Switch
        label={t('settings.kiosk-on')}
        isOn={isKiosk}
        onChange={(isOn) => {
          if (isOn) void saveSettings('preferences', (now) => ({ ...now, isKiosk: true }), false);
          else ask('off');
        }}
      />
      {isFull ? (
        <div>
          <Button onClick={() => ask('leave')}>{t('settings.kiosk-leave')}</Button>
        </div>
      ) : null}
    </Group>
  );
}

type LeaveProps = { readonly name: string; onPin(pin: string): Promise<Result<unknown>>; onCancel(): void };

function LeavePad({ name, onPin, onCancel }: LeaveProps) {
  const { t } = useWords();
  useKeys({ keys: { Escape: onCancel } });
  return (
    <PinPad
      title={t('session.pin-of', { name })}
      sendLabel={t('settings.kiosk-send')}
      onPin={onPin}
      onCancel={onCancel}
    />
  );
}
