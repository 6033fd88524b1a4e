import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ok, refuse } from '../../../domain/result.ts';
import { type TextKey, text } from '../../../domain/texts/index.ts';
import type { Handlers } from '../../../electron/ipc/peer.ts';
import { findChromium } from '../../../scripts/find-chromium.ts';
import { SETTINGS } from '../fake-state.ts';
import { type FakeOptions, type FakeTill, fakeTill } from '../fake-till.ts';
import { showPage } from '../show-page.ts';

const root = join(import.meta.dirname, '../../..');
const executablePath = findChromium();
const t = (key: TextKey, params = {}): string => text('es', key, params);
const SETUP = { phase: 'setup' } as const;
const LIST = 'Ref.;Artículo;Importe final;Tipo de IVA\n7;Pan de molde;1,20;4\n';

describe.skipIf(executablePath === null)('wizard, settings and strip (needs a Chromium)', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  let till: FakeTill;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mostrador-pages-'));
    const rendererRoot = join(root, 'renderer');
    const configFile = join(root, 'vite.config.ts');
    await build({ configFile, root: rendererRoot, logLevel: 'error', build: { outDir: folder } });
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await page.context().close();
  });

  async function open(options: FakeOptions, size = {}): Promise<void> {
    till = fakeTill(options);
    page = await showPage(browser, till, { folder, ...size });
  }
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const keyOf = (name: string) => button(name).getAttribute('aria-keyshortcuts');
  const inputsOf = (command: string) => till.asked.filter((one) => one.command === command).map(({ input }) => input);

  it('shows what was recognised, the first rows and what is missing, without an error, and goes on by one choice', async () => {
    const refusing: Handlers = {
      'catalog.upload': () => ok({}),
      'catalog.preview': () => refuse('catalog_column_missing', { missing: 'precio (price)', found: '' }),
    };
    await open({ appState: SETUP, handlers: refusing });
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
    await page.getByText(t('import.missing', { fields: t('import.field.price') })).waitFor();
    expect(await page.getByRole('cell', { name: 'Pan de molde' }).count()).toBe(1);
    expect(await page.getByLabel(`${t('import.field.name')} *`).inputValue()).toBe('Artículo');
    expect(await page.locator('.notice--danger, .notice__code').count()).toBe(0);
    await page.getByLabel(`${t('import.field.price')} *`).selectOption('Importe final');
    await expect
      .poll(() => inputsOf('catalog.preview').at(-1))
      .toMatchObject({
        mapping: { reference: 'Ref.', name: 'Artículo', price: 'Importe final', rate: 'Tipo de IVA' },
      });
    expect(await page.getByText(t('import.say-columns')).count()).toBe(0);
  });

  it('shows a key only on the button that it presses', async () => {
    await open({ appState: SETUP });
    await page.getByRole('heading', { name: t('setup.title.catalog') }).waitFor();
    expect([await keyOf(t('setup.next')), await keyOf(t('setup.back'))]).toEqual(['Enter', 'Escape']);
    await page.keyboard.press('Enter');
    await button(t('printers.add')).click();
    await expect.poll(() => keyOf(t('setup.back'))).toBeNull();
    expect([await keyOf(t('setup.next')), await keyOf(t('printers.cancel'))]).toEqual(['Enter', 'Escape']);
    await page.getByLabel(t('printers.network')).fill('una impresora');
    await expect.poll(() => keyOf(t('setup.next'))).toBeNull();
    await page.keyboard.press('Enter');
    await page.getByText(t('error.printer_address_unreadable')).waitFor();
    await page.getByLabel(t('printers.network')).fill('serial:///dev/ttyUSB7?baud=38400');
    await page.keyboard.press('Enter');
    await expect.poll(() => JSON.stringify(inputsOf('settings.write-printing').at(-1))).toContain('ttyUSB7?baud=38400');
  });

  it('says how long a PIN is to who stops too early', async () => {
    await open({ session: { cashier: null } });
    await page.getByRole('button', { name: 'Marta' }).click();
    await page.getByText(t('session.pin-hint')).waitFor();
    await page.keyboard.type('123', { delay: 100 });
    await page.keyboard.press('Enter');
    await page.getByText(t('session.pin-short-one')).waitFor();
    expect(inputsOf('session.sign-in')).toEqual([]);
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await expect.poll(() => inputsOf('session.sign-in').length).toBe(1);
  });

  it('says on the strip of the smallest screen that nothing counts, and which shop is the sample', async () => {
    await open({ appState: { isSample: true }, status: { isSample: true } });
    const mark = page.locator('.strip__mark');
    await mark.waitFor();
    expect(await mark.innerText()).toContain(t('strip.sample'));
    expect(await mark.innerText()).toMatch(/PRUEBA\s.*SIN VALIDEZ/);
    for (const part of [t('strip.sample'), t('strip.test'), t('strip.test-rest')]) {
      expect(await mark.getByText(part, { exact: true }).isVisible(), part).toBe(true);
    }
    expect(await cutOnStrip()).toEqual([]);
  });

  const cutOnStrip = (): Promise<(string | null)[]> =>
    page
      .locator('.strip__words, .strip__row, .strip__status, .strip__mark')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent));

  it.each([
    [1024, 768],
    [1280, 800],
    [1600, 900],
    [1920, 1080],
  ])('cuts none of several troubles at %i x %i', async (width, height) => {
    const status = { isSample: true, waitingJobs: 3, warnings: ['tail_lost', 'disk_nearly_full'] };
    const printer = { state: 'problem', name: 'Epson', reason: 'paper-out' } as const;
    await open({ appState: { isSample: true }, status: { ...status, printer } }, { width, height });
    await page.locator('.strip__statement--bad').first().waitFor();
    expect(await cutOnStrip()).toEqual([]);
  });

  const openData = async (language: 'es' | 'en'): Promise<void> => {
    await page.getByRole('button', { name: text(language, 'products.more-tools') }).click();
    await page
      .getByRole('button', { name: text(language, 'more.settings') })
      .first()
      .click();
    await page.getByRole('button', { name: text(language, 'settings.section.data') }).click();
  };

  it.each(['es', 'en'] as const)('takes days day first, also in %s', async (language) => {
    await open({ settings: { preferences: { ...SETTINGS.preferences, language } } });
    await openData(language);
    const from = page.getByLabel(text(language, 'data.from'));
    const send = page.getByRole('button', { name: text(language, 'data.export-now'), exact: true });
    await from.fill('5/3/26');
    await page.getByLabel(text(language, 'data.to'), { exact: true }).fill('31042026');
    expect(await send.isDisabled()).toBe(true);
    // A key that does nothing is explained without the field being left.
    await page.getByText(text(language, 'date.wrong')).waitFor();
    expect(await from.inputValue()).toBe('05/03/2026');
    await page.getByLabel(text(language, 'data.to'), { exact: true }).fill('30042026');
    await send.click();
    await expect.poll(() => inputsOf('data.export-records')).toEqual([{ from: '2026-03-05', to: '2026-04-30' }]);
    // Where it is, whole and to be copied.
    await page.getByLabel(text(language, 'data.path')).waitFor();
    expect(await page.getByLabel(text(language, 'data.path')).inputValue()).toBe('/home/tienda/registros.xml');
  });

  it.each([
    ['a shop that it was opened from', true, 1],
    ['nothing: the demonstration', false, 0],
  ] as const)('leads back from the sample to %s', async (_what, hasOwnShop, buttons) => {
    await open({ hello: { isSample: true, hasOwnShop }, appState: { isSample: true }, status: { isSample: true } });
    await openData('es');
    await page.getByRole('heading', { name: t('setup.sample') }).waitFor();
    expect(await button(t('data.leave-sample')).count()).toBe(buttons);
    expect(await page.getByText(t('data.sample-only')).count()).toBe(1 - buttons);
  });
});
