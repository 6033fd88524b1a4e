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

  beforeAll(async () => {
    central = await freshCentral({ rateLimiter: { take: () => null } });
    url = await central.listen();
    const running = await launchChromium();
    browser = running.browser;
    end = running.close;
    page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
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
    // A browser asks for an icon by itself.
    expect(complaints.filter((text) => !text.includes('favicon') && !text.includes('404'))).toEqual([]);
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
