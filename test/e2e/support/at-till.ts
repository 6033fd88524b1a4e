import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import type { RefusalParams } from '../../../domain/result.ts';
import { type TextKey, text } from '../../../domain/texts/index.ts';
import { type KeyInput, keyInput } from '../../renderer/scanner-input.ts';

/** Real processes on a busy machine: long before a person would give up. */
export const PATIENCE = { timeout: 15_000, interval: 50 };

export const t = (key: TextKey, params?: RefusalParams): string => text('es', key, params);
export const euros = (amount: number): string => displayEuros(cents(amount));

/** A page as a cashier reads it. Names are those of the catalogue of texts: wording can change. */
export type AtTill = {
  readonly page: Page;
  readonly input: KeyInput;
  /** A key pressed by a hand: later than the line feed that a scanner may send after its Enter. */
  press(key: string): Promise<void>;
  /** A button by the text that it begins with: its key is shown in it as well. */
  button(key: TextKey, params?: RefusalParams): Locator;
  readonly lines: Locator;
  readonly search: Locator;
  /** Whole screen, for what stands anywhere. */
  says(words: string): Promise<void>;
  hasLines(...names: readonly string[]): Promise<void>;
  totals(totalCents: number): Promise<void>;
  isPaid(changeCents: number): Promise<void>;
  /** The counter is open and listens. */
  isReady(): Promise<void>;
};

/** Longer than what renderer/keys/wedge.ts takes for the rest of a scan. */
const HAND_MS = 200;

const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

export async function atTill(page: Page): Promise<AtTill> {
  page.setDefaultTimeout(PATIENCE.timeout);
  const keyed = await keyInput(page);
  const input: KeyInput = { ...keyed, scan: keyed.burst };
  const lines = page.getByRole('list', { name: t('sale.lines') }).getByRole('listitem');
  const paid = page.getByRole('status', { name: t('sale.paid') });
  const shown = (): Promise<string> => page.locator('body').innerText();
  const search = page.getByRole('combobox', { name: t('products.search') });
  /** A failure that happens once in a hundred runs has to say what stood on the screen. */
  async function orShow(expectation: Promise<void>): Promise<void> {
    try {
      await expectation;
    } catch (error) {
      throw new Error(`on the screen:\n${await shown()}`, { cause: error });
    }
  }
  return {
    page,
    input,
    async press(key) {
      await page.waitForTimeout(HAND_MS);
      await page.keyboard.press(key);
    },
    lines,
    search,
    button: (key, params) =>
      page.getByRole('button', { name: new RegExp(`^${escaped(t(key, params))}(?:\\s|$)`) }).first(),
    says: (words) => expect.poll(shown, PATIENCE).toContain(words),
    async hasLines(...names) {
      await expect.poll(() => lines.count(), PATIENCE).toBe(names.length);
      for (const [index, name] of names.entries()) {
        await expect.poll(() => lines.nth(index).innerText(), PATIENCE).toContain(name);
      }
    },
    async totals(totalCents) {
      const total = page.getByRole('status', { name: t('sale.total'), exact: true });
      await orShow(expect.poll(() => total.innerText(), PATIENCE).toBe(euros(totalCents)));
    },
    async isPaid(changeCents) {
      await expect.poll(() => paid.innerText(), PATIENCE).toContain(euros(changeCents));
    },
    isReady: () => search.waitFor({ timeout: 30_000 }),
  };
}
