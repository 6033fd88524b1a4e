import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { ImportPanel } from '../catalog-import/import-panel.tsx';
import { useImport } from '../catalog-import/import-store.ts';

/** While a file is on its way Enter goes nowhere: it is about to mean "import". */
const stay = (): void => undefined;

/** The articles of the shop, from its own list; or later. */
export function CatalogStep() {
  const { t } = useWords();
  const isSending = useImport(({ state }) => state.at === 'sending');
  useKeys({ keys: { Enter: stay } }, isSending);
  return <ImportPanel lead={t('setup.catalog-lead')} />;
}
