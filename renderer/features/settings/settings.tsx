import { useEffect } from 'react';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { goBack, goHome } from '../../app/panes.ts';
import { useKeys, useScans } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Late } from '../../ui/late.tsx';
import { CentralSection } from '../central/central-section.tsx';
import { takeScannedCode } from '../central/typed-code.ts';
import { scan } from '../sale/sale-store.ts';
import { AboutSection } from './about-section.tsx';
import { CatalogSection } from './catalog-section.tsx';
import { DataSection } from './data-section.tsx';
import { DepartmentsSection } from './departments-section.tsx';
import { LimitsSection } from './limits-section.tsx';
import { SECTIONS, type Section, showSection, useSection } from './open-settings.ts';
import { ReceiptsSection } from './receipts-section.tsx';
import { SaveNote, SaveProblem } from './save-note.tsx';
import { forgetSave } from './save-settings.ts';
import { ScaleSection } from './scale-section.tsx';
import { ScreenSection } from './screen-section.tsx';
import { PrintersSection, StaffSection } from './shared-sections.tsx';
import { ShopSection } from './shop-section.tsx';
import './settings.css';

const CONTENT: Readonly<Record<Section, () => React.JSX.Element | null>> = {
  shop: ShopSection,
  receipts: ReceiptsSection,
  printers: PrintersSection,
  staff: StaffSection,
  catalog: CatalogSection,
  departments: DepartmentsSection,
  scale: ScaleSection,
  limits: LimitsSection,
  screen: ScreenSection,
  central: CentralSection,
  data: DataSection,
  about: AboutSection,
};

/** Everything that can be set, in the whole width under the strip. Every change is stored at once. */
export function Settings() {
  const { t } = useWords();
  const section = useSection(({ section }) => section);
  const isKnown = useApp(({ settings }) => settings !== null);
  useKeys({ keys: { Escape: goBack } });
  // A scan means that somebody stands at the counter with something to buy; but nobody sells a pairing code.
  useScans((text) => {
    if (takeScannedCode(text)) return showSection('central');
    goHome();
    void scan(text);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the note belongs to the section it was made in
  useEffect(() => forgetSave, [section]);
  const Content = CONTENT[section];
  return (
    <main className="settings">
      <nav className="settings__nav" aria-label={t('settings.sections')}>
        <Button onClick={goBack} shortcut="Esc" className="settings__back">
          <Icon name="back" />
          {t('settings.back')}
        </Button>
        <ul className="settings__list">
          {SECTIONS.map((one) => (
            <li key={one}>
              <Button
                isWide
                className="settings__section"
                aria-current={one === section ? 'true' : undefined}
                onClick={() => showSection(one)}
              >
                {t(`settings.section.${one}`)}
              </Button>
            </li>
          ))}
        </ul>
      </nav>
      <section className="settings__content" aria-label={t(`settings.section.${section}`)}>
        <header className="settings__head">
          <h1 className="settings__title">{t(`settings.section.${section}`)}</h1>
          <SaveNote />
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
        <div className="settings__body" key={section} tabIndex={0}>
          <SaveProblem />
          {isKnown ? (
            <Content />
          ) : (
            <Late>
              <p role="status">{t('host.starting')}</p>
            </Late>
          )}
        </div>
      </section>
    </main>
  );
}
