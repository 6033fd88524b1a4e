import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { buildApp, isFresh } from '../../scripts/app-build.ts';
import { openInBrowser } from '../e2e/support/browser-counter.ts';
import type { Counter } from '../e2e/support/counter.ts';
import { keyInput } from '../renderer/scanner-input.ts';
import { SCENES, type Scene, WIZARD_SCENES } from './scenes.ts';

/**
 * `npm run screenshots`: every screen and state of the real till (the demonstration, on the browser host) into
 * docs/screens, at the smallest screen we serve and at a large one.
 */
const FOLDER = join(import.meta.dirname, '../../docs/screens');
const SIZES = [
  { name: '1024', width: 1024, height: 768 },
  { name: '1920', width: 1920, height: 1080 },
] as const;

async function take(page: Page, scene: Scene, size: string): Promise<void> {
  // What flashes has come to rest.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(FOLDER, `${scene.name}-${size}.png`) });
  process.stdout.write(`${scene.name}-${size}.png\n`);
}

async function runScenes(counter: Counter, size: string, scenes: readonly Scene[]): Promise<void> {
  const { page } = counter;
  const input = await keyInput(page);
  for (const scene of scenes) {
    try {
      await scene.act({ page, input });
      await take(page, scene, size);
    } catch (error) {
      process.stderr.write(`${scene.name}: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
}

/** The first-run wizard, on an empty folder. */
async function runWizard(size: (typeof SIZES)[number]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-screens-'));
  const { name, width, height } = size;
  const counter = await openInBrowser({ dataFolder: join(folder, 'caja'), args: [], width, height });
  try {
    await runScenes(counter, name, WIZARD_SCENES);
  } finally {
    await counter.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!isFresh()) await buildApp();
mkdirSync(FOLDER, { recursive: true });
for (const size of SIZES) {
  const { name, width, height } = size;
  const counter = await openInBrowser({ dataFolder: null, args: [], width, height });
  try {
    await counter.page.waitForSelector('[role="combobox"]');
    await runScenes(counter, name, SCENES);
  } finally {
    await counter.close();
  }
  await runWizard(size);
}
