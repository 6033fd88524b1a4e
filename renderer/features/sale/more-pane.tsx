import { useState } from 'react';
import { displayEuros } from '../../../domain/money-text.ts';
import type { Refusal } from '../../../domain/result.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { goBack, goHome, openPane } from '../../app/panes.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { KEYS } from './counter.ts';
import { OpenDrawer } from './open-drawer.tsx';
import { PriceCheck } from './price-check.tsx';
import { dropTicket, park, useSale } from './sale-store.ts';
import { setPickMode } from './search-store.ts';
import './more-pane.css';

type Open = 'park' | 'drop' | 'drawer' | 'price' | null;

/** What is needed now and then. Each thing opens in its place; nothing covers the ticket. */
export function MorePane() {
  const { t } = useWords();
  const [open, setOpen] = useState<Open>(null);
  const hasTicket = useSale(({ ticket }) => ticket !== null);
  const isKiosk = useApp(({ hello }) => hello?.isKiosk ?? false);
  const close = (): void => setOpen(null);
  if (open === 'price') return <PriceCheck onBack={close} />;
  return (
    <Pane title={t('more.title')} backLabel={t('more.back')} onBack={goBack}>
      {open === 'park' ? <ParkAs onDone={close} /> : null}
      {open === 'drop' ? <DropTicket onDone={close} /> : null}
      {open === 'drawer' ? <OpenDrawer onDone={close} /> : null}
      <div className="more">
        <More icon="pause" label={t('more.park')} isOff={!hasTicket} onPress={() => setOpen('park')} />
        <More icon="trash" label={t('more.drop')} isOff={!hasTicket} onPress={() => setOpen('drop')} />
        <More icon="drawer" label={t('more.drawer')} onPress={() => setOpen('drawer')} />
        <More icon="tag" label={t('more.price-check')} onPress={() => setOpen('price')} />
        <More
          icon="ticket"
          label={t('more.tickets')}
          shortcut={KEYS.tickets}
          onPress={() => openPane({ name: 'tickets' })}
        />
        <More icon="drawer" label={t('more.day')} onPress={() => openPane({ name: 'day' })} />
        <More icon="person" label={t('more.customers')} onPress={() => openPane({ name: 'customer' })} />
        <More
          icon="star"
          label={t('more.favourites')}
          onPress={() => {
            setPickMode({ kind: 'favourites' });
            goHome();
          }}
        />
        <More icon="plus" label={t('more.new-product')} onPress={() => openPane({ name: 'new-product', code: null })} />
        <More icon="printer" label={t('more.status')} onPress={() => openPane({ name: 'status' })} />
        <More icon="gear" label={t('more.settings')} onPress={() => openPane({ name: 'settings' })} />
        {isKiosk ? (
          <More icon="grid" label={t('more.leave-kiosk')} onPress={() => openPane({ name: 'settings' })} />
        ) : null}
        <More icon="back" label={t('more.sign-out')} onPress={() => void client.ask('session.sign-out', {})} />
      </div>
    </Pane>
  );
}

type MoreProps = {
  readonly icon: IconName;
  readonly label: string;
  readonly shortcut?: string;
  readonly isOff?: boolean;
  onPress(): void;
};

function More({ icon, label, shortcut, isOff = false, onPress }: MoreProps) {
  return (
    <Button
      size="large"
      className="more__button"
      disabled={isOff}
      onClick={onPress}
      {...(shortcut === undefined ? {} : { shortcut })}
    >
      <Icon name={icon} />
      <span className="more__label">{label}</span>
    </Button>
  );
}

type DoneProps = { onDone(): void };

function ParkAs({ onDone }: DoneProps) {
  const { t } = useWords();
  const [label, setLabel] = useState('');
  const send = (): void => {
    void park(label.trim() === '' ? null : label.trim()).then(({ ok }) => {
      if (ok) goHome();
    });
  };
  return (
    <form
      className="more__form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField
        label={t('more.park-label')}
        hint={t('more.park-hint')}
        value={label}
        onValue={setLabel}
        maxLength={40}
        autoFocus
      />
      <div className="pad-ends">
        <Button size="large" onClick={onDone}>
          {t('more.cancel')}
        </Button>
        <Button look="accent" size="large" onClick={send}>
          {t('more.park-do')}
        </Button>
      </div>
    </form>
  );
}

/** Final, so it is asked: what was on the ticket is gone, and the log says who dropped it. */
function DropTicket({ onDone }: DoneProps) {
  const { t, why } = useWords();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const ticket = useSale(({ ticket }) => ticket);
  if (ticket === null) return null;
  const drop = async (): Promise<void> => {
    const dropped = await dropTicket(ticket.id);
    if (dropped.ok) goHome();
    else setRefusal(dropped.refusal);
  };
  return (
    <Notice
      tone="warning"
      title={t('more.drop-title', { items: ticket.itemCount, total: displayEuros(ticket.totalCents) })}
      actions={
        <div className="products__ways">
          <Button onClick={onDone}>{t('more.drop-no')}</Button>
          <Button look="danger" onClick={() => void drop()}>
            {t('more.drop-yes')}
          </Button>
        </div>
      }
    >
      {refusal === null ? t('more.drop-hint') : why(refusal)}
    </Notice>
  );
}
