import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, type ShopDraft } from '../../../renderer/features/setup/shop-draft.ts';
import {
  AT_START,
  backward,
  canGoTo,
  forward,
  goTo,
  isBeforeShop,
  type Progress,
  problemsIn,
  SHOP_MADE,
  STEPS,
  stepToCorrect,
} from '../../../renderer/features/setup/wizard-steps.ts';

const WHOLE: ShopDraft = {
  ...EMPTY_DRAFT,
  name: 'La Plaza, S.L.',
  taxId: 'B12345674',
  address: 'Calle Mayor 12',
  postalCode: '46001',
  city: 'València',
  province: 'València',
  shopName: 'La Plaza',
  activity: 'retail',
};

const walk = (from: Progress, steps: number): Progress =>
  Array.from({ length: steps }).reduce<Progress>((progress) => forward(progress, WHOLE), from);

describe('the wizard', () => {
  it('leads through every step to the summary and stays there', () => {
    const way = STEPS.map((_, index) => walk(AT_START, index).step);
    expect(way).toEqual([...STEPS]);
    expect(walk(AT_START, 20).step).toBe('summary');
  });

  it('stays where something is missing, and says so only then', () => {
    const issuer = forward(AT_START, EMPTY_DRAFT);
    expect(issuer).toEqual({ step: 'issuer', reached: 'issuer', isTried: false });
    expect(forward(issuer, EMPTY_DRAFT)).toEqual({ step: 'issuer', reached: 'issuer', isTried: true });
    expect(problemsIn('issuer', EMPTY_DRAFT)).toEqual(['name', 'taxId', 'address', 'postalCode', 'city', 'province']);
  });

  it('goes back without forgetting how far it was', () => {
    const printer = walk(AT_START, 5);
    expect(printer.step).toBe('printer');
    const back = backward(backward(printer));
    expect(back).toMatchObject({ step: 'numbers', reached: 'printer' });
    expect(goTo(back, 'printer').step).toBe('printer');
    expect(goTo(back, 'summary').step).toBe('numbers');
    expect(canGoTo(back, 'staff')).toBe(false);
    expect(backward(AT_START).step).toBe('start');
  });

  it('finds the first step to correct', () => {
    expect(stepToCorrect('numbers', WHOLE)).toBeNull();
    expect(stepToCorrect('numbers', { ...WHOLE, shopCode: '', name: '' })).toBe('issuer');
    expect(stepToCorrect('issuer', { ...WHOLE, shopCode: '' })).toBeNull();
  });

  it('goes on at the catalogue when the shop is there', () => {
    expect(SHOP_MADE.step).toBe('catalog');
    expect(STEPS.filter(isBeforeShop)).toEqual(['start', 'issuer', 'shop', 'numbers']);
  });
});
