import { useEffect, useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { CustomerView } from '../../../electron/ipc/contract/customers.ts';
import { useWords } from '../../app/language.ts';
import { goBack, goHome, paneNow } from '../../app/panes.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Late } from '../../ui/late.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { attachCustomer, useSale } from '../sale/sale-store.ts';
import { chosenCustomer, customerListNow, lookFor, moveChosen, useCustomerList } from './customers-store.ts';
import './customers.css';

type Props = { onCreate(): void; onEdit(customer: CustomerView): void };

export function CustomerSearch({ onCreate, onEdit }: Props) {
  const { t, why } = useWords();
  const text = useCustomerList(({ query }) => query.text);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // Asked anew each time: somebody may have been added or changed.
  useEffect(() => lookFor(customerListNow().query.text), []);
  const attach = async (customer: CustomerView): Promise<void> => {
    const attached = await attachCustomer(customer.id);
    if (!attached.ok) setRefusal(attached.refusal);
    else if (paneNow().name === 'customer') goHome();
  };
  useSearchKeys(text, (customer) => void attach(customer));
  return (
    <Pane
      title={t('customers.title')}
      backLabel={t('customers.back')}
      onBack={goBack}
      foot={
        <Button size="large" isWide onClick={onCreate}>
          <Icon name="plus" />
          {t('customers.new')}
        </Button>
      }
    >
      <Attached />
      <SearchBox
        label={t('customers.search')}
        clearLabel={t('customers.clear')}
        value={text}
        onValue={lookFor}
        maxLength={120}
      />
      {refusal === null ? null : (
        <Notice tone="danger" code={refusal.code}>
          {why(refusal)}
        </Notice>
      )}
      <FoundCustomers onAttach={(customer) => void attach(customer)} onEdit={onEdit} onCreate={onCreate} />
      <p className="second customers__hint">{t('customers.simplified')}</p>
    </Pane>
  );
}

const clear = (): void => lookFor('');
const chooseNext = (): void => moveChosen(1);
const choosePrevious = (): void => moveChosen(-1);

function useSearchKeys(text: string, onChoose: (customer: CustomerView) => void): void {
  const takeChosen = (): void => {
    void chosenCustomer().then((customer) => {
      // The answer may come after the pane was left.
      if (customer !== null && paneNow().name === 'customer') onChoose(customer);
    });
  };
  useKeys({
    keys: {
      Enter: takeChosen,
      ArrowDown: chooseNext,
      ArrowUp: choosePrevious,
      ...(text === '' ? {} : { Escape: clear }),
    },
    onCharacter: (key) => {
      if ([...key].length !== 1) return false;
      lookFor(customerListNow().query.text + key);
      return true;
    },
    snapshot() {
      const before = customerListNow().query.text;
      return () => {
        if (customerListNow().query.text !== before) lookFor(before);
      };
    },
  });
}

/** Who is on the ticket already. */
function Attached() {
  const { t } = useWords();
  const customer = useSale(({ ticket }) => ticket?.customer ?? null);
  if (customer === null) return null;
  return (
    <Notice
      tone="good"
      title={t('customers.attached', { name: customer.name })}
      actions={
        <Button
          aria-label={t('customers.take-off-spoken', { name: customer.name })}
          onClick={() => void attachCustomer(null)}
        >
          {t('customers.take-off')}
        </Button>
      }
    >
      {customer.taxId}
    </Notice>
  );
}

type FoundProps = { onAttach(customer: CustomerView): void; onEdit(customer: CustomerView): void; onCreate(): void };

function FoundCustomers({ onAttach, onEdit, onCreate }: FoundProps) {
  const { t, why } = useWords();
  const { customers, refusal, answeredFor, query, chosen } = useCustomerList();
  if (customers.length === 0) {
    if (answeredFor !== query) return <Late key={query.text}>{t('customers.searching')}</Late>;
    if (refusal !== null) {
      return (
        <Notice
          tone="danger"
          code={refusal.code}
          actions={<Button onClick={() => lookFor(query.text)}>{t('customers.retry')}</Button>}
        >
          {why(refusal)}
        </Notice>
      );
    }
    return <Nobody text={query.text.trim()} onCreate={onCreate} />;
  }
  return (
    <>
      <p className="visually-hidden" role="status">
        {t(customers.length === 1 ? 'customers.found-one' : 'customers.found', { count: customers.length })}
      </p>
      <RowList label={t(query.text.trim() === '' ? 'customers.latest' : 'customers.list')} chosen={chosen}>
        {customers.map((customer, index) => (
          <Row
            key={customer.id}
            isMarked={index === chosen}
            onPress={() => onAttach(customer)}
            side={
              <Button
                className="row-list__side"
                aria-label={t('customers.edit-spoken', { name: customer.name })}
                onClick={() => onEdit(customer)}
              >
                {t('customers.edit')}
              </Button>
            }
          >
            <span className="row-list__what">
              <span>{customer.name}</span>
              <span className="second">{[customer.taxId, customer.phone].filter(Boolean).join(' · ')}</span>
            </span>
          </Row>
        ))}
      </RowList>
    </>
  );
}

function Nobody({ text, onCreate }: { readonly text: string; onCreate(): void }) {
  const { t } = useWords();
  if (text === '') {
    return (
      <Empty title={t('customers.none')}>
        <p>{t('customers.none-hint')}</p>
      </Empty>
    );
  }
  return (
    <Empty title={t('customers.nobody', { text })}>
      <p>{t('customers.nobody-hint')}</p>
      <Button onClick={onCreate}>{t('customers.create-this')}</Button>
    </Empty>
  );
}
