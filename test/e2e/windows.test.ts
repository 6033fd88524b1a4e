import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AtTill, atTill, PATIENCE, t } from './support/at-till.ts';
import type { Counter } from './support/counter.ts';
import { HOSTS, SMALL } from './support/hosts.ts';
import { GOODS, openShop, type Shop } from './support/shop.ts';

const { shampoo, coffee } = GOODS;

// Electron brings its one window to the front instead (test/electron).
for (const host of HOSTS.filter(({ name }) => name === 'browser host')) {
  describe.skipIf(!host.isHere)(`two windows on the ${host.name}`, () => {
    let shop: Shop;
    let counter: Counter;
    let first: AtTill;
    let second: AtTill;

    beforeAll(async () => {
      shop = await openShop();
      counter = await host.open({ dataFolder: shop.folder, args: [], ...SMALL });
      first = await atTill(counter.page);
      await first.isReady();
      const page = await counter.newWindow();
      if (page === null) throw new Error('this host opens no second window');
      second = await atTill(page);
    });
    afterAll(async () => {
      await counter?.close();
      await shop?.end();
    });

    it('the second says that the till is open elsewhere, and a scan there sells nothing', async () => {
      await first.input.scan(shampoo.code);
      await first.hasLines(shampoo.name);
      await second.says(t('session.elsewhere'));
      // A scan ends in Enter, which takes the till over: here it comes without.
      await second.input.keys([...coffee.code], 8);
      await first.totals(shampoo.priceCents);
      await first.hasLines(shampoo.name);
    });

    it('the second takes over with the ticket as it was, and the first is told', async () => {
      await second.button('session.take-till').click();
      await second.isReady();
      await second.hasLines(shampoo.name);
      await first.says(t('session.elsewhere'));
    });

    it('what the second sells is sold once, and the first finds it when it takes over again', async () => {
      await second.input.scan(coffee.code);
      await second.totals(shampoo.priceCents + coffee.priceCents);
      await first.button('session.take-till').click();
      await first.isReady();
      await first.totals(shampoo.priceCents + coffee.priceCents);
      await second.says(t('session.elsewhere'));
      await counter.page.keyboard.press('F12');
      await first.isPaid(0);
      await expect.poll(() => shop.documents(), PATIENCE).toBe(1);
      expect(shop.lastSale().totalCents).toBe(shampoo.priceCents + coffee.priceCents);
    });
  });
}
