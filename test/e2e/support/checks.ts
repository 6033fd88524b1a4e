import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag22aa', 'best-practice'];

type Violation = { readonly id: string; readonly nodes: readonly { readonly target: readonly string[] }[] };

/** `all`: every rule; `colours`: those that depend on the colour scheme, for the second one. */
export type Thoroughness = 'all' | 'colours';
const RUN_ONLY = {
  all: { type: 'tag', values: RULES },
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const;

/** What axe-core finds wrong on the page as it is now: "rule: where". */
export async function axeProblems(page: Page, how: Thoroughness = 'all'): Promise<string[]> {
  // Evaluated by the debugger: the page itself runs no script that is not its own.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(AXE);
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RUN_ONLY[how])}, resultTypes: ['violations'] })`,
  )) as { violations: readonly Violation[] };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Fingers: everything that is touched, and what is touched with money on the table. CSS pixels. */
const TARGET_PX = 48;
const LARGE_PX = 80;
const LARGE = '.total__keys button, .pay__go, .keypad button, .pad-grid button, .pay__sums button';

/** Targets that are too low for a finger: "height name". */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(
    ({ all, large, largeSelector }) => {
      type Box = { readonly height: number; readonly width: number };
      type Target = {
        readonly innerText: string;
        readonly className: string;
        readonly parentElement: Target | null;
        readonly labels: Iterable<Target> | null;
        matches(selector: string): boolean;
        getAttribute(name: string): string | null;
        getBoundingClientRect(): Box;
        closest(selector: string): Target | null;
      };
      const { document } = globalThis as unknown as { document: { querySelectorAll(s: string): Iterable<Target> } };
      return [...document.querySelectorAll('button, input, select, a[href], [role=option]')].flatMap((target) => {
        // A box that is hidden behind its label is touched through the label.
        const label = target.matches('input[type=checkbox], input[type=radio], input[type=file]')
          ? target.closest('label')
          : null;
        const { height, width } = (label ?? target).getBoundingClientRect();
        const least = target.matches(largeSelector) ? large : all;
        if (height === 0 || width <= 1 || height >= least - 0.5) return [];
        const name = target.getAttribute('aria-label') ?? target.innerText.slice(0, 40);
        return [`${Math.round(height)} < ${least}: ${name} (${target.className})`];
      });
    },
    { all: TARGET_PX, large: LARGE_PX, largeSelector: LARGE },
  );
