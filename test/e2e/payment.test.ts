import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listActiveTickets } from '../../db/tickets.ts';
import { type AtTill, atTill, euros, PATIENCE, t } from './support/at-till.ts';
import type { Counter } from './support/counter.ts';
import { HOSTS, SMALL } from './support/hosts.ts';
import { GOODS, openShop, type Shop } from './support/shop.ts';

const { clock, coffee, oven } = GOODS;
const TOTAL = clock.priceCents + coffee.priceCents;

for (const host of HOSTS) {
  describe.skipIf(!host.isHere)(`payment on the ${host.name}`, () => {
    let shop: Shop;
    let counter: Counter;
    let till: AtTill;
    let documents = 0;

    beforeAll(async () => {
      shop = await openShop();
      counter = await host.open({ dataFolder: shop.folder, args: [], ...SMALL });
      till = await atTill(counter.page);
      await till.isReady();
    });
    afterAll(async () => {
      await counter?.close();
      await shop?.end();
    });

    const press = (key: string): Promise<void> => till.press(key);
    const payments = () => shop.read(listActiveTickets)[0]?.payments ?? [];
    const isAtPayment = (): Promise<void> => counter.page.getByRole('heading', { name: t('payment.title') }).waitFor();

    async function ringUp(...codes: readonly string[]): Promise<void> {
      documents = shop.documents();
      for (const code of codes) await till.input.scan(code, 8);
      await expect.poll(() => till.lines.count(), PATIENCE).toBe(new Set(codes).size);
    }

    it('does not close in cash while somebody is asked whether the card went through', async () => {
      await ringUp(coffee.code);
      await press('F9');
      await isAtPayment();
      await press('F2');
      await till.says(t('payment.ask.card'));
      await press('F12');
      await till.says(t('error.terminal_pending'));
      expect(shop.documents()).toBe(documents);
      await press('Enter');
      await till.isPaid(0);
      expect(shop.lastSale().payments).toMatchObject([{ method: 'card' }]);
    });

    it('takes a part by card, confirmed by hand, and the rest in cash', async () => {
      await ringUp(clock.code, coffee.code);
      await till.totals(TOTAL);
      await press('F9');
      await isAtPayment();
      await till.input.type('10');
      await press('F2');
      await till.says(t('payment.ask.card'));
      expect(payments()).toEqual([]);
      await press('Enter');
      await till.says(t('payment.choose-rest'));
      await expect.poll(payments, PATIENCE).toMatchObject([{ method: 'card', tenderedCents: 1000 }]);
      // A second Enter that was none closes nothing.
      await press('Enter');
      expect(shop.documents()).toBe(documents);
      await press('F1');
      await till.input.type('10');
      await press('Enter');
      await till.isPaid(1000 - (TOTAL - 1000));
      expect(shop.documents()).toBe(documents + 1);
      expect(shop.lastSale().payments).toMatchObject([
        { method: 'card', appliedCents: 1000 },
        { method: 'cash', tenderedCents: 1000, appliedCents: TOTAL - 1000 },
      ]);
    });

    it('takes nothing when the card is not approved', async () => {
      await ringUp(coffee.code);
      await press('F9');
      await isAtPayment();
      await press('F2');
      await till.says(t('payment.ask.card'));
      await till.button('payment.no').click();
      expect(payments()).toEqual([]);
      expect(shop.documents()).toBe(documents);
      await press('F2');
      await press('Enter');
      await till.isPaid(0);
      expect(shop.documents()).toBe(documents + 1);
      expect(shop.lastSale().payments).toMatchObject([{ method: 'card', appliedCents: coffee.priceCents }]);
    });

    it('takes a wrong payment back', async () => {
      await ringUp(clock.code);
      await press('F9');
      await isAtPayment();
      await till.input.type('5');
      await press('F3');
      await press('Enter');
      await till.says(t('payment.choose-rest'));
      const what = `${t('sale.method.bizum')} ${euros(500)}`;
      await till.button('payment.take-off-spoken', { what }).click();
      await expect.poll(payments, PATIENCE).toEqual([]);
      await press('F1');
      await press('Enter');
      await till.isPaid(0);
      expect(shop.lastSale().payments).toMatchObject([{ method: 'cash', appliedCents: clock.priceCents }]);
    });

    it('sells once when Enter comes twice', async () => {
      await ringUp(coffee.code);
      await press('F9');
      await isAtPayment();
      await Promise.all([press('Enter'), press('Enter')]);
      await till.isPaid(0);
      await ringUp(clock.code);
      expect(documents).toBe(5);
      await press('F12');
      await expect.poll(() => shop.documents(), PATIENCE).toBe(6);
    });

    it('takes no cash from 1000 euros on, says why, and takes the card', async () => {
      await ringUp(oven.code, oven.code);
      await press('F12');
      await expect.poll(() => till.button('sale.exact').isDisabled(), PATIENCE).toBe(true);
      await press('F9');
      await isAtPayment();
      await till.says(t('payment.no-cash'));
      const methods = counter.page.getByRole('group', { name: t('payment.methods') });
      expect(await methods.getByRole('button', { name: t('sale.method.cash') }).count()).toBe(0);
      expect(shop.documents()).toBe(documents);
      await press('F2');
      await press('Enter');
      await till.isPaid(0);
      expect(shop.documents()).toBe(documents + 1);
      expect(shop.lastSale().payments).toMatchObject([{ method: 'card' }]);
    });
  });
}
