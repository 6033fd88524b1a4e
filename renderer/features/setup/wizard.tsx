import { useEffect } from 'react';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { useIsKeyOf, useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useImport } from '../catalog-import/import-store.ts';
import { CatalogStep } from './catalog-step.tsx';
import { IssuerStep } from './issuer-step.tsx';
import { NumbersStep } from './numbers-step.tsx';
import { PrinterStep } from './printer-step.tsx';
import { ShopStep } from './shop-step.tsx';
import { StaffStep } from './staff-step.tsx';
import { StartStep } from './start-step.tsx';
import { SummaryStep } from './summary-step.tsx';
import { canGoTo, STEPS, type Step } from './wizard-steps.ts';
import { goBackward, goOn, goToStep, keepLanguage, resumeWizard, useWizard } from './wizard-store.ts';
import './wizard.css';

const CONTENT: Readonly<Record<Step, () => React.JSX.Element | null>> = {
  start: StartStep,
  issuer: IssuerStep,
  shop: ShopStep,
  numbers: NumbersStep,
  catalog: CatalogStep,
  printer: PrinterStep,
  staff: StaffStep,
  summary: SummaryStep,
};

/** From an empty folder to a till that sells, one screen at a time. */
export function Wizard() {
  const { t, why } = useWords();
  const step = useWizard(({ progress }) => progress.step);
  const refusal = useWizard(({ refusal }) => refusal);
  const isBusy = useWizard(({ isBusy }) => isBusy);
  const appState = useApp(({ appState }) => appState);
  const hasSettings = useApp(({ settings }) => settings !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each news of the till may be one that the wizard waited for
  useEffect(() => {
    keepLanguage();
    resumeWizard();
  }, [appState, hasSettings]);
  useKeys({ keys: { Enter: goOn, Escape: goBackward } });
  const Content = CONTENT[step];
  return (
    <main className="wizard">
      <Steps current={step} />
      <section className="wizard__body" aria-label={t(`setup.step.${step}`)}>
        <h1 className="wizard__title">{t(`setup.title.${step}`)}</h1>
        {refusal === null ? null : (
          <Notice tone="danger" code={refusal.code}>
            {why(refusal)}
          </Notice>
        )}
        <Content />
      </section>
      <Foot step={step} isBusy={isBusy} />
    </main>
  );
}

function Steps({ current }: { readonly current: Step }) {
  const { t } = useWords();
  const progress = useWizard(({ progress }) => progress);
  return (
    <nav className="wizard__steps" aria-label={t('setup.steps')}>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step}>
            <button
              type="button"
              className="wizard__step"
              aria-current={step === current ? 'step' : undefined}
              disabled={!canGoTo(progress, step)}
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void goToStep(step)}
            >
              <span className="wizard__number">{index + 1}</span>
              {t(`setup.step.${step}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Foot({ step, isBusy }: { readonly step: Step; readonly isBusy: boolean }) {
  const { t } = useWords();
  /** A file that was looked at and not imported: Enter imports it, and going on without it has to be meant. */
  const isSkipping = useImport(({ state }) => step === 'catalog' && (state.at === 'sending' || state.at === 'preview'));
  // While something inside asks for a name or a PIN, the keys are its own.
  const isEnter = useIsKeyOf('Enter', goOn);
  const isEscape = useIsKeyOf('Escape', goBackward);
  // The first step has its ways on in the middle.
  if (step === 'start') return null;
  const isLast = step === 'summary';
  const label = isSkipping
    ? t('setup.skip-import')
    : isLast
      ? t('setup.finish')
      : step === 'numbers'
        ? t('setup.create')
        : t('setup.next');
  return (
    <footer className="wizard__foot">
      <Button size="large" {...(isEscape ? { shortcut: 'Esc' } : {})} disabled={isBusy} onClick={goBackward}>
        {t('setup.back')}
      </Button>
      <p className="second" role="status">
        {isBusy ? <Late>{t('setup.working')}</Late> : null}
      </p>
      <Button
        size="large"
        look={isSkipping ? 'plain' : 'accent'}
        className="wizard__next"
        {...(isEnter ? { shortcut: t('key.enter') } : {})}
        disabled={isBusy}
        onClick={goOn}
      >
        {label}
      </Button>
    </footer>
  );
}
