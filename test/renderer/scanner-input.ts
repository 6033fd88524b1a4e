import type { CDPSession, Page } from 'playwright';

/**
 * Keys with the times that a scanner or a person would give them, whatever the load of this machine: the browser takes
 * the time of an event from here, not from when it gets to it.
 */
export type KeyInput = {
  /** One key after the other; 'Enter', 'Tab' or a character. `gapMs` before each. */
  keys(keys: readonly string[], gapMs: number): Promise<void>;
  /** A scan with the Enter that ends it. */
  scan(code: string, gapMs?: number): Promise<void>;
  /**
   * A scan that is handed over at once, with the times that it would have had: for whole tills on a busy machine, where
   * this process may stand still for longer than a scanner takes.
   */
  burst(code: string, gapMs?: number): Promise<void>;
  /** A person who types a text. */
  type(text: string, gapMs?: number): Promise<void>;
};

type CdpKey = { readonly key: string; readonly code: string; readonly windowsVirtualKeyCode: number };

const NAMED: Readonly<Record<string, number>> = { Enter: 13, Tab: 9, Escape: 27, Backspace: 8, Delete: 46 };

function cdpKey(key: string): CdpKey {
  const named = NAMED[key];
  if (named !== undefined) return { key, code: key, windowsVirtualKeyCode: named };
  const code = /^\d$/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
  return { key, code, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0) };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export async function keyInput(page: Page): Promise<KeyInput> {
  const session: CDPSession = await page.context().newCDPSession(page);
  let atMs = 0;

  // Not one after the other's answer: on a busy machine that would be slower than the hand that it stands for.
  function press(key: string): Promise<unknown> {
    const event = { ...cdpKey(key), timestamp: atMs / 1000 };
    const text = key === 'Enter' ? { text: '\r' } : key.length === 1 ? { text: key } : {};
    return Promise.all([
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...text }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }),
    ]);
  }

  async function keys(list: readonly string[], gapMs: number): Promise<void> {
    // Long after whatever was pressed before, and never in the browser's future.
    atMs = Math.max(atMs, Date.now());
    const sent: Promise<unknown>[] = [];
    for (const [index, key] of list.entries()) {
      if (index > 0) {
        atMs += gapMs;
        const aheadMs = atMs - Date.now();
        if (aheadMs > 0) await pause(aheadMs);
      }
      sent.push(press(key));
    }
    await Promise.all(sent);
  }

  return {
    keys,
    async scan(code, gapMs = 10) {
      await pause(200);
      await keys([...code, 'Enter'], gapMs);
    },
    async burst(code, gapMs = 8) {
      await pause(200);
      atMs = Math.max(atMs, Date.now());
      const sent = [...code, 'Enter'].map((key) => {
        atMs += gapMs;
        return press(key);
      });
      await Promise.all(sent);
      // What comes next is later than this.
      await pause(Math.max(0, atMs - Date.now()));
    },
    async type(text, gapMs = 120) {
      await pause(200);
      await keys([...text], gapMs);
    },
  };
}
