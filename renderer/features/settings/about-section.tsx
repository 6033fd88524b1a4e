import { useEffect, useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { AboutView } from '../../../electron/ipc/contract/status.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Group } from '../../ui/group.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { displayBytes, displayTimestamp } from '../data/display.ts';
import { Failed } from '../data/restore-panel.tsx';

/** What an inspector or whoever helps asks for. */
export function AboutSection() {
  const { t } = useWords();
  const [about, setAbout] = useState<AboutView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    void client.ask('about.read', {}).then((answer) => {
      if (answer.ok) setAbout(answer.value);
      else setRefusal(answer.refusal);
    });
  }, []);
  if (refusal !== null) return <Failed refusal={refusal} />;
  if (about === null) {
    return (
      <Late>
        <p role="status">{t('host.starting')}</p>
      </Late>
    );
  }
  return <Facts about={about} />;
}

function Facts({ about }: { readonly about: AboutView }) {
  const { t } = useWords();
  const host = useApp(({ hello }) => hello?.host ?? null);
  const { producer, series } = about;
  const none = t('about.none');
  return (
    <>
      <Group title={t('about.program')}>
        <List
          facts={[
            [t('about.version'), `Mostrador ${about.version}`],
            [t('about.producer'), `${producer.name} · ${producer.taxId}`],
            [t('about.system-id'), producer.systemId],
            [t('about.host'), `${host === null ? '' : t(`about.host.${host}`)} · ${about.runtime}`],
          ]}
        />
        {producer.isPlaceholder ? <Notice tone="warning">{t('about.placeholder')}</Notice> : null}
      </Group>
      <Group title={t('about.till')}>
        <List
          facts={[
            [t('about.issuer'), `${about.issuerName} · ${about.issuerTaxId}`],
            [t('about.environment'), t(`about.environment.${about.environment}`)],
            [t('about.installation'), about.installation],
            [t('about.installation-opened'), displayTimestamp(about.installationOpenedAt)],
            [
              t('about.series'),
              series.length === 0
                ? none
                : series
                    .map(({ code, lastNumber }) => t('about.series-last', { code, last: lastNumber ?? none }))
                    .join('; '),
            ],
            [t('about.documents'), about.documents.toLocaleString('es-ES')],
            [t('about.first'), about.firstIssuedAt === null ? none : displayTimestamp(about.firstIssuedAt)],
            [t('about.last'), about.lastIssuedAt === null ? none : displayTimestamp(about.lastIssuedAt)],
          ]}
        />
      </Group>
      <Group title={t('about.data')}>
        <List
          facts={[
            [t('about.folder'), about.dataFolder],
            [t('about.size'), displayBytes(about.databaseBytes)],
            [t('about.free'), displayBytes(about.freeBytes)],
          ]}
        />
      </Group>
    </>
  );
}

function List({ facts }: { readonly facts: readonly (readonly [label: string, value: string])[] }) {
  return (
    <dl className="settings__facts">
      {facts.map(([label, value]) => (
        <div key={label} className="settings__fact">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
