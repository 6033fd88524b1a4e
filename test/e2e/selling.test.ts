import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTicket } from '../support/read-ticket.ts';
import { type AtTill, atTill, euros, PATIENCE, t } from './support/at-till.ts';
import type { Counter } from './support/counter.ts';
import { HOSTS, SMALL } from './support/hosts.ts';
import { GOODS, openShop, type Shop, UNKNOWN_CODE } from './support/shop.ts';

const { shampoo, coffee, bananas, clock } = GOODS;
/** As fast as a scanner types. */
const SCAN_MS = 8;

for (const host of HOSTS) {
  describe.skipIf(!host.isHere)(`selling on the ${host.name}`, () => {
    let shop: Shop;
    let counter: Counter;
    let till: AtTill;

    beforeAll(async () => {
      shop = await openShop();
      counter = await host.open({ dataFolder: shop.folder, args: [], hasTouch: true, ...SMALL });
      till = await atTill(counter.page);
      await till.isReady();
    });
    afterAll(async () => {
      await counter?.close();
      await shop?.end();
    });

    const scan = (code: string): Promise<void> => till.input.scan(code, SCAN_MS);
    const press = (key: string): Promise<void> => till.press(key);

    describe('with the scanner alone', () => {
      it('adds what is scanned, at the speed of a scanner', async () => {
        await scan(shampoo.code);
        await scan(coffee.code);
        await scan(shampoo.code);
        await till.totals(2 * shampoo.priceCents + coffee.priceCents);
        await expect.poll(() => till.search.inputValue()).toBe('');
      });

      it('takes a code with letters', async () => {
        await scan(clock.code);
        await till.says(clock.name);
        await till.totals(2 * shampoo.priceCents + coffee.priceCents + clock.priceCents);
      });

      it('adds nothing for a code that nobody has, says the code, and offers two ways out', async () => {
        const before = await till.lines.count();
        await scan(UNKNOWN_CODE);
        await till.says(t('products.unknown', { code: UNKNOWN_CODE }));
        await till.button('products.look-up').waitFor();
        await till.button('products.create').waitFor();
        expect(await till.lines.count()).toBe(before);
        await till.totals(2 * shampoo.priceCents + coffee.priceCents + clock.priceCents);
        await press('Escape');
      });

      it('leaves nothing in the search field when somebody had begun to search', async () => {
        await till.input.type('cafe');
        await expect.poll(() => till.search.inputValue(), PATIENCE).toBe('cafe');
        await scan(shampoo.code);
        await till.totals(3 * shampoo.priceCents + coffee.priceCents + clock.priceCents);
        expect(await till.search.inputValue()).toBe('');
      });

      it('adds three after 3*', async () => {
        await counter.page.keyboard.type('3*', { delay: 150 });
        await scan(coffee.code);
        await till.totals(3 * shampoo.priceCents + 4 * coffee.priceCents + clock.priceCents);
        expect(await till.search.inputValue()).toBe('');
      });

      it('is paid in cash with one key: change, document, paper', async () => {
        const totalCents = 3 * shampoo.priceCents + 4 * coffee.priceCents + clock.priceCents;
        const paper = shop.printer.nextTicket();
        await press('F12');
        await till.isPaid(0);
        expect(shop.documents()).toBe(1);
        const sold = shop.lastSale();
        expect(sold.totalCents).toBe(totalCents);
        expect(sold.payments).toMatchObject([{ method: 'cash', appliedCents: totalCents }]);
        const { text } = readTicket(await paper);
        expect(text).toContain(sold.number);
        expect(text).toContain(euros(totalCents).replace(/\s?€/, ''));
      });

      it('begins the next ticket with the next scan', async () => {
        await scan(coffee.code);
        await till.hasLines(coffee.name);
        await till.totals(coffee.priceCents);
        await press('F12');
        await till.isPaid(0);
        expect(shop.documents()).toBe(2);
      });
    });

    describe('with the keyboard alone', () => {
      it('finds by name, chooses with the arrows, adds with Enter', async () => {
        await till.input.type('champu de pi');
        await counter.page.getByRole('option', { name: shampoo.name }).waitFor();
        await press('ArrowDown');
        await press('ArrowUp');
        await press('Enter');
        await till.hasLines(shampoo.name);
        await till.totals(shampoo.priceCents);
      });

      it('changes the quantity', async () => {
        await press('F2');
        await till.input.type('4');
        await press('Enter');
        await till.totals(4 * shampoo.priceCents);
      });

      it('gives a discount by keys alone, and not without a reason', async () => {
        await press('ArrowDown');
        await press('F3');
        await till.button('keypad.set-discount').waitFor();
        await till.input.type('50');
        await till.says(t('keypad.reason-needed'));
        await press('Enter');
        expect(await till.button('keypad.set-discount').isDisabled()).toBe(true);
        await press('ArrowDown');
        const reasons = counter.page.getByRole('list', { name: t('keypad.reasons') }).getByRole('button');
        await expect.poll(() => reasons.first().getAttribute('aria-pressed'), PATIENCE).toBe('true');
        await press('Enter');
        await till.totals(2 * shampoo.priceCents);
      });

      it('removes a line and puts it back', async () => {
        await scan(coffee.code);
        await till.totals(2 * shampoo.priceCents + coffee.priceCents);
        await press('ArrowDown');
        await press('Delete');
        await till.says(t('sale.removed'));
        await till.button('sale.put-back').focus();
        // Longer after the scan than its own line feed could come: this Enter is a person's.
        await counter.page.waitForTimeout(250);
        await press('Enter');
        await expect.poll(() => till.lines.count(), PATIENCE).toBe(2);
        await till.totals(2 * shampoo.priceCents + coffee.priceCents);
      });

      it('is paid with F9 and Enter', async () => {
        const before = shop.documents();
        await press('F9');
        await counter.page.getByRole('heading', { name: t('payment.title') }).waitFor();
        await till.input.type('20');
        await press('Enter');
        await till.isPaid(2000 - 2 * shampoo.priceCents - coffee.priceCents);
        expect(shop.documents()).toBe(before + 1);
        expect(shop.lastSale().lines[0]?.lineDiscountCents).toBe(2 * shampoo.priceCents);
      });
    });

    describe('by touch alone', () => {
      const touch = (target: ReturnType<AtTill['button']>): Promise<void> =>
        host.name === 'browser host' ? target.tap() : target.click();

      it('asks the weight of what is sold by weight', async () => {
        await touch(counter.page.getByRole('button', { name: new RegExp(bananas.name) }).first());
        await till.says(t('weight.title', { name: bananas.name }));
        for (const digit of ['1', ',', '5']) {
          await touch(counter.page.getByRole('button', { name: digit, exact: true }));
        }
        await touch(till.button('weight.add'));
        await till.hasLines(bananas.name);
      });

      it('changes a price', async () => {
        await touch(till.lines.first().getByRole('button'));
        await touch(till.button('sale.price'));
        await touch(counter.page.getByRole('button', { name: '2', exact: true }));
        await touch(till.button('keypad.set-price'));
        await till.button('sale.pay').waitFor();
      });

      it('adds a tile of a category', async () => {
        const families = counter.page.getByRole('navigation', { name: t('products.categories') });
        await touch(families.getByRole('button').nth(1));
        const tile = counter.page.locator('.tile').first();
        await tile.waitFor();
        await touch(tile);
        await expect.poll(() => till.lines.count(), PATIENCE).toBe(2);
      });

      it('is paid with a note, and the change is right', async () => {
        const before = shop.documents();
        await touch(till.button('sale.pay'));
        const fifty = counter.page.getByRole('button', { name: '50 €', exact: true });
        await touch(fifty);
        // "Cobrar" stands on the ticket as well.
        await touch(counter.page.locator('.pay__go'));
        await counter.page.getByRole('status', { name: t('sale.paid') }).waitFor();
        expect(shop.documents()).toBe(before + 1);
        const sold = shop.lastSale();
        await till.isPaid(5000 - sold.totalCents);
        expect(sold.lines[0]?.unitCents).toBe(200);
      });
    });
  });
}
