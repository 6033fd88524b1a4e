import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextKey } from '../../domain/texts/index.ts';
import { SECTIONS } from '../../renderer/features/settings/open-settings.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';
import { type AtTill, atTill, t } from './support/at-till.ts';
import { axeProblems, smallTargets } from './support/checks.ts';
import type { Counter } from './support/counter.ts';
import { HOSTS, SMALL } from './support/hosts.ts';
import { GOODS, openShop, type Shop } from './support/shop.ts';

/** Names, roles and order are the same in both; only colours have to be looked at twice. */
const SCHEMES = [
  ['light', 'all'],
  ['dark', 'colours'],
] as const;

/** Everything wrong with what is in view, in both colour schemes. */
async function problemsOf(page: Page): Promise<string[]> {
  const problems = await smallTargets(page);
  for (const [colorScheme, how] of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    problems.push(...(await axeProblems(page, how)).map((problem) => `${colorScheme} ${problem}`));
  }
  return problems;
}

for (const host of HOSTS) {
  describe.skipIf(!host.isHere)(`screens that everybody can use on the ${host.name}`, () => {
    describe('of a shop', () => {
      let shop: Shop;
      let counter: Counter;
      let till: AtTill;
      let page: Page;

      beforeAll(async () => {
        shop = await openShop();
        counter = await host.open({ dataFolder: shop.folder, args: [], ...SMALL });
        ({ page } = counter);
        till = await atTill(page);
        await till.isReady();
      });
      afterAll(async () => {
        await counter?.close();
        await shop?.end();
      });

      async function home(): Promise<void> {
        for (let step = 0; step < 4 && !(await till.search.isVisible()); step += 1) {
          await page.keyboard.press('Escape');
          await page.waitForTimeout(100);
        }
        await till.search.waitFor();
      }
      const press = (key: string): Promise<void> => till.press(key);
      const heading = (key: TextKey): Promise<void> =>
        page
          .getByRole('heading', { name: t(key) })
          .first()
          .waitFor();
      async function more(key: TextKey): Promise<void> {
        await till.button('products.more-tools').click();
        await till.button(key).click();
      }

      const screens: readonly (readonly [string, () => Promise<void>])[] = [
        ['nothing sold yet', home],
        [
          'lines',
          async () => {
            await till.input.scan(GOODS.coffee.code, 8);
            await till.hasLines(GOODS.coffee.name);
          },
        ],
        ['keypad', () => press('F7').then(() => heading('keypad.title'))],
        ['discount', () => press('F3').then(() => till.button('keypad.set-discount').waitFor())],
        ['payment', () => press('F9').then(() => heading('payment.title'))],
        ['more', () => till.button('products.more-tools').click()],
        ['customers', () => press('F4')],
        ['status', () => more('more.status')],
        ['new product', () => more('more.new-product').then(() => heading('product.title'))],
        ['paid', () => press('F12').then(() => till.isPaid(0))],
        ['tickets', () => press('F8').then(() => heading('tickets.title'))],
        [
          'paper',
          async () => {
            await press('F8');
            await page.getByRole('list', { name: t('tickets.list') }).waitFor();
            await press('Enter');
            await till.button('tickets.copy').waitFor();
          },
        ],
      ];
      it.each(screens)('%s', async (_name, open) => {
        await home();
        await open();
        expect(await problemsOf(page)).toEqual([]);
      });

      it.each(SECTIONS)('settings: %s', async (section) => {
        await home();
        await more('more.settings');
        await till.button(`settings.section.${section}`).click();
        await page
          .getByRole('heading', { name: t(`settings.section.${section}`), exact: true })
          .first()
          .waitFor();
        expect(await problemsOf(page)).toEqual([]);
      });

      it('sign-in', async () => {
        await home();
        await more('more.sign-out');
        await till.says(t('session.who'));
        expect(await problemsOf(page)).toEqual([]);
      });

      it('finds what is wrong: a button that is low and says nothing', async () => {
        await page.evaluate(`document.querySelector('main').append(Object.assign(document.createElement('button'),
          { style: 'height: 20px; width: 20px' }))`);
        const problems = (await problemsOf(page)).join('\n');
        expect(problems).toContain('button-name');
        expect(problems).toContain('20 < 48');
      });
    });

    it('of an empty folder: the first step of the wizard', async () => {
      const dataFolder = join(temporaryFolder('e2e'), 'datos');
      const counter = await host.open({ dataFolder, args: [], ...SMALL });
      try {
        const till = await atTill(counter.page);
        await till.says(t('setup.title.start'));
        expect(await problemsOf(counter.page)).toEqual([]);
        await till.button('setup.own-shop-do').click();
        await till.says(t('setup.title.issuer'));
        expect(await problemsOf(counter.page)).toEqual([]);
      } finally {
        await counter.close();
        removeFolders();
      }
    });
  });
}
