import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasElectron } from '../support/electron.ts';
import { type BesiegedTill, openBesiegedTill, PAGE, PAUSE } from './support/besieged-till.ts';

/** The second half of Electron's security checklist: the ways out of the page and into the shell. */
describe.skipIf(!hasElectron)('the security checklist of Electron: the ways out (needs Electron)', () => {
  let till: BesiegedTill;

  beforeAll(async () => {
    till = await openBesiegedTill();
  });
  afterAll(() => till?.close());
  afterEach(() => till.expectUnharmed());

  it('12: a webview is attached nowhere, also in a window that allows it', async () => {
    const kinds = await till.app.evaluate(async ({ BrowserWindow, webContents }) => {
      const attach = `new Promise((resolve) => {
        const view = document.createElement('webview');
        view.src = 'about:blank';
        document.body.append(view);
        setTimeout(resolve, 300);
      })`;
      const count = async (isLocked: boolean): Promise<number> => {
        const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
        if (!isLocked) window.webContents.removeAllListeners('will-attach-webview');
        await window.loadURL('data:text/html,<body>');
        await window.webContents.executeJavaScript(attach);
        const found = webContents.getAllWebContents().filter((contents) => contents.getType() === 'webview').length;
        window.destroy();
        return found;
      };
      return { locked: await count(true), control: await count(false) };
    });
    expect(kinds).toEqual({ locked: 0, control: 1 });
  });

  it.each([
    ['a site', `location.href = 'http://127.0.0.1:9/'`],
    ['a file', `location.href = 'file:///etc/passwd'`],
    ['a text', `location.href = 'data:text/html,<h1>'`],
    ['another host of our scheme', `location.href = 'app://elsewhere/'`],
    ['another path of ours', `location.href = '/assets/'`],
    [
      'a link',
      `const a = document.createElement('a'); a.href = 'http://127.0.0.1:9/'; document.body.append(a); a.click()`,
    ],
    [
      'a form',
      `const f = document.createElement('form'); f.action = 'http://127.0.0.1:9/'; document.body.append(f); f.submit()`,
    ],
    ['a frame', `const f = document.createElement('iframe'); f.src = 'http://127.0.0.1:9/'; document.body.append(f)`],
    ['our page in a frame', `const f = document.createElement('iframe'); f.src = '/'; document.body.append(f)`],
    [
      'a refresh',
      `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">')`,
    ],
  ])('13: the page does not travel: %s', async (_name, code) => {
    await till.page.evaluate(code).catch(() => undefined);
    await till.page.waitForTimeout(200);
    expect(await till.inPage('return location.href;')).toBe(PAGE);
    // A frame that was refused stays as an empty box of nobody's.
    const frames = await till.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().flatMap(({ mainFrame }) => mainFrame.frames.map(({ origin }) => origin)),
    );
    expect(frames.filter((origin) => origin !== 'null')).toEqual([]);
  });

  it('14: no other window opens', async () => {
    const opened = await till.inPage<unknown[]>(`
      const tries = ['${till.server.url}/open', 'about:blank', '/', 'javascript:1'].map((url) => window.open(url));
      const link = Object.assign(document.createElement('a'), { href: '${till.server.url}/target', target: '_blank' });
      document.body.append(link);
      link.click();
      ${PAUSE}
      return tries;`);
    expect(opened).toEqual([null, null, null, null]);
    expect(await till.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(till.logged('page.refused', 'open-window')).toBeGreaterThan(3);
  });

  it('15: nothing is handed to another program', async () => {
    await till.app.evaluate(({ shell }) => {
      const calls: string[] = [];
      Object.assign(globalThis, { handedOver: calls });
      shell.openExternal = (url) => Promise.resolve(void calls.push(url));
    });
    await till.inPage(`
      for (const href of ['https://example.test/', 'mailto:a@example.test', 'tel:+34600000000', 'file:///bin/sh', 'smb://x/y']) {
        window.open(href);
        const link = Object.assign(document.createElement('a'), { href });
        document.body.append(link);
        link.click();
      }
      ${PAUSE}`);
    expect(await till.app.evaluate(() => (globalThis as { handedOver?: string[] }).handedOver)).toEqual([]);
    expect(readFileSync('dist/app/main.js', 'utf8')).not.toContain('openExternal');
  });

  it('16: Electron is the pinned one of a line that is still cared for', async () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string> };
    const pinned = manifest.devDependencies['electron'] ?? '';
    // 45 at the time of writing; the newest three lines get security fixes.
    expect(pinned).toMatch(/^(4[5-9]|[5-9]\d)\.\d+\.\d+$/);
    const running = await till.app.evaluate(() => process.versions.electron);
    // A runtime from elsewhere is for machines that cannot download the pinned one.
    if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined) expect(running).toBe(pinned);
  });

  const HELLO = { kind: 'request', id: 77, command: 'host.hello', input: {} };

  it('17: only our page in our window is heard', async () => {
    // The control: from our page the same message is answered.
    const own = await till.inPage<{ id: number }>(`
      return new Promise((resolve) => {
        window.mostrador.onMessage((message) => message.id === 77 && resolve(message));
        window.mostrador.post(${JSON.stringify(HELLO)});
      });`);
    expect(own.id).toBe(77);
    const before = till.logged('message.foreign');
    const heard = await till.app.evaluate(
      async ({ BrowserWindow }, { hello, urls, preload }) => {
        const answers: unknown[] = [];
        for (const url of urls) {
          const window = new BrowserWindow({ show: false, webPreferences: { preload } });
          await window.loadURL(url);
          answers.push(
            await window.webContents.executeJavaScript(`new Promise((resolve) => {
              window.mostrador.onMessage(resolve);
              window.mostrador.post(${JSON.stringify(hello)});
              setTimeout(() => resolve(null), 300);
            })`),
          );
          window.destroy();
        }
        return answers;
      },
      { hello: HELLO, urls: [PAGE, 'data:text/html,<body>'], preload: `${process.cwd()}/dist/app/preload.cjs` },
    );
    expect(heard).toEqual([null, null]);
    // Twice from each window: the sign of a new page and the question.
    expect(till.logged('message.foreign') - before).toBeGreaterThanOrEqual(4);
  });

  it('17: what is no message of the contract is refused', async () => {
    const answers = await till.inPage<unknown[]>(`
      const answers = [];
      window.mostrador.onMessage((message) => message.id >= 500 && answers.push([message.id, message.result.refusal?.code]));
      const hostile = [null, 7, 'text', [], {}, new Map([['kind', 'request']]), { kind: 'event', event: 'x', data: {} },
        { kind: 'request', id: 500, command: 'host.quit ', input: {} },
        { kind: 'request', id: 501, command: '__proto__', input: {} },
        { kind: 'request', id: 502, command: 'host.set-kiosk', input: { isOn: true } },
        { kind: 'request', id: 503, command: 'host.hello', input: { more: 1 } },
        { kind: 'request', id: 504, command: 'host.hello', input: {}, more: 1 },
        { kind: 'request', id: 505, command: 'host.hello', input: 10n },
        { kind: 'request', id: 506, command: 'host.hello', input: 'x'.repeat(3_000_000) }];
      for (const message of hostile) window.mostrador.post(message);
      await new Promise((resolve) => setTimeout(resolve, 600));
      return answers.sort();`);
    expect(answers).toEqual([
      [500, 'command_unknown'],
      [501, 'command_unknown'],
      [502, 'command_not_allowed'],
      [503, 'input_invalid'],
      [504, 'message_malformed'],
      [505, 'message_malformed'],
      [506, 'message_too_long'],
    ]);
  });

  it('18: the scheme serves the built page and no path leads out of it', async () => {
    const paths = ['', 'index.html', 'main.js', '../main.js', '..%2fmain.js', '%2e%2e/%2e%2e/package.json'];
    const more = ['..%5cmain.js', '//etc/passwd', '/etc/passwd', 'assets/', 'assets/%00', '.'];
    const statuses = await till.app.evaluate(
      ({ session }, urls) =>
        Promise.all(
          urls.map((url) =>
            session.defaultSession.fetch(url).then(
              ({ status }) => status,
              () => 0,
            ),
          ),
        ),
      [...[...paths, ...more].map((path) => `app://mostrador/${path}`), 'app://other/'],
    );
    expect(statuses).toEqual([200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404]);
    const headers = await till.app.evaluate(async ({ session }, url) => {
      const answer = await session.defaultSession.fetch(url);
      return answer.headers.get('content-security-policy');
    }, PAGE);
    expect(headers).toContain("default-src 'none'");
    expect(headers).toContain("connect-src 'none'");
    expect(await till.inPage(`return fetch('file:///etc/passwd').then(() => 'read', () => 'refused');`)).toBe(
      'refused',
    );
  });

  it('20: the page gets two functions and nothing of Electron', async () => {
    const bridge = await till.inPage<Record<string, unknown>>(`
      const given = window.mostrador;
      const passed = await new Promise((resolve) => {
        given.onMessage((...all) => resolve(all));
        given.post({ kind: 'request', id: 78, command: 'host.hello', input: {} });
      });
      let isChanged = true;
      try { given.post = () => undefined; isChanged = given.post.toString().includes('undefined'); } catch { isChanged = false; }
      return { names: Object.keys(given), kinds: Object.values(given).map((one) => typeof one), isChanged,
        passed: passed.map((one) => Object.keys(one).sort()), returned: String(given.onMessage(() => undefined)),
        electron: Object.getOwnPropertyNames(globalThis).filter((name) => /electron|ipc/i.test(name)) };`);
    expect(bridge).toEqual({
      names: ['post', 'onMessage'],
      kinds: ['function', 'function'],
      isChanged: false,
      passed: [['id', 'kind', 'result']],
      returned: 'undefined',
      electron: [],
    });
  });
});
