import type { TextKey } from '../../domain/texts/index.ts';
import { isTextKey } from '../../domain/texts/index.ts';
import type { StatusView } from '../../electron/ipc/contract/status.ts';
import { type AppData, useApp } from './app-store.ts';
import { useWords, type Words } from './language.ts';
import { openPane } from './panes.ts';

/** One statement of the strip: words first, the dot only repeats them. `rest` is left out where it does not fit. */
type Statement = { readonly tone: 'good' | 'warn' | 'bad'; readonly text: string; readonly rest?: string };

/** The state of everything around the sale, in words; touching it shows what to do. */
export function StripStatus() {
  const { t } = useWords();
  const words = useWords();
  const status = useApp(({ status }) => status);
  const connection = useApp(({ connection }) => connection);
  const processes = useApp(({ processes }) => processes);
  const statements = statementsOf({ status, connection, processes }, words);
  // The last one is the longest and has a row of its own where there is little room.
  const rows = [statements.slice(0, -1), statements.slice(-1)];
  return (
    <button
      type="button"
      className="strip__status"
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => openPane({ name: 'status' })}
    >
      {rows.map((row, position) => (
        <span key={position === 0 ? 'first' : 'last'} className="strip__row">
          {row.map(({ tone, text, rest }) => (
            <span key={text} className={`strip__statement strip__statement--${tone}`}>
              <span className="strip__dot" />
              <span className="strip__words">{rest === undefined ? text : `${text}: ${rest}`}</span>
            </span>
          ))}
        </span>
      ))}
      <span className="visually-hidden">. {t('strip.open-status')}</span>
    </button>
  );
}

function statementsOf(
  { status, connection, processes }: Pick<AppData, 'status' | 'connection' | 'processes'>,
  { t }: Words,
): Statement[] {
  if (processes.till === 'failed') return [{ tone: 'bad', text: t('strip.till-failed') }];
  if (connection === 'lost' || processes.till === 'down') return [{ tone: 'bad', text: t('strip.reconnecting') }];
  if (status === null) return [];
  return [
    processes.devices === 'up' ? printerOf(status, t) : { tone: 'warn', text: t('strip.devices-down') },
    ...(status.waitingJobs > 0
      ? [{ tone: 'bad', text: t('strip.waiting-jobs', { count: status.waitingJobs }) } as const]
      : []),
    ...(status.warnings.length > 0
      ? [{ tone: 'warn', text: t('strip.warning', { count: status.warnings.length }) } as const]
      : []),
    { tone: 'warn', text: t('strip.central') },
    fiscalOf(status, t),
  ];
}

function printerOf({ printer: { state, reason } }: StatusView, t: Words['t']): Statement {
  if (state === 'ready') return { tone: 'good', text: t('strip.printer-ready') };
  if (state === 'printing') return { tone: 'good', text: t('strip.printer-printing') };
  if (state === 'none') return { tone: 'warn', text: t('strip.printer-none') };
  const key = `strip.printer.${reason ?? 'other'}`;
  return { tone: 'bad', text: t(isTextKey(key) ? key : 'strip.printer.other') };
}

function fiscalOf({ fiscal: { unsentRecords } }: StatusView, t: Words['t']): Statement {
  if (unsentRecords === 0) return { tone: 'warn', text: t('strip.fiscal-none') };
  const key: TextKey = unsentRecords === 1 ? 'strip.fiscal-one' : 'strip.fiscal';
  return { tone: 'warn', text: t(key, { count: unsentRecords }), rest: t('strip.fiscal-why') };
}
