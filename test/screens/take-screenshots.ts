import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { buildApp, isFresh } from '../../scripts/app-build.ts';
import { openInBrowser } from '../e2e/support/browser-counter.ts';
import type { Counter } from '../e2e/support/counter.ts';
import { keyInput } from '../renderer/scanner-input.ts';
import { SCENES, type Scene } from './scenes.ts';

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

async function runScenes(counter: Counter, size: string): Promise<void> {
  const { page } = counter;
  const input = await keyInput(page);
  await page.waitForSelector('[role="combobox"]');
  for (const scene of SCENES) {
    try {
      await scene.act({ page, input });
      await take(page, scene, size);
    } catch (error) {
      process.stderr.write(`${scene.name}: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
}

if (!isFresh()) await buildApp();
mkdirSync(FOLDER, { recursive: true });
for (const { name, width, height } of SIZES) {
  const counter = await openInBrowser({ dataFolder: null, args: [], width, height });
  try {
    await runScenes(counter, name);
  } finally {
    await counter.close();
  }
}
