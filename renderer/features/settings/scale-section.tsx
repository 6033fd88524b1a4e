import type { ScaleLabel } from '../../../electron/ipc/contract/settings.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { Empty } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { saveSettings } from './save-settings.ts';
import { changeLabel, ITEM_DIGITS, nextLabel, PREFIXES, patternOf, VALUE_DIGITS } from './scale-labels.ts';

const NONE: readonly ScaleLabel[] = [];

const write = (change: (labels: ScaleLabel[]) => ScaleLabel[]): void =>
  void saveSettings('preferences', (now) => ({ ...now, scaleLabels: change(now.scaleLabels) }));

/** Labels that a scale prints: what stands where in their code. */
export function ScaleSection() {
  const { t } = useWords();
  const labels = useApp(({ settings }) => settings?.preferences.scaleLabels ?? NONE);
  const next = nextLabel(labels);
  return (
    <Group title={t('settings.scale-labels')} hint={t('settings.scale-hint')}>
      {labels.length === 0 ? <Empty title={t('settings.scale-none')} /> : null}
      <ul className="settings__rows">
        {labels.map((label, index) => (
          <Label key={label.prefix} label={label} labels={labels} index={index} />
        ))}
      </ul>
      {next === null ? null : (
        <div>
          <Button look="soft" onClick={() => write((all) => [...all, next])}>
            {t('settings.scale-add')}
          </Button>
        </div>
      )}
    </Group>
  );
}

type LabelProps = { readonly label: ScaleLabel; readonly labels: readonly ScaleLabel[]; readonly index: number };

function Label({ label, labels, index }: LabelProps) {
  const { t } = useWords();
  const change = (part: Partial<ScaleLabel>): void =>
    write((all) => all.map((one, at) => (at === index ? changeLabel(one, part) : one)));
  const taken = new Set(labels.filter((one) => one !== label).map(({ prefix }) => prefix));
  const letters = { item: t('settings.scale-letter-item'), value: t('settings.scale-letter-value'), check: 'C' };
  return (
    <li>
      <div className="settings__row settings__row--four">
        <SelectField
          label={t('settings.scale-prefix')}
          options={PREFIXES.filter((prefix) => !taken.has(prefix)).map((value) => ({ value, label: value }))}
          value={label.prefix as (typeof PREFIXES)[number]}
          onChange={(prefix) => change({ prefix })}
        />
        <SelectField
          label={t('settings.scale-holds')}
          options={[
            { value: 'weight', label: t('settings.scale-weight') },
            { value: 'price', label: t('settings.scale-price') },
          ]}
          value={label.holds}
          onChange={(holds) => change({ holds })}
        />
        <SelectField
          label={t('settings.scale-item')}
          options={ITEM_DIGITS.map((digits) => ({ value: String(digits), label: String(digits) }))}
          value={String(label.itemDigits)}
          onChange={(digits) => change({ itemDigits: Number(digits) })}
        />
        <SelectField
          label={t('settings.scale-value')}
          options={VALUE_DIGITS.map((digits) => ({ value: String(digits), label: String(digits) }))}
          value={String(label.valueDigits)}
          onChange={(digits) => change({ valueDigits: Number(digits) })}
        />
        <Button
          look="danger"
          aria-label={t('settings.remove-spoken', { name: label.prefix })}
          onClick={() => write((all) => all.filter((_, at) => at !== index))}
        >
          {t('settings.remove')}
        </Button>
      </div>
      <p className="second">{t('settings.scale-looks', { pattern: patternOf(label, letters) })}</p>
    </li>
  );
}
