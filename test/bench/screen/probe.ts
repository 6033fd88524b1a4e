import type { Page } from 'playwright';

/**
 * Measures in the page itself, where keys and frames have one clock: from the time stamp of the last key to the start of
 * the first frame whose DOM shows what the key asked for. Kept as text: it runs in the page, which knows nothing of this
 * project's modules; and only by `evaluate`, because the page's own policy forbids making code from text.
 */
const INSTALL = `(() => {
  const probe = { lastKeyMs: 0, isSeen: null, tell: null };
  window.__probe = probe;
  window.addEventListener('keydown', (event) => { probe.lastKeyMs = event.timeStamp; }, true);
  const frame = (startMs) => {
    if (probe.isSeen !== null && probe.isSeen()) {
      probe.isSeen = null;
      probe.tell(startMs - probe.lastKeyMs);
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;

export const installProbe = (page: Page): Promise<unknown> => page.evaluate(INSTALL);

/**
 * Waits for `isSeen` (an expression of the page that gives a function) to become true after `act`, which ends with a key.
 * Milliseconds from that key to the frame; null when it was not seen in `timeoutMs`.
 */
export async function keyToFrame(
  page: Page,
  isSeen: string,
  act: () => Promise<void>,
  timeoutMs = 10_000,
): Promise<number | null> {
  await page.evaluate(`(() => {
    const { promise, resolve } = Promise.withResolvers();
    window.__probe.seen = promise;
    window.__probe.tell = resolve;
    window.__probe.isSeen = ${isSeen};
  })()`);
  await act();
  const late = `new Promise((resolve) => setTimeout(() => resolve(null), ${timeoutMs}))`;
  return (await page.evaluate(`Promise.race([window.__probe.seen, ${late}])`)) as number | null;
}

/** The same by look, for what is not measured. @throws when it is not so in time. */
export async function waitUntil(page: Page, isTrue: string, timeoutMs = 10_000): Promise<void> {
  const until = performance.now() + timeoutMs;
  while ((await page.evaluate(isTrue)) !== true) {
    if (performance.now() > until) throw new Error(`not in time: ${isTrue}`);
    await page.waitForTimeout(5);
  }
}
