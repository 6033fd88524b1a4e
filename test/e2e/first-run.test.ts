import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { countDocuments, lastHeader } from '../../db/documents.ts';
import { openReader } from '../../db/open.ts';
import { removeFolders, SHOP_FILE, temporaryFolder } from '../support/till.ts';
import { type AtTill, atTill, PATIENCE, t } from './support/at-till.ts';
import type { Counter } from './support/counter.ts';
import { HOSTS, SMALL } from './support/hosts.ts';

const { issuer } = SHOP_FILE;

for (const host of HOSTS) {
  describe.skipIf(!host.isHere)(`the first run on the ${host.name}`, () => {
    let counter: Counter | null = null;
    let till: AtTill;
    let folder = '';

    async function openEmpty(): Promise<Counter> {
      folder = join(temporaryFolder('e2e'), 'datos');
      counter = await host.open({ dataFolder: folder, args: [], ...SMALL });
      till = await atTill(counter.page);
      await till.says(t('setup.title.start'));
      return counter;
    }
    afterEach(async () => {
      await counter?.close();
      counter = null;
      removeFolders();
    });

    it('makes a shop step by step and sells in it', async () => {
      const { page } = await openEmpty();
      const fill = (label: Parameters<typeof t>[0], value: string): Promise<void> =>
        page.getByLabel(t(label)).first().fill(value);
      await till.button('setup.own-shop-do').click();
      await fill('setup.field.name', issuer.name);
      await fill('setup.field.taxId', issuer.taxId);
      await fill('setup.field.address', issuer.address);
      await fill('setup.field.postalCode', issuer.postalCode);
      await fill('setup.field.city', issuer.city);
      await till.button('setup.next').click();
      await till.says(t('setup.title.shop'));
      await fill('setup.field.shopName', 'La Plaza');
      await page.getByText(/^Tienda, bar/).click();
      await till.button('setup.next').click();
      await till.says(t('setup.title.numbers'));
      await till.says('01');
      await till.button('setup.create').click();
      await till.says(t('setup.title.catalog'));
      await till.button('setup.skip-import').or(till.button('setup.next')).first().click();
      await till.says(t('setup.title.printer'));
      await till.button('setup.next').click();
      await till.says(t('setup.title.staff'));
      await page.getByLabel(t('staff.name')).first().fill('Carmen');
      await till.button('staff.add-without-pin').click();
      await till.says('Carmen');
      await till.button('setup.next').click();
      await till.says(t('setup.title.summary'));
      await till.button('setup.finish').click();
      await till.isReady();

      // The catalogue is empty: the first code is created at the counter.
      await till.input.scan('8400000000017', 8);
      await till.button('products.create').click();
      await page.getByLabel(t('product.name')).fill('Pan de pueblo');
      await page.getByLabel(t('product.price')).fill('1,95');
      await page.getByText(/^4\s%/).click();
      await till.button('product.create').click();
      await till.totals(195);
      await page.keyboard.press('F12');
      await till.isPaid(0);
      const db = openReader(folder);
      try {
        expect(countDocuments(db)).toBe(1);
        expect(lastHeader(db)).toMatchObject({ totalCents: 195, cashierName: 'Carmen' });
      } finally {
        db.close();
      }
    });

    it('opens the sample shop with one touch, and comes back from it', async () => {
      const { page } = await openEmpty();
      await till.button('setup.sample-do').click();
      await till.isReady();
      await till.says(t('strip.test'));
      await till.button('products.more-tools').click();
      await till.button('more.settings').click();
      await till.button('settings.section.data').click();
      await till.button('data.leave-sample').click();
      await expect.poll(() => page.locator('body').innerText(), PATIENCE).toContain(t('setup.title.start'));
    });
  });
}
