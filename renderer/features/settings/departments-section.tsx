import { useState } from 'react';
import { TAX_CLASSES } from '../../../domain/tax/rate-tables.ts';
import type { TaxClass } from '../../../domain/tax/types.ts';
import type { DepartmentView } from '../../../electron/ipc/contract/catalog.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { newId } from '../../app/real-world.ts';
import { Button } from '../../ui/button.tsx';
import { CommitField } from '../../ui/commit-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { Group } from '../../ui/group.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { DiscountReasons } from './discount-reasons.tsx';
import { saveSettings } from './save-settings.ts';

const NONE: readonly DepartmentView[] = [];
const MAX_DEPARTMENTS = 12;

const write = (change: (departments: DepartmentView[]) => DepartmentView[]): Promise<boolean> =>
  saveSettings('preferences', (now) => ({ ...now, departments: change(now.departments) }));

/** Keys for what has no article, and the reasons that a discount is given for. */
export function DepartmentsSection() {
  const { t } = useWords();
  const departments = useApp(({ settings }) => settings?.preferences.departments ?? NONE);
  return (
    <>
      <Group title={t('settings.departments')} hint={t('settings.departments-hint')}>
        <ul className="settings__rows">
          {departments.map((department) => (
            <Department key={department.id} department={department} />
          ))}
        </ul>
        {departments.length < MAX_DEPARTMENTS ? <AddDepartment /> : <p className="second">{t('settings.list-full')}</p>}
      </Group>
      <DiscountReasons />
    </>
  );
}

function useTaxOptions() {
  const { t } = useWords();
  return TAX_CLASSES.map((value) => ({ value, label: t(`product.tax.${value}`) }));
}

function Department({ department: { id, name, taxClass } }: { readonly department: DepartmentView }) {
  const { t } = useWords();
  const change = (part: Partial<DepartmentView>): void =>
    void write((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  return (
    <li className="settings__row">
      <CommitField
        label={t('settings.name')}
        stored={name}
        maxLength={60}
        check={(text) => (text.trim() === '' ? t('setup.missing') : null)}
        onCommit={(text) => change({ name: text.trim() })}
      />
      <SelectField
        label={t('product.tax')}
        options={useTaxOptions()}
        value={taxClass}
        onChange={(value) => change({ taxClass: value })}
      />
      <Button
        look="danger"
        aria-label={t('settings.remove-spoken', { name })}
        onClick={() => void write((all) => all.filter((one) => one.id !== id))}
      >
        {t('settings.remove')}
      </Button>
    </li>
  );
}

function AddDepartment() {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [taxClass, setTaxClass] = useState<TaxClass>('general');
  const add = async (): Promise<void> => {
    const department = { id: newId(), name: name.trim(), taxClass };
    if (department.name !== '' && (await write((all) => [...all, department]))) setName('');
  };
  return (
    <div className="settings__row">
      <TextField label={t('settings.new-department')} value={name} onValue={setName} maxLength={60} />
      <SelectField
        label={t('product.tax')}
        options={useTaxOptions()}
        value={taxClass}
        onChange={(value) => setTaxClass(value)}
      />
      <Button look="soft" disabled={name.trim() === ''} onClick={() => void add()}>
        {t('settings.add')}
      </Button>
    </div>
  );
}
