import { memo, useLayoutEffect, useRef } from 'react';
import { displayAmount } from '../../../domain/money-text.ts';
import type { TicketLineView } from '../../../electron/ipc/contract/sale.ts';
import { useWords } from '../../app/language.ts';
import { discountText, lineDetail, quantityText } from './line-text.ts';
import { selectLine, useSale } from './sale-store.ts';

const NO_LINES: readonly TicketLineView[] = [];

/** The lines of the ticket; the one that changed last is marked and in view. */
export function TicketLines() {
  const { t } = useWords();
  const lines = useSale(({ ticket }) => ticket?.lines ?? NO_LINES);
  const newestId = useSale(({ newestLineId }) => newestLineId);
  const selectedId = useSale(({ selectedLineId }) => selectedLineId);
  const flash = useSale(({ flash }) => flash);
  const list = useRef<HTMLUListElement>(null);
  const inViewId = selectedId ?? newestId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a line that flashes again comes into view again.
  useLayoutEffect(() => {
    const row = inViewId === null ? null : list.current?.querySelector(`[data-line="${inViewId}"]`);
    row?.scrollIntoView({ block: 'nearest' });
  }, [inViewId, flash]);
  return (
    <ul className="lines" ref={list} aria-label={t('sale.lines')}>
      {lines.map((line) => (
        <Line
          key={line.id}
          line={line}
          isNewest={selectedId === null && line.id === newestId}
          isSelected={line.id === selectedId}
          flash={line.id === newestId ? flash : 0}
        />
      ))}
    </ul>
  );
}

type LineProps = {
  readonly line: TicketLineView;
  readonly isNewest: boolean;
  readonly isSelected: boolean;
  /** Another number: flashes once more. */
  readonly flash: number;
};

const Line = memo(function Line({ line, isNewest, isSelected, flash }: LineProps) {
  const words = useWords();
  const detail = lineDetail(line, words);
  const classes = [
    'line',
    isNewest ? 'line--newest' : '',
    isSelected ? 'line--selected' : '',
    // Two names for one animation: a change of name starts it again.
    flash === 0 ? '' : flash % 2 === 0 ? 'line--flash-even' : 'line--flash-odd',
  ];
  return (
    <li data-line={line.id}>
      <button
        type="button"
        className={classes.filter(Boolean).join(' ')}
        aria-pressed={isSelected}
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => selectLine(isSelected ? null : line.id)}
      >
        <span className="line__quantity">{quantityText(line)}</span>
        <span className="line__what">
          <span className="line__name">{line.description}</span>
          {detail === '' ? null : <span className="second">{detail}</span>}
          {line.discount === null ? null : (
            <span className="line__discount">{discountText(line.discount, line.discountCents, words)}</span>
          )}
        </span>
        <span className="amount">{displayAmount(line.subtotalCents)}</span>
      </button>
    </li>
  );
});
