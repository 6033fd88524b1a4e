import { limitsOn } from '../../../domain/ticket/limits.ts';
import { localTimestamp } from '../../../domain/time.ts';
import type { ShopData } from '../../../electron/ipc/contract/settings.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { nowMs } from '../../app/real-world.ts';
import { Choice } from '../../ui/choice.tsx';
import { CommitField } from '../../ui/commit-field.tsx';
import { Columns, Group } from '../../ui/group.tsx';
import { codeOf, nifProblem, postalCodeProblem } from '../setup/shop-draft.ts';
import { saveSettings } from './save-settings.ts';

const write = (change: (shop: ShopData) => ShopData): void => void saveSettings('shop', change);
const writeIssuer = (part: Partial<ShopData['issuer']>): void =>
  write((shop) => ({ ...shop, issuer: { ...shop.issuer, ...part } }));

export function ShopSection() {
  const shop = useApp(({ settings }) => settings?.shop ?? null);
  const isLocked = useApp(({ settings }) => settings?.isIdentityLocked ?? true);
  if (shop === null) return null;
  return (
    <>
      <Identity shop={shop} isLocked={isLocked} />
      <Issuer shop={shop} />
      <Business shop={shop} />
    </>
  );
}

type Props = { readonly shop: ShopData };

/** In every number and record: fixed with the first ticket. */
function Identity({ shop, isLocked }: Props & { readonly isLocked: boolean }) {
  const { t } = useWords();
  const seriesCode = useApp(({ settings }) => settings?.seriesCode ?? '');
  const facts = [
    { label: t('setup.field.taxId'), value: shop.issuer.taxId },
    { label: t('setup.tax-area'), value: t(`setup.tax-area.${shop.taxArea}`) },
    { label: t('setup.field.shopCode'), value: shop.shopCode },
    { label: t('setup.field.tillCode'), value: shop.tillCode },
  ];
  return (
    <Group
      title={t('settings.identity')}
      hint={t(isLocked ? 'settings.identity-locked' : 'settings.identity-open', { series: seriesCode })}
    >
      {isLocked ? (
        <dl className="columns">
          {facts.map(({ label, value }) => (
            <div key={label} className="settings__locked">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <OpenIdentity shop={shop} />
      )}
    </Group>
  );
}

function OpenIdentity({ shop }: Props) {
  const { t } = useWords();
  const codeProblem = (text: string): string | null => (codeOf(text) === '' ? t('setup.code-wrong') : null);
  return (
    <Columns>
      <CommitField
        label={t('setup.field.taxId')}
        stored={shop.issuer.taxId}
        maxLength={20}
        check={(text) => {
          const problem = nifProblem(text, true);
          return problem === null ? null : t(problem);
        }}
        onCommit={(taxId) => writeIssuer({ taxId })}
      />
      <CommitField
        label={t('setup.field.shopCode')}
        stored={shop.shopCode}
        maxLength={4}
        check={codeProblem}
        onCommit={(text) => write((before) => ({ ...before, shopCode: codeOf(text) }))}
      />
      <CommitField
        label={t('setup.field.tillCode')}
        stored={shop.tillCode}
        maxLength={4}
        check={codeProblem}
        onCommit={(text) => write((before) => ({ ...before, tillCode: codeOf(text) }))}
      />
    </Columns>
  );
}

function Issuer({ shop: { issuer } }: Props) {
  const { t } = useWords();
  const needed = (text: string): string | null => (text.trim() === '' ? t('setup.missing') : null);
  const postalCode = (text: string): string | null => {
    const problem = postalCodeProblem(text);
    return problem === null ? null : t(problem);
  };
  const field = (name: 'name' | 'address' | 'postalCode' | 'city' | 'province', maxLength: number) => (
    <CommitField
      label={t(`setup.field.${name}`)}
      stored={issuer[name]}
      maxLength={maxLength}
      check={name === 'postalCode' ? postalCode : needed}
      onCommit={(text) => writeIssuer({ [name]: text.trim() })}
    />
  );
  return (
    <Group title={t('settings.issuer')} hint={t('settings.issuer-hint')}>
      {field('name', 120)}
      {field('address', 120)}
      <Columns>
        {field('postalCode', 10)}
        {field('city', 60)}
        {field('province', 60)}
      </Columns>
    </Group>
  );
}

function Business({ shop }: Props) {
  const { t } = useWords();
  const limitsTable = useApp(({ settings }) => settings?.limits);
  const today = localTimestamp(nowMs(), shop.timeZone).slice(0, 10);
  const { simplifiedCents } = limitsOn(today, limitsTable);
  const zones = [
    { value: 'Europe/Madrid', label: t('setup.time-zone.madrid') },
    { value: 'Atlantic/Canary', label: t('setup.time-zone.canary') },
  ];
  const other = zones.some(({ value }) => value === shop.timeZone)
    ? []
    : [{ value: shop.timeZone, label: shop.timeZone }];
  return (
    <Group title={t('settings.business')}>
      <CommitField
        label={t('setup.field.shopName')}
        hint={t('setup.shop-name-hint')}
        stored={shop.shopName}
        maxLength={60}
        check={(text) => (text.trim() === '' ? t('setup.missing') : null)}
        onCommit={(text) => write((before) => ({ ...before, shopName: text.trim() }))}
      />
      <Choice
        label={t('setup.activity')}
        hint={t('setup.activity-hint')}
        options={[
          { value: 'retail', label: t('setup.activity.retail', { limitCents: simplifiedCents.retail }) },
          { value: 'other', label: t('setup.activity.other', { limitCents: simplifiedCents.other }) },
        ]}
        value={shop.activity}
        onChange={(activity) => write((before) => ({ ...before, activity }))}
      />
      <Choice
        label={t('setup.time-zone')}
        options={[...zones, ...other]}
        value={shop.timeZone}
        onChange={(timeZone) => write((before) => ({ ...before, timeZone }))}
      />
    </Group>
  );
}
