import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inReadingOrder } from '../../../central/openapi/document.ts';
import { outgoingTypes } from '../../../contracts/webhooks/event-types.ts';
import { findChromium } from '../../../scripts/find-chromium.ts';
import { launchChromium } from '../../e2e/support/browser-counter.ts';
import { axeProblems } from '../../e2e/support/checks.ts';
import { type FreshCentral, freshCentral } from '../support/fresh-central.ts';

const SIZES = [
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
];

type Window = {
  readonly document: { readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number } };
};

describe.skipIf(findChromium() === null)('the reference page in a browser', () => {
  let central: FreshCentral;
  let url = '';
  let browser: Browser;
  let end: () => Promise<void>;
  let page: Page;
  const asked: string[] = [];
  const complaints: string[] = [];
  const failed: string[] = [];

  beforeAll(async () => {
    central = await freshCentral({ rateLimiter: { take: () => null } });
    url = await central.listen();
    const running = await launchChromium();
    browser = running.browser;
    end = running.close;
    page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('requestfailed', (request) => failed.push(request.url()));
    page.on('response', (response) => {
      if (response.status() >= 400) failed.push(response.url());
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${url}/reference`);
  });
  afterAll(async () => {
    await end?.();
    await central.close();
  });

  test('asks nobody but this server, runs no script, and nothing is wrong with it', async () => {
    expect(asked.filter((one) => !one.startsWith(url))).toEqual([]);
    expect(asked.map((one) => one.slice(url.length))).toContain('/reference.css');
    expect(await page.locator('script').count()).toBe(0);
    // A browser may ask for an icon by itself, and complain that there is none; nothing else may be missing.
    expect(failed.filter((one) => one !== `${url}/favicon.ico`)).toEqual([]);
    expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  });

  test('negative control: what its policy forbids is complained of', async () => {
    const other = await browser.newPage();
    const told: string[] = [];
    other.on('console', (message) => told.push(message.text()));
    await other.route(`${url}/reference`, async (way) => {
      const answer = await way.fetch();
      const stained = (await answer.text()).replace('</body>', '<img src="http://127.0.0.1:9/x.png"></body>');
      await way.fulfill({ response: answer, body: stained });
    });
    await other.goto(`${url}/reference`);
    expect(told.join()).toContain('Content Security Policy');
    await other.close();
  });

  test('is gone through with the keyboard: to the content, and to an operation', async () => {
    const place = (): Promise<string> => page.evaluate('location.hash');
    const inView = (selector: string): Promise<boolean> =>
      page.locator(selector).evaluate((one) => {
        const { top } = (one as unknown as { getBoundingClientRect(): { top: number } }).getBoundingClientRect();
        return top >= 0 && top < 200;
      });
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.goto(`${url}/reference`);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('To the content');
    await page.keyboard.press('Enter');
    expect(await place()).toBe('#content');
    // From there on the next key stop is inside it, past the long list of contents.
    await page.keyboard.press('Tab');
    expect(await page.locator('main :focus').count()).toBe(1);
    await page.locator('nav a[href="#orders.save"]').focus();
    await page.keyboard.press('Enter');
    expect(await place()).toBe('#orders.save');
    expect(await inView('[id="orders.save"]')).toBe(true);
  });

  test('names every operation and every event, and its links lead to them', async () => {
    const text = await page.locator('body').innerText();
    for (const { doc, method, url: path } of inReadingOrder(central.app.declaredRoutes)) {
      expect(text).toContain(doc.summary);
      expect(text, method).toContain(path.replace(/:(\w+)/g, '{$1}'));
    }
    for (const type of outgoingTypes) expect(text).toContain(type);
    const targets = await page
      .locator('a[href^="#"]')
      .evaluateAll((links) => links.map((link) => (link as unknown as { readonly hash: string }).hash.slice(1)));
    expect(targets.length).toBeGreaterThan(50);
    const ids = await page
      .locator('[id]')
      .evaluateAll((all) => all.map((one) => (one as unknown as { id: string }).id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test.each(SIZES)('is read without scrolling sideways at $width x $height', async (size) => {
    await page.setViewportSize(size);
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { documentElement } = (globalThis as unknown as Window).document;
      return { scrollWidth: documentElement.scrollWidth, clientWidth: documentElement.clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  });

  test.each([
    ['light', 'all'],
    ['dark', 'colours'],
  ] as const)('is read by everybody when it is %s', async (colorScheme, how) => {
    await page.emulateMedia({ colorScheme });
    expect(await axeProblems(page, how)).toEqual([]);
  });
});
