import type { StatusView } from '../../electron/ipc/contract/status.ts';
import type { AppData } from './app-store.ts';
import type { Words } from './language.ts';
import type { Statement } from './strip-statements.ts';

/** Fewer are on their way after every sale: said, they would only flicker. Where they do not arrive, the state says so. */
const ON_THEIR_WAY = 50;

/** Central on the strip. `bad`: a person is needed; `warn`: worth knowing, it heals or concerns nobody at the counter. */
export function centralOf(
  { central: { state, pending, rejected } }: Pick<StatusView, 'central'>,
  { sync }: AppData['processes'],
  { t }: Pick<Words, 't'>,
): Statement {
  if (state === 'not-paired') return { tone: 'warn', text: t('strip.central') };
  if (sync === 'failed') return { tone: 'bad', text: t('strip.central-stopped') };
  const waiting = pending > 0 ? { rest: t('strip.central-waiting', { count: pending }) } : {};
  switch (state) {
    case 'revoked':
      return { tone: 'bad', text: t('strip.central-revoked') };
    case 'rejected':
      return { tone: 'bad', text: t('strip.central-rejected', { count: rejected }) };
    case 'offline':
      return { tone: 'warn', text: t('strip.central-offline'), ...waiting };
    case 'problem':
      return { tone: 'warn', text: t('strip.central-problem'), ...waiting };
    case 'clock-differs':
      return { tone: 'warn', text: t('strip.central-clock') };
    default:
      return pending < ON_THEIR_WAY
        ? { tone: 'good', text: t('strip.central-good') }
        : { tone: 'good', text: t('strip.central-sending', { count: pending }) };
  }
}
