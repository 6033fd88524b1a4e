import { isTextKey, type TextKey } from '../../../domain/texts/index.ts';
import type { StatusView } from '../../../electron/ipc/contract/status.ts';
import type { AppData } from '../../app/app-store.ts';

/** Something that a person should look at; `section`: where in the settings it is put right. */
export type Trouble = {
  readonly id: string;
  readonly tone: 'warning' | 'danger';
  readonly text: TextKey;
  readonly code?: string;
  readonly section: 'data' | 'printers' | null;
};

const SECTIONS: Readonly<Record<string, 'data' | 'printers'>> = {
  installation_moved: 'data',
  printing_settings_unreadable: 'printers',
};

/** Nothing can be paid until somebody has decided. */
const STOPS_SELLING = new Set(['installation_moved']);

function troubleOfWarning(code: string): Trouble {
  const key = `warning.${code}`;
  const tone = STOPS_SELLING.has(code) ? 'danger' : 'warning';
  const section = SECTIONS[code] ?? null;
  return isTextKey(key)
    ? { id: code, tone, text: key, section }
    : { id: code, tone, text: 'status.warning-other', code, section };
}

const PROCESSES = ['till', 'devices', 'sync'] as const;

/** Worst first: what stops selling, then what does not. */
export function troublesOf(
  status: Pick<StatusView, 'warnings'> | null,
  { connection, processes }: Pick<AppData, 'connection' | 'processes'>,
): readonly Trouble[] {
  const troubles: Trouble[] = [];
  if (connection === 'lost') troubles.push({ id: 'lost', tone: 'danger', text: 'status.lost', section: null });
  for (const process of PROCESSES) {
    const state = processes[process];
    if (state === 'up') continue;
    const tone = process === 'till' || state === 'failed' ? 'danger' : 'warning';
    troubles.push({ id: process, tone, text: `status.${process}-${state}`, section: null });
  }
  troubles.push(...(status?.warnings ?? []).map(troubleOfWarning));
  return troubles.sort((a, b) => Number(b.tone === 'danger') - Number(a.tone === 'danger'));
}
