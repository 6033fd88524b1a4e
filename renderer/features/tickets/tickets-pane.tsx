import { memo, useEffect } from 'react';
import { displayEuros } from '../../../domain/money-text.ts';
import type { IssuedTicketView } from '../../../electron/ipc/contract/tickets.ts';
import { useWords } from '../../app/language.ts';
import { goBack, openPane, paneNow } from '../../app/panes.ts';
import { useKeys, useScans } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Late } from '../../ui/late.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { DayFilter } from './day-filter.tsx';
import { dateAndTime } from './ticket-text.ts';
import {
  choose,
  chosenTicket,
  forgetTicketList,
  look,
  lookAgain,
  moveChosen,
  showMore,
  ticketListNow,
  useTicketList,
} from './tickets-store.ts';
import './tickets.css';

const openPaper = (documentId: string): void => openPane({ name: 'paper', documentId });

function openChosen(): void {
  void chosenTicket().then((ticket) => {
    // The answer may come after the pane was left.
    if (ticket !== null && paneNow().name === 'tickets') openPaper(ticket.documentId);
  });
}

const clear = (): void => look({ text: '' });
const chooseNext = (): void => moveChosen(1);
const choosePrevious = (): void => moveChosen(-1);

/** Issued tickets, newest first: to look at one, to print it again. */
export function TicketsPane() {
  const { t } = useWords();
  const text = useTicketList(({ query }) => query.text);
  useEffect(() => {
    // Back from a paper the list is where it was left.
    if (ticketListNow().answeredFor === null) lookAgain();
    return () => {
      if (paneNow().name !== 'paper') forgetTicketList();
    };
  }, []);
  useScans((code) => look({ text: code }));
  useKeys({
    keys: {
      Enter: openChosen,
      ArrowDown: chooseNext,
      ArrowUp: choosePrevious,
      ...(text === '' ? {} : { Escape: clear }),
    },
    onCharacter: (key) => {
      if ([...key].length !== 1) return false;
      look({ text: ticketListNow().query.text + key });
      return true;
    },
    snapshot() {
      const before = ticketListNow().query.text;
      return () => {
        if (ticketListNow().query.text !== before) look({ text: before });
      };
    },
  });
  return (
    <Pane title={t('tickets.title')} backLabel={t('tickets.back')} onBack={goBack} foot={<ShowMore />}>
      <SearchBox
        label={t('tickets.search')}
        clearLabel={t('tickets.clear')}
        value={text}
        onValue={(typed) => look({ text: typed })}
        maxLength={120}
      />
      <DayFilter />
      <FoundTickets />
    </Pane>
  );
}

function ShowMore() {
  const { t } = useWords();
  const hasMore = useTicketList(({ nextCursor }) => nextCursor !== null);
  const isLoading = useTicketList(({ isLoadingMore }) => isLoadingMore);
  if (!hasMore) return null;
  return (
    <Button isWide disabled={isLoading} onClick={() => void showMore()}>
      {isLoading ? t('tickets.loading-more') : t('tickets.more')}
    </Button>
  );
}

function FoundTickets() {
  const { t, why } = useWords();
  const { tickets, refusal, answeredFor, query, chosen, nextCursor } = useTicketList();
  const problem =
    refusal === null ? null : (
      <Notice
        tone="danger"
        code={refusal.code}
        actions={
          <Button onClick={() => (tickets.length === 0 ? lookAgain() : void showMore())}>{t('tickets.retry')}</Button>
        }
      >
        {why(refusal)}
      </Notice>
    );
  if (tickets.length === 0) {
    if (answeredFor !== query) return <Late key={query.text}>{t('tickets.searching')}</Late>;
    return problem ?? <NoTickets isFiltered={query.text.trim() !== '' || query.day !== null} />;
  }
  const count = nextCursor === null ? tickets.length : `${tickets.length}+`;
  return (
    <>
      {problem}
      <p className="visually-hidden" role="status">
        {t(count === 1 ? 'tickets.found-one' : 'tickets.found', { count })}
      </p>
      <RowList label={t('tickets.list')} chosen={chosen} onNearEnd={() => void showMore()}>
        {tickets.map((ticket, index) => (
          <TicketRow key={ticket.documentId} ticket={ticket} index={index} isMarked={index === chosen} />
        ))}
      </RowList>
    </>
  );
}

type RowProps = { readonly ticket: IssuedTicketView; readonly index: number; readonly isMarked: boolean };

const TicketRow = memo(function TicketRow({ ticket, index, isMarked }: RowProps) {
  const { t } = useWords();
  const { documentId, number, issuedAt, totalCents, cashierName, methods, customerName, isAnnulled } = ticket;
  const open = (): void => {
    choose(index);
    openPaper(documentId);
  };
  return (
    <Row isMarked={isMarked} onPress={open}>
      <span className="row-list__what">
        <span className="ticket-row__head">
          <span className="ticket-row__number">{number}</span>
          {isAnnulled ? <span className="ticket-row__annulled">{t('tickets.annulled')}</span> : null}
        </span>
        <span className="second">
          {[dateAndTime(issuedAt), cashierName, customerName].filter((part) => part !== null).join(' · ')}
        </span>
      </span>
      <span className="row-list__end amount">
        <span>{displayEuros(totalCents)}</span>
        <span className="second">{methods.map((method) => t(`sale.method.${method}`)).join(' + ')}</span>
      </span>
    </Row>
  );
});

function NoTickets({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useWords();
  if (!isFiltered) {
    return (
      <Empty title={t('tickets.none')}>
        <p>{t('tickets.none-hint')}</p>
      </Empty>
    );
  }
  return (
    <Empty title={t('tickets.nothing')}>
      <p>{t('tickets.nothing-hint')}</p>
      <Button onClick={() => look({ text: '', day: null })}>{t('tickets.show-all')}</Button>
    </Empty>
  );
}
