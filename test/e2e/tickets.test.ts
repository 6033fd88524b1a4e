import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOpenTickets } from '../../db/tickets.ts';
import { readTicket } from '../support/read-ticket.ts';
import { type AtTill, atTill, euros, PATIENCE, t } from './support/at-till.ts';
import type { Counter } from './support/counter.ts';
import { HOSTS, SMALL } from './support/hosts.ts';
import { GOODS, openShop, type Shop, type StoredSale } from './support/shop.ts';

const { clock, coffee, shampoo } = GOODS;

for (const host of HOSTS) {
  describe.skipIf(!host.isHere)(`tickets on the ${host.name}`, () => {
    let shop: Shop;
    let counter: Counter;
    let till: AtTill;

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
    const tabs = () => counter.page.getByRole('navigation', { name: t('strip.tickets') });

    it('parks a ticket as a tab, sells another, and comes back to it', async () => {
      await till.input.scan(clock.code, 8);
      await till.hasLines(clock.name);
      await press('F6');
      await till.says(t('sale.empty'));
      await till.input.scan(coffee.code, 8);
      await till.hasLines(coffee.name);
      expect(shop.read(listOpenTickets)).toHaveLength(2);
      await tabs()
        .getByRole('button', { name: new RegExp(euros(clock.priceCents)) })
        .click();
      await till.hasLines(clock.name);
      await tabs()
        .getByRole('button', { name: new RegExp(euros(coffee.priceCents)) })
        .click();
      await till.hasLines(coffee.name);
      await press('F12');
      await till.isPaid(0);
      expect(shop.lastSale().totalCents).toBe(coffee.priceCents);
      expect(shop.read(listOpenTickets)).toHaveLength(1);
    });

    it('parks under a name that the tab shows', async () => {
      await till.input.scan(shampoo.code, 8);
      await till.hasLines(shampoo.name);
      await till.button('products.more-tools').click();
      await till.button('more.park').click();
      await counter.page.getByRole('textbox', { name: t('more.park-label') }).fill('Doña Carmen');
      await press('Enter');
      await tabs()
        .getByRole('button', { name: /Doña Carmen/ })
        .click();
      await till.hasLines(shampoo.name);
      await press('F12');
      await till.isPaid(0);
      expect(shop.documents()).toBe(2);
    });

    describe('issued ones', () => {
      let sold: StoredSale;
      const found = () =>
        counter.page
          .getByRole('list', { name: t('tickets.list') })
          .or(counter.page.getByRole('listbox', { name: t('tickets.list') }));

      async function look(words: string): Promise<void> {
        const box = counter.page.getByLabel(t('tickets.search'));
        await box.fill('');
        await box.fill(words);
      }
      it('are listed', async () => {
        await till.input.scan(clock.code, 8);
        await till.input.scan(coffee.code, 8);
        await expect.poll(() => till.lines.count(), PATIENCE).toBe(2);
        await press('F12');
        await till.isPaid(0);
        sold = shop.lastSale();
        await press('F8');
        await counter.page.getByRole('heading', { name: t('tickets.title') }).waitFor();
      });

      it.each(['number', 'amount', 'product'] as const)('are found by %s', async (by) => {
        const { number, totalCents } = sold;
        const words = { number, amount: euros(totalCents).replace(/\s?€/, ''), product: clock.name }[by];
        await look('zzzz');
        await till.says(t('tickets.nothing'));
        await look(words);
        await expect.poll(() => found().innerText(), PATIENCE).toContain(number);
        await till.says(t('tickets.found-one'));
      });

      it('are shown as the paper that was printed', async () => {
        await found().getByText(sold.number).click();
        await counter.page.getByRole('heading', { name: t('tickets.paper-of', { number: sold.number }) }).waitFor();
        await till.says(clock.name);
        await till.says(coffee.name);
      });

      it('are printed again as DUPLICADO, and no document is made', async () => {
        const documents = shop.documents();
        await till.button('tickets.copy').click();
        await till.says(t('tickets.copy-sent'));
        const copies = (): number =>
          shop.printer.tickets.filter((paper) => {
            const { text } = readTicket(paper);
            return text.includes('DUPLICADO') && text.includes(sold.number);
          }).length;
        await expect.poll(copies, PATIENCE).toBe(1);
        const originals = shop.printer.tickets.filter((paper) => !readTicket(paper).text.includes('DUPLICADO'));
        expect(originals).toHaveLength(documents);
        expect(shop.documents()).toBe(documents);
      });
    });
  });
}
