import { useRef, useState } from 'react';
import { displayEuros } from '../../../domain/money-text.ts';
import type { Refusal } from '../../../domain/result.ts';
import type { ProductView } from '../../../electron/ipc/contract/catalog.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { goHome } from '../../app/panes.ts';
import { playSound } from '../../app/sounds.ts';
import { useKeys, useScans } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { addProduct } from './sale-store.ts';

type Found = { readonly code: string; readonly product: ProductView | null };

/** "What does this cost?", without selling it. */
export function PriceCheck({ onBack }: { onBack(): void }) {
  const { t, why } = useWords();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const newest = useRef('');
  const lookUp = async (code: string): Promise<void> => {
    if (code.trim() === '') return;
    newest.current = code;
    const answer = await client.ask('catalog.look-up', { code: code.trim() });
    if (newest.current !== code) return;
    setText('');
    setRefusal(answer.ok ? null : answer.refusal);
    setFound(answer.ok ? { code, product: answer.value.product } : null);
    playSound(answer.ok && answer.value.product !== null ? 'hit' : 'miss');
  };
  useScans((code) => void lookUp(code));
  const send = (): void => void lookUp(text);
  useKeys({ keys: { Enter: send, Escape: onBack } });
  return (
    <Pane title={t('price.title')} backLabel={t('price.back')} onBack={onBack}>
      <TextField label={t('price.code')} value={text} onValue={setText} maxLength={200} autoFocus inputMode="numeric" />
      {refusal === null ? null : (
        <Notice tone="danger" code={refusal.code}>
          {why(refusal)}
        </Notice>
      )}
      <div className="price" role="status">
        {found === null ? <Empty title={t('price.hint')} /> : <FoundPrice found={found} />}
      </div>
    </Pane>
  );
}

function FoundPrice({ found: { code, product } }: { readonly found: Found }) {
  const { t } = useWords();
  if (product === null) return <Notice tone="warning" title={t('products.unknown', { code })} />;
  const { name, format, unit, unitCents } = product;
  return (
    <div className="price__found">
      <p className="price__name">{name}</p>
      {format === null ? null : <p className="second">{format}</p>}
      <p className="price__amount">
        {displayEuros(unitCents)}
        {unit === 'kg' ? `/${t('products.by-kg')}` : ''}
      </p>
      <Button
        size="large"
        onClick={() => {
          goHome();
          void addProduct(product);
        }}
      >
        {t('price.add')}
      </Button>
    </div>
  );
}
