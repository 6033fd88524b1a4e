import type { StatusView } from '../../../electron/ipc/contract/status.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { goBack } from '../../app/panes.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { Late } from '../../ui/late.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { CentralGroup } from '../central/central-group.tsx';
import { asksAPerson } from '../central/central-words.ts';
import { openSettings } from '../settings/open-settings.ts';
import { DrawerGroup } from './drawer-group.tsx';
import { type Trouble, troublesOf } from './troubles.ts';
import { WaitingJobs } from './waiting-jobs.tsx';
import './status.css';

/** How everything around the sale is, in words, and what to do about it. */
export function StatusPane() {
  const { t } = useWords();
  const status = useApp(({ status }) => status);
  const connection = useApp(({ connection }) => connection);
  const processes = useApp(({ processes }) => processes);
  useKeys({ keys: { Escape: goBack } });
  const troubles = troublesOf(status, { connection, processes });
  return (
    <Pane title={t('status.title')} backLabel={t('status.back')} onBack={goBack}>
      <div className="status">
        {troubles.length > 0 ? <Troubles troubles={troubles} /> : null}
        {status === null ? <NotKnown /> : <Known status={status} isWell={troubles.length === 0} />}
      </div>
    </Pane>
  );
}

function NotKnown() {
  const { t } = useWords();
  return (
    <Late>
      <Empty title={t('status.unknown')}>
        <p>{t('status.unknown-hint')}</p>
      </Empty>
    </Late>
  );
}

function Troubles({ troubles }: { readonly troubles: readonly Trouble[] }) {
  const { t } = useWords();
  return (
    <section className="status" aria-label={t('status.look')}>
      {troubles.map(({ id, tone, text, code, section }) => (
        <Notice
          key={id}
          tone={tone}
          actions={
            section === null ? undefined : (
              <Button onClick={() => openSettings(section)}>
                {t(section === 'data' ? 'status.go-to-data' : 'status.go-to-printers')}
              </Button>
            )
          }
        >
          {t(text, code === undefined ? {} : { code })}
        </Notice>
      ))}
    </section>
  );
}

function Known({ status, isWell }: { readonly status: StatusView; readonly isWell: boolean }) {
  const { t } = useWords();
  const hasJobs = useApp(({ jobs }) => jobs.length > 0);
  const isCentralFirst = asksAPerson(status.central);
  const isCalm = isWell && !hasJobs && !isCentralFirst && status.printer.state !== 'problem';
  return (
    <>
      {isCalm ? <Notice tone="good">{t('status.all-well')}</Notice> : null}
      {hasJobs ? <WaitingJobs /> : null}
      {isCentralFirst ? <CentralGroup central={status.central} /> : null}
      <PrinterGroup status={status} />
      {hasJobs ? null : <WaitingJobs />}
      <DrawerGroup />
      <FiscalGroup status={status} />
      {isCentralFirst ? null : <CentralGroup central={status.central} />}
    </>
  );
}

function PrinterGroup({ status: { printer } }: { readonly status: StatusView }) {
  const { t } = useWords();
  const name = printer.name ?? t('status.printer');
  const settings = <Button onClick={() => openSettings('printers')}>{t('status.go-to-printers')}</Button>;
  if (printer.state === 'none') {
    return (
      <Group title={t('status.printer')} actions={settings}>
        <p className="status__strong">{t('status.printer-none')}</p>
        <p className="group__hint">{t('status.printer-none-hint')}</p>
      </Group>
    );
  }
  if (printer.state === 'problem') {
    const { reason } = printer;
    return (
      <Group title={t('status.printer')} actions={settings}>
        <p className="status__strong status__bad">{t('status.printer-problem', { printer: name })}</p>
        <p>{reason === null ? t('status.printer-problem-hint') : t(`print.${reason}`, { printer: name })}</p>
      </Group>
    );
  }
  return (
    <Group title={t('status.printer')}>
      <p className="status__strong">
        {t(printer.state === 'ready' ? 'status.printer-ready' : 'status.printer-printing', { printer: name })}
      </p>
    </Group>
  );
}

function FiscalGroup({ status: { fiscal, environment } }: { readonly status: StatusView }) {
  const { t } = useWords();
  const { unsentRecords: count } = fiscal;
  const said = count === 0 ? 'status.fiscal-zero' : count === 1 ? 'status.fiscal-one' : 'status.fiscal-many';
  return (
    <Group title={t('status.fiscal')}>
      <p className="status__strong">{t(said, { count })}</p>
      <p className="group__hint">{t('status.fiscal-hint')}</p>
      {environment === 'test' ? <p className="status__warn">{t('status.test')}</p> : null}
    </Group>
  );
}
