import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { findChromium } from '../../scripts/find-chromium.ts';
import { codeOf, fakeId } from './fake-catalog.ts';
import { type FakeTill, fakeTill } from './fake-till.ts';
import { type KeyInput, keyInput } from './scanner-input.ts';
import { showPage } from './show-page.ts';

const BREAD = codeOf('Barra de pan');
const root = join(import.meta.dirname, '../..');
const executablePath = findChromium();

describe.skipIf(executablePath === null)('keys and scans of the page (needs a Chromium)', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  let till: FakeTill;
  let input: KeyInput;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mostrador-page-'));
    await build({
      configFile: join(root, 'vite.config.ts'),
      root: join(root, 'renderer'),
      logLevel: 'error',
      build: { outDir: folder },
    });
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await page.context().close();
  });

  async function open(): Promise<void> {
    till = fakeTill();
    page = await showPage(browser, till, { folder });
    await search().waitFor();
    input = await keyInput(page);
  }
  const search = () => page.getByRole('combobox');
  const lines = () => page.locator('[data-line]');
  const scans = (): unknown[] =>
    till.asked
      .filter(({ command }) => command === 'sale.scan')
      .map(({ input: asked }) => (asked as { text: string }).text);

  it.each([5, 20, 35, 50])('leaves nothing of a scan at %i ms a character in the search field', async (gapMs) => {
    await open();
    await input.scan(BREAD, gapMs);
    await lines().first().waitFor();
    expect(scans()).toEqual([BREAD]);
    expect(await search().inputValue()).toBe('');
  });

  it('gives what a person types to the search field, in order, and Enter takes digits for a code', async () => {
    await open();
    await input.type('leche');
    await page.getByRole('option').first().waitFor();
    expect(await search().inputValue()).toBe('leche');
    await input.keys(['Enter'], 0);
    await lines().first().waitFor();
    expect(await search().inputValue()).toBe('');
    await input.type(`3*${BREAD}`, 90);
    expect(await search().inputValue()).toBe(`3*${BREAD}`);
    await input.keys(['Enter'], 0);
    await expect.poll(() => lines().count()).toBe(2);
    expect(scans()).toEqual([`3*${BREAD}`]);
  });

  it('takes a quantity typed before a scan', async () => {
    await open();
    await input.type('3*');
    await input.scan(BREAD);
    await lines().first().waitFor();
    expect(scans()).toEqual([`3*${BREAD}`]);
    expect(await search().inputValue()).toBe('');
  });

  it('leaves a pad as it was, also after a slow scan that it had begun to show', async () => {
    await open();
    await input.scan(BREAD);
    await lines().first().waitFor();
    await page.getByRole('button', { name: 'Teclado' }).click();
    const shown = page.locator('.pad-display__value');
    await input.type('12');
    await expect.poll(() => shown.textContent()).toBe('12,00 €');
    await input.scan(codeOf('Agua 1,5 L'), 50);
    await expect.poll(() => lines().count()).toBe(2);
    expect(await shown.textContent()).toBe('12,00 €');
  });

  it('leaves a field of a form as it was, and gives the scan to the form', async () => {
    await open();
    await page.getByRole('button', { name: 'Más' }).click();
    await page.getByRole('button', { name: 'Crear artículo' }).click();
    await input.type('Queso');
    await input.scan('8410000000017', 45);
    await expect.poll(() => page.getByLabel('Código').inputValue()).toBe('8410000000017');
    expect(await page.getByLabel('Nombre').inputValue()).toBe('Queso');
    // Its Enter pressed nothing: the form is still there and says nothing.
    expect(await page.getByText('Escriba el nombre').count()).toBe(0);
    expect(scans()).toEqual([]);
  });

  it('presses nothing with the Enter of a scan, whatever has the focus', async () => {
    await open();
    await page.getByRole('button', { name: 'Tickets' }).last().focus();
    await input.scan(BREAD);
    await lines().first().waitFor();
    expect(await search().count()).toBe(1);
  });

  it('begins a search with a letter typed anywhere', async () => {
    await open();
    await page.getByRole('button', { name: 'Más' }).click();
    await search().waitFor({ state: 'detached' });
    await input.type('pan');
    await search().waitFor();
    await expect.poll(() => search().inputValue()).toBe('pan');
  });

  it('is paid in cash with one key after the last scan, and the next scan begins the next ticket', async () => {
    await open();
    await input.scan(BREAD);
    await lines().first().waitFor();
    await page.keyboard.press('F12');
    await page.getByRole('status', { name: 'Cobrado' }).waitFor();
    await input.scan(codeOf('Agua 1,5 L'));
    await lines().first().waitFor();
    expect(await page.getByRole('status', { name: 'Cobrado' }).count()).toBe(0);
    expect(till.desk.closed.size).toBe(1);
  });

  it('takes no money while goods wait for their weight', async () => {
    await open();
    await input.scan(BREAD);
    await input.scan(codeOf('Limón'));
    await page.getByText('Pesar: Limón').waitFor();
    await page.keyboard.press('F12');
    await page.getByText('Falta pesar «Limón»').waitFor();
    expect(till.desk.closed.size).toBe(0);
    await input.type('0,642');
    await input.keys(['Enter'], 0);
    await expect.poll(() => lines().count()).toBe(2);
    await page.keyboard.press('F12');
    await page.getByRole('status', { name: 'Cobrado' }).waitFor();
    expect([...till.desk.closed.values()].map(({ totalCents }) => totalCents)).toEqual([183]);
  });

  it('goes back to the ticket when something is scanned while paying, unless money was taken', async () => {
    await open();
    await input.scan(BREAD);
    await lines().first().waitFor();
    await page.keyboard.press('F9');
    await search().waitFor({ state: 'detached' });
    await input.scan(codeOf('Agua 1,5 L'));
    await search().waitFor();
    await expect.poll(() => lines().count()).toBe(2);

    const ticketId = till.desk.active()?.id ?? '';
    till.desk.put(ticketId, { payments: [{ id: fakeId(1), method: 'card', tenderedCents: cents(10) }] });
    till.tell('desk.changed', till.desk.view());
    await page.keyboard.press('F9');
    await search().waitFor({ state: 'detached' });
    await input.scan(codeOf('Agua 1,5 L'));
    await page.getByText('Ya hay dinero cobrado').waitFor();
    expect(await lines().count()).toBe(2);
    expect(await search().count()).toBe(0);
  });
});
