import { useSyncExternalStore } from 'react';
import { useApp } from './app-store.ts';
import { useWords } from './language.ts';
import { openPane } from './panes.ts';
import { stripRows } from './strip-rows.ts';
import { type Statement, statementsOf } from './strip-statements.ts';

/** Widths of the strip's state in strip.css, in letters of 14 px. */
const WIDE = matchMedia('(min-width: 1600px)');
const MIDDLE = matchMedia('(min-width: 1280px)');
const lettersNow = (): number => (WIDE.matches ? 84 : MIDDLE.matches ? 56 : 37);

function onWidth(changed: () => void): () => void {
  for (const query of [WIDE, MIDDLE]) query.addEventListener('change', changed);
  return () => {
    for (const query of [WIDE, MIDDLE]) query.removeEventListener('change', changed);
  };
}

/** The state of everything around the sale, in words; touching it shows all of it and what to do. */
export function StripStatus() {
  const words = useWords();
  const { t } = words;
  const status = useApp(({ status }) => status);
  const connection = useApp(({ connection }) => connection);
  const processes = useApp(({ processes }) => processes);
  const jobs = useApp(({ jobs }) => jobs);
  const letters = useSyncExternalStore(onWidth, lettersNow);
  const statements = statementsOf({ status, connection, processes, jobs }, words);
  const { rows, hidden } = stripRows(statements, letters);
  return (
    <button
      type="button"
      className="strip__status"
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => openPane({ name: 'status' })}
    >
      {rows.map((row, position) => (
        <span key={position === 0 ? 'first' : 'last'} className="strip__row" aria-hidden="true">
          {row.map((statement) => (
            <Said key={statement.text} statement={statement} />
          ))}
          {hidden > 0 && position === rows.length - 1 ? (
            <span className="strip__more">{t('strip.more', { count: hidden })}</span>
          ) : null}
        </span>
      ))}
      {/* Whoever hears the screen hears all of it. */}
      <span className="visually-hidden">
        {statements.map(whole).join('. ')}. {t('strip.open-status')}
      </span>
    </button>
  );
}

const whole = ({ text, rest }: Statement): string => (rest === undefined ? text : `${text}: ${rest}`);

function Said({ statement: { tone, text } }: { readonly statement: Statement }) {
  return (
    <span className={`strip__statement strip__statement--${tone}`}>
      <span className="strip__dot" />
      <span className="strip__words">{text}</span>
    </span>
  );
}
