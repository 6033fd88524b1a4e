import { cents, milli } from '../../../domain/money.ts';
import { displayEuros, displayQuantity, displayWeight } from '../../../domain/money-text.ts';
import type { Result } from '../../../domain/result.ts';
import type { TicketLineView } from '../../../electron/ipc/contract/sale.ts';
import { useWords } from '../../app/language.ts';
import { goHome } from '../../app/panes.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { COUNT_PAD, MONEY_PAD, padValue, WEIGHT_PAD } from '../../ui/pad-entry.ts';
import { PadDisplay, PadGrid, usePad } from './pad.tsx';
import { lineInHand, selectLine, setPrice, setQuantity, useSale } from './sale-store.ts';

/** Home again once it is done; a refusal stays in view beside what was typed. */
export async function andGoHome(done: Promise<Result<unknown>>): Promise<void> {
  if (!(await done).ok) return;
  selectLine(null);
  goHome();
}

export function NoLine() {
  const { t } = useWords();
  return (
    <Empty title={t('keypad.no-line')}>
      <p>{t('keypad.no-line-hint')}</p>
    </Empty>
  );
}

export function QuantityPad() {
  const line = useSale(lineInHand);
  return line === null ? <NoLine /> : <QuantityOf key={line.id} line={line} />;
}

function QuantityOf({ line }: { readonly line: TicketLineView }) {
  const { t } = useWords();
  const isWeight = line.unit === 'kg';
  const format = isWeight ? WEIGHT_PAD : COUNT_PAD;
  const pad = usePad(format, { onEnter: () => apply() });
  const typed = padValue(pad.entry, format);
  const quantity = typed === null ? null : isWeight ? typed : typed * 1000;
  const apply = (): void => {
    if (quantity !== null && quantity !== 0) void andGoHome(setQuantity(line.id, quantity));
  };
  const step = (by: number): void => void setQuantity(line.id, line.quantityMilli + by);
  const shown = milli(quantity ?? line.quantityMilli);
  return (
    <div className="pad-layout">
      <PadDisplay
        label={line.description}
        value={isWeight ? displayWeight(shown) : displayQuantity(shown)}
        hint={t(isWeight ? 'keypad.weight-hint' : 'keypad.quantity-hint')}
      />
      <PadGrid pad={pad} />
      <div className="pad-ends">
        {isWeight ? null : (
          <>
            <Button size="large" disabled={line.quantityMilli <= 1000} onClick={() => step(-1000)}>
              −1
            </Button>
            <Button size="large" onClick={() => step(1000)}>
              +1
            </Button>
          </>
        )}
        <Button
          look="accent"
          size="large"
          shortcut={t('key.enter')}
          disabled={quantity === null || quantity === 0}
          onClick={apply}
        >
          {t('keypad.set-quantity')}
        </Button>
      </div>
    </div>
  );
}

export function PricePad() {
  const line = useSale(lineInHand);
  return line === null ? <NoLine /> : <PriceOf key={line.id} line={line} />;
}

function PriceOf({ line }: { readonly line: TicketLineView }) {
  const { t } = useWords();
  const pad = usePad(MONEY_PAD, { onEnter: () => apply() });
  const price = padValue(pad.entry, MONEY_PAD);
  const apply = (): void => {
    if (price !== null) void andGoHome(setPrice(line.id, price));
  };
  const { listUnitCents, unitCents, unit } = line;
  const isChanged = listUnitCents !== null && listUnitCents !== unitCents;
  return (
    <div className="pad-layout">
      <PadDisplay
        label={line.description}
        value={`${displayEuros(cents(price ?? unitCents))}${unit === 'kg' ? `/${t('products.by-kg')}` : ''}`}
        hint={t('keypad.price-hint')}
      />
      <PadGrid pad={pad} />
      <div className="pad-ends">
        {isChanged ? (
          <Button size="large" onClick={() => void andGoHome(setPrice(line.id, listUnitCents))}>
            {t('keypad.list-price', { price: displayEuros(listUnitCents) })}
          </Button>
        ) : null}
        <Button look="accent" size="large" shortcut={t('key.enter')} disabled={price === null} onClick={apply}>
          {t('keypad.set-price')}
        </Button>
      </div>
    </div>
  );
}
