import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Step } from './wizard-steps.ts';
import { goToStep } from './wizard-store.ts';

/** What was set up, each with the way back to it. */
export function SummaryStep() {
  const { t } = useWords();
  const settings = useApp(({ settings }) => settings);
  const productCount = useApp(({ overview }) => overview?.productCount ?? 0);
  if (settings === null) return null;
  const { shop, printing, staff, seriesCode } = settings;
  const receipts = printing.printers.find(({ id }) => id === printing.receiptPrinterId);
  return (
    <>
      <ul className="wizard__summary">
        <Item step="issuer" value={`${shop.issuer.name} · ${shop.issuer.taxId}`} />
        <Item step="shop" value={`${shop.shopName} · ${shop.issuer.city}`} />
        <Item step="numbers" value={`${seriesCode}-000001`} />
        <Item
          step="catalog"
          value={productCount === 0 ? t('setup.no-products') : t('setup.products', { count: productCount })}
        />
        <Item step="printer" value={receipts?.name ?? t('setup.no-printer')} />
        <Item
          step="staff"
          value={staff.length === 0 ? t('setup.no-staff') : staff.map(({ name }) => name).join(', ')}
        />
      </ul>
      {staff.length === 0 ? (
        <Notice tone="warning" actions={<Button onClick={() => void goToStep('staff')}>{t('setup.add-staff')}</Button>}>
          {t('setup.staff-needed')}
        </Notice>
      ) : null}
      <Notice tone="plain" title={t('setup.test-title')}>
        {t('setup.test-hint')}
      </Notice>
    </>
  );
}

function Item({ step, value }: { readonly step: Step; readonly value: string }) {
  const { t } = useWords();
  return (
    <li className="wizard__summary-item">
      <div className="wizard__summary-words">
        <span className="second">{t(`setup.step.${step}`)}</span>
        <strong>{value}</strong>
      </div>
      <Button
        onClick={() => void goToStep(step)}
        aria-label={t('setup.change-spoken', { what: t(`setup.step.${step}`) })}
      >
        {t('setup.change')}
      </Button>
    </li>
  );
}
