import { useState } from 'react';
import { DENOMINATIONS } from '../../../domain/day/cash-count.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Keypad } from '../../ui/keypad.tsx';
import { padKeyOf } from '../../ui/pad-entry.ts';
import { Pane } from '../../ui/pane.tsx';
import { PadDisplay } from '../sale/pad.tsx';
import type { DrawerCount } from './close-day.tsx';
import { choosePiece, isCounted, isLastPiece, NO_PIECES, piecesOf, piecesSum, pressPiece } from './counted-pieces.ts';

type Props = { onBack(): void; onCounted(count: DrawerCount): void; onSum(): void };

/** "50 €", "0,20 €": a coin is read as it is minted. */
const kindName = (valueCents: number): string =>
  valueCents >= 100 ? `${valueCents / 100} €` : displayEuros(valueCents as (typeof DENOMINATIONS)[number]);

/** How many of each; Enter goes to the next kind, and on after the last one. */
export function CountByKind({ onBack, onCounted, onSum }: Props) {
  const { t } = useWords();
  const [count, setCount] = useState(NO_PIECES);
  const totalCents = piecesSum(count);
  const goOn = (): void => {
    if (isCounted(count)) onCounted({ pieces: piecesOf(count), totalCents });
  };
  const enter = (): void => {
    if (isLastPiece(count)) goOn();
    else setCount((before) => choosePiece(before, before.chosen + 1));
  };
  const move = (by: number) => (): void => setCount((before) => choosePiece(before, before.chosen + by));
  useKeys({
    keys: { Enter: enter, ArrowDown: move(1), ArrowUp: move(-1) },
    onCharacter(character) {
      const key = padKeyOf(character);
      if (key !== null && key !== ',') setCount((before) => pressPiece(before, key));
      return key !== null;
    },
    snapshot: () => () => setCount(count),
  });
  return (
    <Pane
      title={t('caja.count-title')}
      backLabel={t('caja.back')}
      onBack={onBack}
      head={<Button onClick={onSum}>{t('caja.count-sum')}</Button>}
      foot={
        <Button look="accent" size="large" isWide disabled={!isCounted(count)} onClick={goOn}>
          {t('caja.count-next')}
        </Button>
      }
    >
      <PadDisplay label={t('caja.count-total')} value={displayEuros(totalCents)} hint={t('caja.count-hint')} />
      <div className="day-count">
        <fieldset className="day-count__kinds" aria-label={t('caja.count-kinds')}>
          {DENOMINATIONS.map((valueCents, index) => {
            const typed = count.entries[index]?.text ?? '';
            const kind = kindName(valueCents);
            return (
              <button
                key={valueCents}
                type="button"
                className="day-count__kind"
                aria-pressed={index === count.chosen}
                aria-label={t('caja.pieces', { kind, count: typed === '' ? 0 : typed })}
                onPointerDown={(event) => event.preventDefault()}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setCount((before) => choosePiece(before, index))}
              >
                <span>{kind}</span>
                <span className="day-count__pieces">{typed === '' ? '–' : `× ${typed}`}</span>
              </button>
            );
          })}
        </fieldset>
        <div className="day-count__pad">
          <Keypad
            onKey={(key) => setCount((before) => pressPiece(before, key))}
            eraseLabel={t('key.erase')}
            isWhole={true}
          />
        </div>
      </div>
    </Pane>
  );
}
