import { type DraftField, problemOf, type ShopDraft } from './shop-draft.ts';

/** The way through the wizard. The shop is made when `numbers` is left; what comes after is written to it at once. */
export const STEPS = ['start', 'issuer', 'shop', 'numbers', 'catalog', 'printer', 'staff', 'summary'] as const;
export type Step = (typeof STEPS)[number];

export type Progress = {
  readonly step: Step;
  /** The furthest one that was open: everything up to it can be gone to. */
  readonly reached: Step;
  /** Somebody wanted to go on: what is missing is said from now on. */
  readonly isTried: boolean;
};

export const AT_START: Progress = { step: 'start', reached: 'start', isTried: false };
/** The shop is there: the till started again in the middle. */
export const SHOP_MADE: Progress = { step: 'catalog', reached: 'catalog', isTried: false };

const position = (step: Step): number => STEPS.indexOf(step);

/** The steps before this one are about the shop itself. */
export const isBeforeShop = (step: Step): boolean => position(step) <= position('numbers');

const FIELDS: Readonly<Record<Step, readonly DraftField[]>> = {
  start: [],
  issuer: ['name', 'taxId', 'address', 'postalCode', 'city', 'province'],
  shop: ['shopName', 'activity', 'taxArea'],
  numbers: ['shopCode', 'tillCode'],
  catalog: [],
  printer: [],
  staff: [],
  summary: [],
};

/** Fields that keep one from going on from this step. */
export const problemsIn = (step: Step, draft: ShopDraft): DraftField[] =>
  FIELDS[step].filter((field) => problemOf(draft, field) !== null);

/** The first step up to `step` with something to correct; null: none. */
export const stepToCorrect = (step: Step, draft: ShopDraft): Step | null =>
  STEPS.slice(0, position(step) + 1).find((one) => problemsIn(one, draft).length > 0) ?? null;

/** Where "forward" leads: the next step, or the same one with what is missing said. */
export function forward(progress: Progress, draft: ShopDraft): Progress {
  const { step, reached } = progress;
  if (problemsIn(step, draft).length > 0) return { ...progress, isTried: true };
  const next = STEPS[position(step) + 1] ?? step;
  return { step: next, reached: position(next) > position(reached) ? next : reached, isTried: false };
}

export function backward(progress: Progress): Progress {
  return { ...progress, step: STEPS[Math.max(0, position(progress.step) - 1)] ?? 'start', isTried: false };
}

export const canGoTo = ({ reached }: Progress, step: Step): boolean => position(step) <= position(reached);

export const goTo = (progress: Progress, step: Step): Progress =>
  canGoTo(progress, step) ? { ...progress, step, isTried: false } : progress;
