import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { Group } from '../../ui/group.tsx';
import { ImportPanel } from '../catalog-import/import-panel.tsx';

export function CatalogSection() {
  const { t } = useWords();
  const productCount = useApp(({ overview }) => overview?.productCount ?? 0);
  const categoryCount = useApp(({ overview }) => overview?.categories.length ?? 0);
  return (
    <>
      <Group title={t('settings.catalog-now')}>
        <dl className="settings__facts">
          <dt>{t('settings.products')}</dt>
          <dd>{productCount.toLocaleString('es-ES')}</dd>
          <dt>{t('settings.categories')}</dt>
          <dd>{categoryCount.toLocaleString('es-ES')}</dd>
        </dl>
      </Group>
      <Group title={t('settings.import')}>
        <ImportPanel lead={t('settings.import-lead')} />
      </Group>
    </>
  );
}
