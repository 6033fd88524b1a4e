import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Group } from '../../ui/group.tsx';
import { chooseLanguage, goForward, openSample, useWizard } from './wizard-store.ts';

const LANGUAGES = [
  { value: 'es', label: 'Español' },
  { value: 'en', label: 'English' },
] as const;

/** The language first, then one's own shop, or one that is there already to try. */
export function StartStep() {
  const { t, language } = useWords();
  const isBusy = useWizard(({ isBusy }) => isBusy);
  const dataFolder = useApp(({ appState }) => appState?.dataFolder ?? '');
  return (
    <>
      <Choice label="Idioma · Language" options={LANGUAGES} value={language} onChange={chooseLanguage} />
      <div className="wizard__start">
        <Group title={t('setup.own-shop')} hint={t('setup.own-shop-hint')}>
          <p className="second">{t('setup.data-folder', { path: dataFolder })}</p>
          <Button
            look="accent"
            size="large"
            isWide
            disabled={isBusy}
            shortcut={t('key.enter')}
            onClick={() => void goForward()}
          >
            {t('setup.own-shop-do')}
          </Button>
        </Group>
        <Group title={t('setup.sample')} hint={t('setup.sample-hint')}>
          <p className="second">{t('setup.sample-note')}</p>
          <Button look="soft" size="large" isWide disabled={isBusy} onClick={() => void openSample()}>
            {t('setup.sample-do')}
          </Button>
        </Group>
      </div>
    </>
  );
}
