import type { Page } from 'playwright';
import { type TextKey, text } from '../../domain/texts/index.ts';
import type { KeyInput } from '../renderer/scanner-input.ts';

export type Stage = { readonly page: Page; readonly input: KeyInput };
/** Each begins where the one before ended. */
export type Scene = { readonly name: string; act(stage: Stage): Promise<void> };

const t = (key: TextKey): string => text('es', key);
const button = (page: Page, key: TextKey) => page.getByRole('button', { name: t(key) });

/** Codes of the sample catalogue. */
const OIL = '8400000042413';

async function scan({ page, input }: Stage, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await input.scan(code);
    await page.waitForTimeout(250);
  }
}

const tile = (page: Page, position: number) => page.locator('.tiles button').nth(position);

const SETTINGS = [
  'receipts',
  'printers',
  'staff',
  'catalog',
  'departments',
  'scale',
  'limits',
  'screen',
  'central',
  'data',
  'about',
] as const;

export const SCENES: readonly Scene[] = [
  { name: 'empty', act: async () => undefined },
  {
    name: 'sale',
    async act(stage) {
      await scan(stage, [OIL, OIL]);
      for (const position of [0, 4, 7]) {
        await tile(stage.page, position).click();
        await stage.page.waitForTimeout(200);
      }
    },
  },
  {
    name: 'weight',
    async act({ page, input }) {
      await tile(page, 2).click();
      await page.waitForTimeout(200);
      await input.type('0,642');
    },
  },
  {
    name: 'line',
    async act({ page, input }) {
      await input.keys(['Enter'], 0);
      await page.waitForTimeout(300);
      await page.locator('[data-line] button').nth(1).click();
    },
  },
  {
    name: 'discount',
    async act({ page, input }) {
      await page.keyboard.press('F3');
      await page.waitForTimeout(200);
      await input.type('10');
    },
  },
  {
    name: 'keypad',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.keyboard.press('F7');
    },
  },
  {
    name: 'search',
    async act({ page, input }) {
      await page.keyboard.press('Escape');
      await page.waitForTimeout(150);
      await input.type('leche');
    },
  },
  {
    name: 'unknown-code',
    async act({ page, input }) {
      await page.keyboard.press('Escape');
      await input.scan('8499999999994');
    },
  },
  {
    name: 'new-product',
    async act({ page }) {
      await button(page, 'products.create').first().click();
    },
  },
  {
    name: 'parked',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.keyboard.press('F6');
    },
  },
  {
    name: 'more',
    async act(stage) {
      await scan(stage, [OIL]);
      await button(stage.page, 'products.more-tools').click();
    },
  },
  {
    name: 'customers',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F4');
    },
  },
  {
    name: 'payment',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F9');
    },
  },
  {
    name: 'payment-card',
    async act({ page }) {
      await page.keyboard.press('F2');
    },
  },
  {
    name: 'payment-cash',
    async act({ page, input }) {
      await page.keyboard.press('F1');
      await page.waitForTimeout(150);
      await input.type('50');
    },
  },
  {
    name: 'paid',
    async act({ page, input }) {
      await input.keys(['Enter'], 0);
      await page.waitForSelector('.paid');
    },
  },
  {
    name: 'tickets',
    async act({ page }) {
      await page.keyboard.press('F8');
    },
  },
  {
    name: 'paper',
    async act({ page }) {
      await page.getByRole('button', { name: /01T01S-26-000001/ }).click();
      await page.locator('.paper').waitFor();
    },
  },
  {
    name: 'day',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await button(page, 'products.more-tools').click();
      await button(page, 'more.day').click();
    },
  },
  { name: 'day-x', act: ({ page }) => button(page, 'caja.x').click() },
  {
    name: 'day-out',
    async act({ page, input }) {
      await page.keyboard.press('Escape');
      await button(page, 'caja.out').click();
      await input.type('12,5');
      await button(page, 'caja.why.supplier').click();
    },
  },
  {
    name: 'day-count',
    async act({ page, input }) {
      await page.keyboard.press('Escape');
      await button(page, 'caja.close').click();
      await page.getByRole('button', { name: /^20 €/ }).click();
      await input.type('2');
    },
  },
  { name: 'day-left', act: ({ page }) => button(page, 'caja.count-next').click() },
  { name: 'day-closed', act: ({ page }) => button(page, 'caja.close-do').click() },
  { name: 'day-sync', act: ({ page }) => button(page, 'caja.sync').click() },
  {
    name: 'day-history',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await button(page, 'caja.history').click();
    },
  },
  {
    name: 'status',
    async act({ page }) {
      for (let step = 0; step < 4; step += 1) await page.keyboard.press('Escape');
      await button(page, 'products.more-tools').click();
      await button(page, 'more.status').click();
    },
  },
  {
    name: 'settings',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await button(page, 'more.settings').click();
    },
  },
  ...SETTINGS.map(
    (section): Scene => ({
      name: `settings-${section}`,
      act: ({ page }) => page.getByRole('button', { name: t(`settings.section.${section}`), exact: true }).click(),
    }),
  ),
];

const fill = (page: Page, key: TextKey, value: string): Promise<void> => page.getByLabel(t(key)).first().fill(value);

/** The first run, on an empty folder. */
export const WIZARD_SCENES: readonly Scene[] = [
  {
    name: 'wizard-start',
    async act({ page }) {
      await page.getByText(t('setup.title.start')).first().waitFor();
    },
  },
  {
    name: 'wizard-issuer',
    async act({ page }) {
      await button(page, 'setup.own-shop-do').click();
      await fill(page, 'setup.field.name', 'Ultramarinos La Plaza, S.L.');
      await fill(page, 'setup.field.taxId', 'B12345675');
      await fill(page, 'setup.field.address', 'Calle Mayor 12');
      await fill(page, 'setup.field.postalCode', '46001');
    },
  },
  {
    name: 'wizard-shop',
    async act({ page }) {
      await fill(page, 'setup.field.taxId', 'B12345674');
      await fill(page, 'setup.field.city', 'València');
      await button(page, 'setup.next').click();
      await fill(page, 'setup.field.shopName', 'La Plaza');
      await page.getByText(/^Tienda, bar/).click();
    },
  },
  { name: 'wizard-numbers', act: ({ page }) => button(page, 'setup.next').click() },
  { name: 'wizard-catalog', act: ({ page }) => button(page, 'setup.create').click() },
  {
    name: 'wizard-catalog-preview',
    async act({ page }) {
      await page.locator('input[type=file]').setInputFiles('samples/catalogo-supermercado.csv');
      await page.waitForTimeout(2500);
    },
  },
  {
    name: 'wizard-printer',
    async act({ page }) {
      await button(page, 'setup.skip-import').or(button(page, 'setup.next')).first().click();
      await page.getByText(t('setup.title.printer')).first().waitFor();
    },
  },
  {
    name: 'wizard-staff',
    async act({ page }) {
      await button(page, 'setup.next').click();
      await fill(page, 'staff.name', 'Carmen');
      await button(page, 'staff.add-without-pin').click();
    },
  },
  { name: 'wizard-summary', act: ({ page }) => button(page, 'setup.next').click() },
];
