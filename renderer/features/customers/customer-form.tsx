import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import { readNif } from '../../../domain/shop/nif-reading.ts';
import type { CustomerView } from '../../../electron/ipc/contract/customers.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { goHome, paneNow } from '../../app/panes.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { attachCustomer, saleNow } from '../sale/sale-store.ts';
import {
  type CustomerDraft,
  type CustomerField,
  draftOf,
  fieldsOf,
  MAX_LENGTH,
  nifProblem,
  refusedField,
} from './customer-draft.ts';
import { customerListNow } from './customers-store.ts';
import './customers.css';

type Props = {
  /** null: a new one. */
  readonly customer: CustomerView | null;
  onDone(): void;
  /** Somebody else has this NIF: look for them. */
  onFind(text: string): void;
};

type Form = {
  readonly draft: CustomerDraft;
  readonly refusal: Refusal | null;
  /** Somebody tried to store it: what is missing is said. */
  readonly isTried: boolean;
  readonly isSaving: boolean;
};

function useForm({ customer, onDone }: Props) {
  const [form, setForm] = useState<Form>(() => ({
    draft: draftOf(customer, customerListNow().query.text),
    refusal: null,
    isTried: false,
    isSaving: false,
  }));
  const { draft, isSaving } = form;
  const write = (field: CustomerField, value: string): void =>
    setForm((before) => ({ ...before, draft: { ...before.draft, [field]: value }, refusal: null }));
  const refuse = (refusal: Refusal): void => setForm((before) => ({ ...before, refusal, isSaving: false }));

  async function save(isForTicket: boolean): Promise<void> {
    if (isSaving) return;
    const fields = fieldsOf(draft);
    setForm({ ...form, isTried: true, refusal: null });
    if (fields.name === '' || nifProblem(draft.taxId, true) !== null) return;
    setForm({ ...form, isTried: true, refusal: null, isSaving: true });
    const saved = await (customer === null
      ? client.ask('customers.create', fields)
      : client.ask('customers.change', { ...fields, id: customer.id }));
    if (!saved.ok) return refuse(saved.refusal);
    // The ticket shows who is on it as they were when they were put there.
    const isOnTicket = saleNow().ticket?.customer?.id === saved.value.id;
    if (isForTicket || isOnTicket) {
      const attached = await attachCustomer(saved.value.id);
      if (!attached.ok) return refuse(attached.refusal);
    }
    onDone();
    if (isForTicket && paneNow().name === 'customer') goHome();
  }
  return { ...form, write, save };
}

export function CustomerForm(props: Props) {
  const { customer, onDone } = props;
  const { t, why } = useWords();
  const form = useForm(props);
  const saveForTicket = (): void => void form.save(true);
  useKeys({ keys: { Enter: saveForTicket, Escape: onDone } });
  const { refusal, isSaving } = form;
  return (
    <Pane
      title={customer === null ? t('customers.new-title') : t('customers.edit-title')}
      backLabel={t('customers.form-back')}
      onBack={onDone}
      foot={
        <div className="customer-form__foot">
          <Button size="large" disabled={isSaving} onClick={() => void form.save(false)}>
            {t('customers.save')}
          </Button>
          <Button look="accent" size="large" disabled={isSaving} onClick={saveForTicket}>
            {t('customers.save-attach')}
          </Button>
        </div>
      }
    >
      {refusal === null || refusedField(refusal) !== null ? null : (
        <Notice tone="danger" code={refusal.code}>
          {why(refusal)}
        </Notice>
      )}
      <Fields form={form} onFind={props.onFind} />
      <p className="second customers__hint">{t('customers.simplified')}</p>
    </Pane>
  );
}

type FieldsProps = { readonly form: ReturnType<typeof useForm>; onFind(text: string): void };
type Extra = { readonly type?: string; readonly inputMode?: 'tel' | 'email' | 'numeric' };

const PLAIN_FIELDS: readonly (readonly [Exclude<CustomerField, 'name' | 'taxId'>, Extra])[] = [
  ['phone', { inputMode: 'tel' }],
  ['email', { inputMode: 'email' }],
  ['address', {}],
  ['postalCode', { inputMode: 'numeric' }],
  ['city', {}],
  ['note', {}],
];
const WHOLE_WIDTH: readonly CustomerField[] = ['address', 'note'];

function Fields({ form, onFind }: FieldsProps) {
  const { t, why } = useWords();
  const { draft, isTried, refusal, write } = form;
  const refusedName = refusal !== null && refusedField(refusal) === 'name' ? why(refusal) : null;
  const isNameMissing = isTried && draft.name.trim() === '';
  return (
    <div className="customer-form">
      <TextField
        label={t('customers.field.name')}
        value={draft.name}
        onValue={(value) => write('name', value)}
        problem={refusedName ?? (isNameMissing ? t('customers.name-missing') : null)}
        maxLength={MAX_LENGTH.name}
        autoFocus
      />
      <NifField form={form} onFind={onFind} />
      {PLAIN_FIELDS.map(([field, extra]) => (
        <div key={field} className={WHOLE_WIDTH.includes(field) ? 'customer-form__whole' : undefined}>
          <TextField
            label={t(`customers.field.${field}`)}
            value={draft[field]}
            onValue={(value) => write(field, value)}
            maxLength={MAX_LENGTH[field]}
            {...extra}
          />
        </div>
      ))}
    </div>
  );
}

/** Checked while it is typed, in words. */
function NifField({ form: { draft, isTried, refusal, write }, onFind }: FieldsProps) {
  const { t, why } = useWords();
  const [isLeft, setLeft] = useState(false);
  const reading = readNif(draft.taxId);
  const problem = nifProblem(draft.taxId, isTried || isLeft);
  const refused = refusal !== null && refusedField(refusal) === 'taxId' ? refusal : null;
  const hint = reading.state === 'good' ? t('customers.nif-good', { nif: reading.nif }) : t('customers.nif-hint');
  return (
    <div className="customer-form__nif">
      <TextField
        label={t('customers.field.taxId')}
        hint={hint}
        value={draft.taxId}
        onValue={(value) => write('taxId', value.toUpperCase())}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
        problem={refused === null ? problem && t(problem) : why(refused)}
        maxLength={MAX_LENGTH.taxId}
        autoCapitalize="characters"
      />
      {refused?.code === 'customer_tax_id_taken' ? (
        <Button onClick={() => onFind(String(refused.params['nif'] ?? draft.taxId))}>{t('customers.see-taken')}</Button>
      ) : null}
    </div>
  );
}
