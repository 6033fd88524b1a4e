import { create } from 'zustand';
import type { Refusal, Result } from '../../../domain/result.ts';
import type { SettingsView } from '../../../electron/ipc/contract/settings.ts';
import { appNow, knowApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';

/** The parts of the settings that are written as a whole. */
export type Slice = 'shop' | 'printing' | 'preferences' | 'limits';

export type SaveState =
  | { readonly state: 'idle' | 'saving' }
  /** `undo` null: what was done cannot be taken back. */
  | { readonly state: 'saved'; readonly undo: (() => Promise<boolean>) | null }
  | { readonly state: 'refused'; readonly refusal: Refusal };

const IDLE: SaveState = { state: 'idle' };
export const useSaveState = create<{ readonly save: SaveState }>(() => ({ save: IDLE }));
const show = (save: SaveState): void => useSaveState.setState({ save });
export const forgetSave = (): void => show(IDLE);

type Writers = { readonly [S in Slice]: (value: SettingsView[S]) => Promise<Result<SettingsView>> };
const WRITERS: Writers = {
  shop: (shop) => client.ask('settings.write-shop', shop),
  printing: (printing) => client.ask('settings.write-printing', printing),
  preferences: (preferences) => client.ask('settings.write-preferences', preferences),
  limits: (limits) => client.ask('settings.write-limits', { limits }),
};

/** One after the other: each change begins from what the one before left. */
let queue: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  const done = queue.then(work, work);
  queue = done;
  return done;
}

/** True: it is stored. False: refused, and the screen says why (SaveNote). */
export function saveSettings<S extends Slice>(
  slice: S,
  change: (now: SettingsView[S]) => SettingsView[S],
  canUndo = true,
): Promise<boolean> {
  return inTurn(async () => {
    const { settings } = appNow();
    if (settings === null) return false;
    const before = settings[slice];
    const after = change(before);
    if (after === before) return true;
    const undo = canUndo ? () => saveSettings(slice, () => before, false) : null;
    return settle(() => WRITERS[slice](after), undo);
  });
}

/** A command that changes the settings and is no slice: staff. It cannot be undone. */
export const saveBy = (ask: () => Promise<Result<SettingsView>>): Promise<boolean> => inTurn(() => settle(ask, null));

async function settle(
  ask: () => Promise<Result<SettingsView>>,
  undo: (() => Promise<boolean>) | null,
): Promise<boolean> {
  show({ state: 'saving' });
  const answer = await ask();
  if (answer.ok) knowApp({ settings: answer.value });
  show(answer.ok ? { state: 'saved', undo } : { state: 'refused', refusal: answer.refusal });
  return answer.ok;
}
