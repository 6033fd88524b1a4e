import { type ReactNode, useEffect, useRef } from 'react';
import './row-list.css';

/** This near its end, a list asks for more. */
const NEAR_END_PX = 400;

type Props = {
  readonly label: string;
  /** The row that Enter takes; kept in view. */
  readonly chosen: number;
  onNearEnd?(): void;
  readonly children: ReactNode;
};

export function RowList({ label, chosen, onNearEnd, children }: Props) {
  const list = useRef<HTMLUListElement>(null);
  // Braces: newer browsers return a promise here, which React would call as the way to stop.
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <ul
      className="row-list"
      aria-label={label}
      ref={list}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) onNearEnd?.();
      }}
    >
      {children}
    </ul>
  );
}

type RowProps = {
  readonly isMarked: boolean;
  onPress(): void;
  readonly children: ReactNode;
  /** Another button of the row. */
  readonly side?: ReactNode;
};

export function Row({ isMarked, onPress, children, side }: RowProps) {
  return (
    <li className={isMarked ? 'row-list__row row-list__row--marked' : 'row-list__row'}>
      <button
        type="button"
        className="row-list__main"
        aria-current={isMarked}
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPress}
      >
        {children}
      </button>
      {side}
    </li>
  );
}
