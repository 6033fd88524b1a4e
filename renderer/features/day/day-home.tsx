import { useEffect } from 'react';
import { cents } from '../../../domain/money.ts';
import { displayAmount } from '../../../domain/money-text.ts';
import type { DayState } from '../../../electron/ipc/contract/day.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { dateAndTime } from '../tickets/ticket-text.ts';
import type { DayView } from './day-pane.tsx';
import { Refused } from './refused.tsx';
import { useAnswer } from './use-answer.ts';

type Props = { onBack(): void; onShow(view: DayView): void };

/** How the session stands, without a sum that the count must not know; and what can be done. */
export function DayHome({ onBack, onShow }: Props) {
  const { t } = useWords();
  const { answer, ask } = useAnswer('day.state', {});
  // biome-ignore lint/correctness/useExhaustiveDependencies: for as long as it is shown
  useEffect(() => client.on('day.changed', ask), []);
  return (
    <Pane title={t('caja.title')} backLabel={t('caja.back')} onBack={onBack}>
      {answer === null ? <Late>{t('caja.loading')}</Late> : null}
      {answer?.ok === false ? <Refused refusal={answer.refusal} onRetry={ask} /> : null}
      {answer?.ok === true ? <Home state={answer.value} onShow={onShow} /> : null}
    </Pane>
  );
}

function Home({ state, onShow }: { readonly state: DayState } & Pick<Props, 'onShow'>) {
  const { t } = useWords();
  return (
    <>
      <Session state={state} />
      {state.openTickets > 0 ? (
        <Notice tone="warning">
          {t(state.openTickets === 1 ? 'caja.open-tickets-one' : 'caja.open-tickets', { count: state.openTickets })}
        </Notice>
      ) : null}
      <div className="day-actions">
        {state.opened === 'person' ? null : (
          <Action icon="drawer" label={t('caja.open')} onPress={() => onShow({ name: 'open' })} />
        )}
        <Action icon="plus" label={t('caja.in')} onPress={() => onShow({ name: 'in' })} />
        <Action icon="undo" label={t('caja.out')} onPress={() => onShow({ name: 'out' })} />
        <Action icon="ticket" label={t('caja.x')} onPress={() => onShow({ name: 'x' })} />
        <Action icon="grid" label={t('caja.history')} onPress={() => onShow({ name: 'history' })} />
        {state.opened === 'none' ? null : (
          <Action icon="check" label={t('caja.close')} isMain onPress={() => onShow({ name: 'count' })} />
        )}
      </div>
      {state.moves.length === 0 ? null : <Moves moves={state.moves} />}
    </>
  );
}

function Session({ state }: { readonly state: DayState }) {
  const { t } = useWords();
  const { opened, openedAt, openedByName, floatCents, documents, lastZ } = state;
  const at = openedAt === null ? '' : dateAndTime(openedAt);
  const since = openedByName === null ? t('caja.since', { at }) : t('caja.since-by', { at, name: openedByName });
  const count = t(documents === 1 ? 'caja.tickets-one' : 'caja.tickets', { count: documents });
  return (
    <Group title={t(`caja.state.${opened}`)}>
      {opened === 'none' ? (
        <p>{t('caja.state.none-hint')}</p>
      ) : (
        <p>
          {since} · {count}
        </p>
      )}
      <p>{t(opened === 'none' ? 'caja.float-left' : 'caja.float', { amountCents: floatCents })}</p>
      {lastZ === null ? null : (
        <p className="second">{t('caja.last-z', { number: lastZ.number, at: dateAndTime(lastZ.madeAt) })}</p>
      )}
    </Group>
  );
}

type ActionProps = { readonly icon: IconName; readonly label: string; readonly isMain?: boolean; onPress(): void };

function Action({ icon, label, isMain = false, onPress }: ActionProps) {
  return (
    <Button size="large" look={isMain ? 'accent' : 'plain'} className="day-actions__button" onClick={onPress}>
      <Icon name={icon} />
      <span className="day-actions__label">{label}</span>
    </Button>
  );
}

function Moves({ moves }: { readonly moves: DayState['moves'] }) {
  const { t } = useWords();
  return (
    <Group title={t('caja.moves')}>
      <ul className="day-moves">
        {moves.map((move) => (
          <li key={`${move.at}-${move.reason}-${move.cents}`} className="day-moves__row">
            <span className="day-moves__what">
              {move.reason}
              <span className="second">
                {' '}
                {move.at.slice(11, 16)} · {move.byName}
              </span>
            </span>
            <span className="amount">{displayAmount(cents(move.kind === 'in' ? move.cents : -move.cents))}</span>
          </li>
        ))}
      </ul>
    </Group>
  );
}
