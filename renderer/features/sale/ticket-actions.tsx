import { useWords } from '../../app/language.ts';
import { openPane } from '../../app/panes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { KEYS, openKeypad, parkNow } from './counter.ts';
import { putBackLine, removeLine, useSale } from './sale-store.ts';

type ActionProps = {
  readonly icon: IconName;
  readonly label: string;
  readonly shortcut?: string;
  readonly isOff?: boolean;
  onPress(): void;
};

function Action({ icon, label, shortcut, isOff = false, onPress }: ActionProps) {
  return (
    <Button look="quiet" className="action" onClick={onPress} disabled={isOff} aria-keyshortcuts={shortcut}>
      <span className="action__sign">
        <Icon name={icon} />
        {shortcut === undefined ? null : (
          <span className="action__key" aria-hidden="true">
            {shortcut}
          </span>
        )}
      </span>
      {label}
    </Button>
  );
}

/** What can be done with the line that was touched; without one, with the ticket. */
export function TicketActions() {
  const { t } = useWords();
  const selectedId = useSale(({ selectedLineId }) => selectedLineId);
  const isEmpty = useSale(({ ticket }) => (ticket?.lines.length ?? 0) === 0);
  const hasTicket = useSale(({ ticket }) => ticket !== null);
  if (selectedId !== null) {
    return (
      <div className="actions" role="toolbar" aria-label={t('sale.line-actions')}>
        <Action
          icon="times"
          label={t('sale.quantity')}
          shortcut={KEYS.quantity}
          onPress={() => openKeypad('quantity')}
        />
        <Action icon="tag" label={t('sale.price')} onPress={() => openKeypad('price')} />
        <Action
          icon="percent"
          label={t('sale.discount')}
          shortcut={KEYS.discount}
          onPress={() => openKeypad('discount')}
        />
        <Action
          icon="trash"
          label={t('sale.remove')}
          shortcut={t('key.delete')}
          onPress={() => void removeLine(selectedId)}
        />
      </div>
    );
  }
  return (
    <div className="actions" role="toolbar" aria-label={t('sale.ticket-actions')}>
      <Action
        icon="times"
        label={t('sale.quantity')}
        shortcut={KEYS.quantity}
        isOff={isEmpty}
        onPress={() => openKeypad('quantity')}
      />
      <Action
        icon="percent"
        label={t('sale.discount')}
        shortcut={KEYS.discount}
        isOff={isEmpty}
        onPress={() => openKeypad('discount')}
      />
      <Action
        icon="person"
        label={t('sale.customer')}
        shortcut={KEYS.customer}
        onPress={() => openPane({ name: 'customer' })}
      />
      <Action icon="pause" label={t('sale.park')} shortcut={KEYS.park} isOff={!hasTicket} onPress={parkNow} />
    </div>
  );
}

/** Instead of "are you sure?". */
export function PutBackBar() {
  const { t } = useWords();
  const canPutBack = useSale(({ canPutBack }) => canPutBack);
  if (!canPutBack) return null;
  return (
    <div className="ticket__bar" role="status">
      <span>{t('sale.removed')}</span>
      <Button onClick={() => void putBackLine()}>
        <Icon name="undo" />
        {t('sale.put-back')}
      </Button>
    </div>
  );
}
