import { PAYMENT_METHODS, type PaymentMethod } from '../../../domain/ticket/types.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { CommitArea } from '../../ui/commit-field.tsx';
import { Switch } from '../../ui/field.tsx';
import { Group } from '../../ui/group.tsx';
import { saveSettings } from './save-settings.ts';

/** When paper comes out, what stands at its end, and when the drawer opens. */
export function ReceiptsSection() {
  const { t } = useWords();
  const settings = useApp(({ settings }) => settings);
  if (settings === null) return null;
  const { printing, shop, preferences } = settings;
  const toggle = (method: PaymentMethod): void =>
    void saveSettings('printing', (now) => ({
      ...now,
      drawerOn: PAYMENT_METHODS.filter((one) => now.drawerOn.includes(one) !== (one === method)),
    }));
  return (
    <>
      <Group title={t('settings.print-when')}>
        <Choice
          label={t('settings.receipts')}
          hint={t(`settings.receipts-hint.${printing.receipts}`)}
          options={(['always', 'on-request', 'ask'] as const).map((value) => ({
            value,
            label: t(`settings.receipts.${value}`),
          }))}
          value={printing.receipts}
          onChange={(receipts) => void saveSettings('printing', (now) => ({ ...now, receipts }))}
        />
        <CommitArea
          label={t('settings.footer')}
          hint={t('settings.footer-hint')}
          stored={shop.footer}
          maxLength={500}
          onCommit={(footer) => void saveSettings('shop', (now) => ({ ...now, footer }))}
        />
      </Group>
      <Group title={t('settings.drawer')} hint={t('settings.drawer-hint')}>
        <fieldset className="choice" aria-label={t('settings.drawer')}>
          {PAYMENT_METHODS.map((method) => (
            <Button key={method} aria-pressed={printing.drawerOn.includes(method)} onClick={() => toggle(method)}>
              {t(`sale.method.${method}`)}
            </Button>
          ))}
        </fieldset>
      </Group>
      <Group title={t('settings.ring-up')}>
        <Switch
          label={t('settings.merges-scans')}
          hint={t('settings.merges-scans-hint')}
          isOn={preferences.mergesScans}
          onChange={(mergesScans) => void saveSettings('preferences', (now) => ({ ...now, mergesScans }))}
        />
      </Group>
    </>
  );
}
