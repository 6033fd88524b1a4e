import { useState } from 'react';
import { cents } from '../../../domain/money.ts';
import { displayRate } from '../../../domain/money-text.ts';
import type { Refusal } from '../../../domain/result.ts';
import { taxTreatment } from '../../../domain/tax/rate-tables.ts';
import type { TaxArea, TaxClass } from '../../../domain/tax/types.ts';
import { localTimestamp } from '../../../domain/time.ts';
import type { CategoryView } from '../../../electron/ipc/contract/catalog.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords, type Words } from '../../app/language.ts';
import { goBack, goHome } from '../../app/panes.ts';
import { nowMs } from '../../app/real-world.ts';
import { useKeys, useScans } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Field, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { addProduct, forgetPending, saleNow } from './sale-store.ts';
import './more-pane.css';

type Draft = {
  readonly name: string;
  readonly code: string;
  readonly price: string;
  readonly unit: 'unit' | 'kg';
  readonly taxClass: TaxClass | null;
  readonly categoryId: number | null;
};

/** "1,95" or "1.95" in cents; null when it is no price. */
export function priceOf(text: string): number | null {
  const [, whole, fraction = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? null : Number(whole + fraction.padEnd(2, '0'));
}

const NO_CATEGORIES: readonly CategoryView[] = [];
/** Zero is the rate of donated goods: nobody creates those at the counter. */
const TAX_CLASSES: readonly TaxClass[] = ['superReduced', 'reduced', 'general'];

/** "10 % reducido": people know the rate, the law knows the name. */
function taxLabel(taxClass: TaxClass, area: TaxArea, isoDate: string, t: Words['t']): string {
  const name = t(`product.tax.${taxClass}`);
  const treatment = taxTreatment(area, taxClass, isoDate);
  return treatment.ok ? `${displayRate(treatment.value.rateBp)} ${name.toLowerCase()}` : name;
}

/** Goods that are on the counter and not in the catalogue: what a till needs to sell them, and they are sold at once. */
export function NewProductPane({ code }: { readonly code: string | null }) {
  const { t, why } = useWords();
  const [draft, setDraft] = useState<Draft>({
    name: '',
    code: code ?? '',
    price: '',
    unit: 'unit',
    taxClass: null,
    categoryId: null,
  });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));

  async function create(): Promise<void> {
    setTried(true);
    const unitCents = priceOf(draft.price);
    if (draft.name.trim() === '' || unitCents === null || draft.taxClass === null) return;
    const { unit, taxClass, categoryId } = draft;
    const created = await client.ask('catalog.create-product', {
      name: draft.name.trim(),
      code: draft.code.trim() === '' ? null : draft.code.trim(),
      format: null,
      unit,
      unitCents: cents(unitCents),
      taxClass,
      categoryId,
    });
    if (!created.ok) {
      setRefusal(created.refusal);
      return;
    }
    if (saleNow().pending?.kind === 'unknown-code') forgetPending();
    goHome();
    await addProduct(created.value);
  }
  useScans((scanned) => change({ code: scanned }));
  const send = (): void => void create();
  useKeys({ keys: { Enter: send, Escape: goBack } });

  return (
    <Pane
      title={t('product.title')}
      backLabel={t('product.back')}
      onBack={goBack}
      foot={
        <Button look="accent" size="large" isWide shortcut={t('key.enter')} onClick={send}>
          {t('product.create')}
        </Button>
      }
    >
      {refusal === null ? null : (
        <Notice tone="danger" code={refusal.code}>
          {why(refusal)}
        </Notice>
      )}
      <ProductFields draft={draft} isTried={isTried} onChange={change} />
    </Pane>
  );
}

type FieldsProps = { readonly draft: Draft; readonly isTried: boolean; onChange(part: Partial<Draft>): void };

function ProductFields({ draft, isTried, onChange }: FieldsProps) {
  const { t } = useWords();
  const categories = useApp(({ overview }) => overview?.categories ?? NO_CATEGORIES);
  const taxArea = useApp(({ settings }) => settings?.shop.taxArea ?? 'IVA');
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  const isoDate = localTimestamp(nowMs(), timeZone).slice(0, 10);
  const problem = (isMissing: boolean, key: 'product.name-missing' | 'product.price-wrong'): string | null =>
    isTried && isMissing ? t(key) : null;
  return (
    <div className="new-product">
      <div className="new-product__whole">
        <TextField
          label={t('product.name')}
          value={draft.name}
          onValue={(name) => onChange({ name })}
          maxLength={120}
          autoFocus
          problem={problem(draft.name.trim() === '', 'product.name-missing')}
        />
      </div>
      <TextField
        label={t('product.price')}
        hint={t('product.price-hint')}
        value={draft.price}
        onValue={(price) => onChange({ price })}
        inputMode="decimal"
        maxLength={10}
        problem={problem(priceOf(draft.price) === null, 'product.price-wrong')}
      />
      <TextField
        label={t('product.code')}
        hint={t('product.code-hint')}
        value={draft.code}
        onValue={(code) => onChange({ code })}
        maxLength={48}
      />
      <div className="new-product__whole">
        <Choice
          label={t('product.tax')}
          {...(isTried && draft.taxClass === null ? { hint: t('product.tax-missing') } : {})}
          options={TAX_CLASSES.map((value) => ({ value, label: taxLabel(value, taxArea, isoDate, t) }))}
          value={draft.taxClass}
          onChange={(taxClass) => onChange({ taxClass })}
        />
      </div>
      <Choice
        label={t('product.unit')}
        options={[
          { value: 'unit', label: t('product.unit.unit') },
          { value: 'kg', label: t('product.unit.kg') },
        ]}
        value={draft.unit}
        onChange={(unit) => onChange({ unit })}
      />
      <Field label={t('product.category')}>
        {({ id }) => (
          <select
            id={id}
            className="input"
            value={draft.categoryId ?? ''}
            onChange={({ currentTarget: { value } }) => onChange({ categoryId: value === '' ? null : Number(value) })}
          >
            <option value="">{t('product.no-category')}</option>
            {categories.map(({ id: categoryId, name, parentId }) => (
              <option key={categoryId} value={categoryId}>
                {parentId === null ? name : `  ${name}`}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
