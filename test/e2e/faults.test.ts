import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listActiveTickets } from '../../db/tickets.ts';
import { readTicket } from '../support/read-ticket.ts';
import { type AtTill, atTill, PATIENCE } from './support/at-till.ts';
import type { Counter } from './support/counter.ts';
import { HOSTS, SMALL } from './support/hosts.ts';
import { GOODS, openShop, type Shop } from './support/shop.ts';
import { pidOf } from './support/till-processes.ts';

const { shampoo, coffee } = GOODS;
/** Promised are 2 s; the rest is a machine where other tests run. */
const BACK_MS = 5000;

for (const host of HOSTS) {
  describe.skipIf(!host.isHere || process.platform !== 'linux')(
    `processes that die while selling on the ${host.name}`,
    () => {
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

      /** Ends one process. @returns milliseconds until another was started in its place. */
      async function endAndAwait(name: 'till' | 'devices'): Promise<number> {
        const find = (): number | null => pidOf(name, counter.hostPid, shop.folder);
        const before = end(name);
        const begun = performance.now();
        const isBack = (): boolean => ![before, null].includes(find());
        await expect.poll(isBack, PATIENCE).toBe(true);
        return performance.now() - begun;
      }

      function end(name: 'till' | 'devices'): number {
        const pid = pidOf(name, counter.hostPid, shop.folder);
        if (pid === null) throw new Error(`${name} was not found`);
        process.kill(pid, 'SIGKILL');
        return pid;
      }

      it('the till: the ticket is kept, and what is scanned meanwhile arrives once', async () => {
        await till.input.scan(shampoo.code, 8);
        await till.input.scan(coffee.code, 8);
        await till.totals(shampoo.priceCents + coffee.priceCents);
        const back = endAndAwait('till');
        await till.input.scan(coffee.code, 8);
        await till.input.scan(shampoo.code, 8);
        expect(await back).toBeLessThan(BACK_MS);
        await till.totals(2 * (shampoo.priceCents + coffee.priceCents));
        const [ticket] = shop.read(listActiveTickets);
        const units = ticket?.lines.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
        expect(units).toBe(4000);
        expect(shop.documents()).toBe(0);
      });

      it('the till in the middle of a payment: exactly one document', async () => {
        const before = shop.documents();
        const pressed = counter.page.keyboard.press('F12');
        end('till');
        await pressed;
        await till.isPaid(0);
        expect(shop.documents()).toBe(before + 1);
        expect(shop.lastSale().totalCents).toBe(2 * (shampoo.priceCents + coffee.priceCents));
        // Negative control: nothing else comes late.
        await till.input.scan(shampoo.code, 8);
        await till.hasLines(shampoo.name);
        expect(shop.documents()).toBe(before + 1);
      });

      it('the devices: selling goes on, and the paper comes when they are back', async () => {
        const before = shop.documents();
        const back = endAndAwait('devices');
        await till.input.scan(coffee.code, 8);
        await till.totals(shampoo.priceCents + coffee.priceCents);
        await counter.page.keyboard.press('F12');
        await till.isPaid(0);
        expect(await back).toBeLessThan(BACK_MS);
        expect(shop.documents()).toBe(before + 1);
        const { number } = shop.lastSale();
        const papers = (): number =>
          shop.printer.tickets.filter((paper) => readTicket(paper).text.includes(number)).length;
        await expect.poll(papers, { timeout: 30_000, interval: 250 }).toBe(1);
      });
    },
  );
}
