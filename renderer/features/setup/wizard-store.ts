import { create } from 'zustand';
import type { Refusal, Result } from '../../../domain/result.ts';
import { localTimestamp, yearOf } from '../../../domain/time.ts';
import type { AppState } from '../../../electron/ipc/contract/setup.ts';
import { appNow, knowApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { nowMs } from '../../app/real-world.ts';
import { load } from '../../app/start-app.ts';
import { changeDraft, draftOf, EMPTY_DRAFT, type ShopDraft, shopOf } from './shop-draft.ts';
import {
  AT_START,
  backward,
  forward,
  goTo,
  isBeforeShop,
  type Progress,
  SHOP_MADE,
  type Step,
  stepToCorrect,
} from './wizard-steps.ts';

/** Outlives the screen: what was typed is still there when the window is taken over and back, or the till restarts. */
type Wizard = {
  readonly progress: Progress;
  readonly draft: ShopDraft;
  /** Chosen here before there is a till to keep it. */
  readonly language: AppState['language'] | null;
  readonly isBusy: boolean;
  readonly refusal: Refusal | null;
  /** The draft differs from what the till has. */
  readonly isDirty: boolean;
};

export const useWizard = create<Wizard>(() => ({
  progress: AT_START,
  draft: EMPTY_DRAFT,
  language: null,
  isBusy: false,
  refusal: null,
  isDirty: false,
}));
const now = useWizard.getState;
const know = useWizard.setState;

export function change(part: Partial<ShopDraft>): void {
  know(({ draft }) => ({ draft: changeDraft(draft, part), isDirty: true, refusal: null }));
}

const isMade = (): boolean => appNow().appState?.phase === 'setup';

/** A till that has its shop and no more: the wizard goes on after it, with what the till knows. */
export function resumeWizard(): void {
  const { settings } = appNow();
  if (!isMade() || settings === null) return;
  if (isBeforeShop(now().progress.reached)) {
    know({ progress: SHOP_MADE, draft: draftOf(settings.shop), isDirty: false, refusal: null });
  }
}

/** The till of an empty folder does not know it; one that starts again forgets it. */
export function keepLanguage(): void {
  const { language } = now();
  const { appState } = appNow();
  if (language !== null && appState !== null && appState.phase === 'empty' && appState.language !== language) {
    knowApp({ appState: { ...appState, language } });
  }
}

export function chooseLanguage(language: AppState['language']): void {
  know({ language });
  keepLanguage();
  if (isMade()) void client.ask('settings.write-language', { language });
}

export const goBackward = (): void => know(({ progress }) => ({ progress: backward(progress), refusal: null }));

export async function goForward(): Promise<void> {
  const { progress, draft, isBusy } = now();
  if (isBusy) return;
  await moveTo(forward(progress, draft));
}

export async function goToStep(step: Step): Promise<void> {
  if (!now().isBusy) await moveTo(goTo(now().progress, step));
}

/** The shop is made, or changed, before anything that needs it. */
async function moveTo(next: Progress): Promise<void> {
  const { progress, draft, isDirty } = now();
  const isLeavingShop = isBeforeShop(progress.step) && !isBeforeShop(next.step);
  if (!isLeavingShop || (isMade() && !isDirty)) {
    know({ progress: next, refusal: null });
    return;
  }
  const wrong = stepToCorrect('numbers', draft);
  if (wrong !== null) {
    know({ progress: { ...progress, step: wrong, isTried: true } });
    return;
  }
  know({ isBusy: true, refusal: null });
  const stored = isMade() ? await writeShop(draft) : await createShop(draft);
  if (stored.ok) know({ progress: next, isBusy: false, isDirty: false });
  else know({ isBusy: false, refusal: stored.refusal });
}

async function createShop(draft: ShopDraft): Promise<Result<unknown>> {
  const language = now().language ?? appNow().appState?.language ?? 'es';
  const { isReinstalled } = draft;
  const made = await client.ask('setup.create', { language, shop: shopOf(draft), isReinstalled });
  // An answer that was lost: asked again, the till says that it has a shop already.
  if (!made.ok && made.refusal.code === 'already_initialised') {
    await load();
    return isMade() ? writeShop(draft) : made;
  }
  if (made.ok) {
    knowApp({ appState: made.value });
    await load();
  }
  return made;
}

async function writeShop(draft: ShopDraft): Promise<Result<unknown>> {
  const written = await client.ask('settings.write-shop', shopOf(draft));
  if (written.ok) knowApp({ settings: written.value });
  return written;
}

/** The till sells from here on. */
export async function finish(): Promise<void> {
  if (now().isBusy) return;
  know({ isBusy: true, refusal: null });
  const done = await client.ask('setup.finish', {});
  know({ isBusy: false, refusal: done.ok ? null : done.refusal });
  if (!done.ok) return;
  knowApp({ appState: done.value });
  await load();
}

/** What Enter does: the next step, or at the last one the till. */
export const goOn = (): void => void (now().progress.step === 'summary' ? finish() : goForward());

export async function openSample(): Promise<void> {
  if (now().isBusy) return;
  know({ isBusy: true, refusal: null });
  const opened = await client.ask('host.open-sample', {});
  know({ isBusy: false, refusal: opened.ok ? null : opened.refusal });
  if (opened.ok) await load();
}

/** The year that the first number of this shop carries. */
export const yearOfShop = (timeZone: string): number => yearOf(localTimestamp(nowMs(), timeZone));
