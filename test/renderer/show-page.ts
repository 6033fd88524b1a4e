import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import type { Browser, Page } from 'playwright';
import type { FakeTill } from './fake-till.ts';

/** Shows the built page in a browser of Playwright, with a fake till behind `window.mostrador`. No server, no port. */
export const PAGE_URL = 'http://till.test/';

export type ShowOptions = {
  /** What `vite build` wrote. */
  readonly folder: string;
  readonly width?: number;
  readonly height?: number;
  readonly isDark?: boolean;
  readonly hasTouch?: boolean;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
/** As the shells serve it (DESIGN.md section 2). */
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:";

export async function showPage(browser: Browser, till: FakeTill, options: ShowOptions): Promise<Page> {
  const { folder, width = 1024, height = 768, isDark = false, hasTouch = false } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: isDark ? 'dark' : 'light',
    hasTouch,
    locale: 'es-ES',
    timezoneId: 'Europe/Madrid',
  });
  await context.route(`${PAGE_URL}**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    const headers = { 'content-type': TYPES[extname(file)] ?? 'text/plain', 'content-security-policy': CSP };
    return route.fulfill({ headers, body: readFileSync(file) });
  });
  const page = await context.newPage();
  await bridge(page, till);
  page.on('pageerror', (error) => console.error('page:', error));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error('page console:', message.text());
  });
  await page.goto(PAGE_URL);
  return page;
}

async function bridge(page: Page, till: FakeTill): Promise<void> {
  const listeners: ((message: unknown) => void)[] = [];
  await page.exposeBinding('fakeTillPost', (_source, message: unknown) => {
    for (const listener of listeners) listener(message);
  });
  await page.addInitScript(() => {
    const world = globalThis as unknown as Record<string, unknown>;
    const heard: ((message: unknown) => void)[] = [];
    world['mostrador'] = {
      post: world['fakeTillPost'],
      onMessage: (listener: (message: unknown) => void) => void heard.push(listener),
    };
    world['fakeTillHear'] = (message: unknown) => {
      for (const listener of heard) listener(message);
    };
  });
  till.serve({
    // A page that goes away in the middle of an answer is nobody's fault.
    post: (message) =>
      void page
        .evaluate((data) => (globalThis as unknown as { fakeTillHear(m: unknown): void }).fakeTillHear(data), message)
        .catch(() => undefined),
    onMessage: (listener) => void listeners.push(listener),
    onClose: () => undefined,
    close: () => undefined,
  });
}
