import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUES, isTextKey } from '../../domain/texts/index.ts';
import { choicesOf } from '../../renderer/features/status/job-choices.ts';
import { troublesOf } from '../../renderer/features/status/troubles.ts';

const WELL = { connection: 'connected', processes: { till: 'up', devices: 'up', sync: 'up' } } as const;
const warned = (...warnings: string[]) => troublesOf({ warnings }, WELL);

describe('what to look at', () => {
  it('is nothing when all is well or nothing is known yet', () => {
    expect(warned()).toEqual([]);
    expect(troublesOf(null, WELL)).toEqual([]);
  });

  it('puts first what stops selling, and leads to where it is put right', () => {
    const troubles = warned('disk_nearly_full', 'printing_settings_unreadable', 'installation_moved');
    expect(troubles.map(({ id, section }) => [id, section])).toEqual([
      ['installation_moved', 'data'],
      ['disk_nearly_full', null],
      ['printing_settings_unreadable', 'printers'],
    ]);
  });

  it('shows the code of a warning from another version', () => {
    expect(warned('from_the_future')).toMatchObject([{ text: 'status.warning-other', code: 'from_the_future' }]);
  });

  it('names the process that is down', () => {
    const processes = { till: 'failed', devices: 'down', sync: 'failed' } as const;
    const texts = troublesOf(null, { connection: 'lost', processes }).map(({ text }) => text);
    expect(texts).toEqual(['status.lost', 'status.till-failed', 'status.sync-failed', 'status.devices-down']);
    expect(texts.every(isTextKey)).toBe(true);
  });

  it('has words for every warning that the till gives', () => {
    const source = ['electron/till/commands/status.ts', 'electron/till/status.ts', 'electron/till/installation.ts']
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const pushed = [...source.matchAll(/warnings\.push\('(\w+)'\)|code: '(\w+)' \}/g)];
    const codes = new Set(pushed.map(([, warning, loss]) => warning ?? loss));
    expect(codes).toContain('installation_moved');
    expect(codes).toContain('high_water_missing');
    for (const code of codes) expect(Object.keys(CATALOGUES.es)).toContain(`warning.${code}`);
  });
});

describe('what can be decided about a paper', () => {
  const choices = (state: Parameters<typeof choicesOf>[0]['state'], kind: 'receipt' | 'drawer' = 'receipt') =>
    choicesOf({ state, kind, number: kind === 'receipt' ? '01T01S-26-000012' : null }).map(({ action }) => action);

  it('never prints again what may have come out: only a copy that says so', () => {
    expect(choices('unknown')).toEqual(['discard', 'copy']);
    expect(choices('unknown', 'drawer')).toEqual(['discard']);
    expect(choices('sending')).toEqual([]);
  });

  it('prints what has not come out', () => {
    expect(choices('failed')).toEqual(['print', 'discard']);
    expect(choices('held')).toEqual(['print', 'discard']);
    expect(choices('queued')).toEqual(['discard']);
  });
});
