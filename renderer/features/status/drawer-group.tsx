import { useState } from 'react';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { OpenDrawer } from '../sale/open-drawer.tsx';

/** The drawer, where there is one. Its reason is asked in place. */
export function DrawerGroup() {
  const { t } = useWords();
  const hasDrawer = useApp(({ settings }) => (settings?.printing.drawerPrinterId ?? null) !== null);
  const [isOpening, setOpening] = useState(false);
  if (!hasDrawer) return null;
  const button = isOpening ? null : <Button onClick={() => setOpening(true)}>{t('drawer.open')}</Button>;
  return (
    <Group title={t('status.drawer')} actions={button}>
      {isOpening ? <Asking onDone={() => setOpening(false)} /> : null}
    </Group>
  );
}

/** Escape closes the question and not the pane. */
function Asking({ onDone }: { onDone(): void }) {
  useKeys({ keys: { Escape: onDone } });
  return <OpenDrawer onDone={onDone} />;
}
