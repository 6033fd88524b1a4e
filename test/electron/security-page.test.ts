import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasElectron } from '../support/electron.ts';
import { type BesiegedTill, openBesiegedTill, PAUSE } from './support/besieged-till.ts';

/**
 * Electron's security checklist, each of its twenty items tried on the till as it runs. Here is what a page may do to
 * itself; the way out of it is in security-way-out.test.ts, the fuses (item 19) are in pack.test.ts.
 */
describe.skipIf(!hasElectron)('the security checklist of Electron: the page (needs Electron)', () => {
  let till: BesiegedTill;

  beforeAll(async () => {
    till = await openBesiegedTill();
  });
  afterAll(() => till?.close());
  afterEach(() => till.expectUnharmed());

  it('1: nothing is loaded from the network', async () => {
    const fetched = await till.inPage<string>(`
      document.body.append(Object.assign(new Image(), { src: '${till.server.url}/image' }));
      document.body.append(Object.assign(document.createElement('script'), { src: '${till.server.url}/script' }));
      navigator.sendBeacon('${till.server.url}/beacon', 'x');
      try { new WebSocket('${till.server.url.replace('http', 'ws')}/socket'); } catch {}
      ${PAUSE}
      return fetch('${till.server.url}/fetch').then(() => 'answered', () => 'refused');`);
    expect(fetched).toBe('refused');
    // Behind the policy of the page there is a filter of its own.
    const fromShell = await till.app.evaluate(
      ({ session }, url) => session.defaultSession.fetch(url).then(String, () => 'refused'),
      `${till.server.url}/shell`,
    );
    expect(fromShell).toBe('refused');
    expect(till.logged('page.request-refused')).toBeGreaterThan(0);
  });

  it('2: the page has no Node', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'setImmediate'];
    expect(await till.inPage(`return ${JSON.stringify(names)}.filter((name) => name in globalThis);`)).toEqual([]);
    expect(await till.inPage(`return import('node:fs').then(() => 'loaded', () => 'refused');`)).toBe('refused');
    const used = await till.preferences();
    expect([used['nodeIntegration'], used['nodeIntegrationInSubFrames']]).toEqual([false, false]);
  });

  it('3: what the page does to its own world does not reach the preload', async () => {
    const caught = await till.inPage<string[]>(`
      const caught = new Set();
      const spy = (owner, name) => {
        const before = owner[name];
        owner[name] = function (...all) {
          for (const one of [this, ...all]) for (const key of Object.keys(Object(one))) caught.add(key);
          return before.apply(this, all);
        };
      };
      for (const name of ['push', 'slice', 'map']) spy(Array.prototype, name);
      spy(Map.prototype, 'get'); spy(Function.prototype, 'call'); spy(Object, 'assign');
      window.mostrador.post({ kind: 'request', id: 1, command: 'host.hello', input: {} });
      window.mostrador.onMessage(() => undefined);
      // A function of the bridge belongs to this world: its constructor makes functions of this world.
      caught.add(window.mostrador.post.constructor('return typeof process + typeof require')());
      return [...caught];`);
    expect(caught).toContain('undefinedundefined');
    expect(caught).not.toContain('send');
    expect((await till.preferences())['contextIsolation']).toBe(true);
  });

  it('4: a preload of this window is sandboxed', async () => {
    const probe = join(till.folder, 'probe.cjs');
    writeFileSync(
      probe,
      `const tries = ['node:fs', 'node:child_process', 'node:net'].map((name) => {
         try { require(name); return 'loaded'; } catch { return 'refused'; }
       });
       console.log('probe ' + JSON.stringify({ isSandboxed: process.sandboxed, tries }));`,
    );
    const heard = till.page.waitForEvent('console', (message) => message.text().startsWith('probe '));
    await till.app.evaluate(({ session }, filePath) => {
      const chosen = session.defaultSession;
      // Before Electron 35 it had another name.
      if ('registerPreloadScript' in chosen) chosen.registerPreloadScript({ type: 'frame', id: 'probe', filePath });
      else (chosen as { setPreloads(paths: string[]): void }).setPreloads([filePath]);
    }, probe);
    await till.page.reload();
    const said = (await heard).text().slice('probe '.length);
    await till.app.evaluate(({ session }) => {
      const chosen = session.defaultSession;
      if ('unregisterPreloadScript' in chosen) chosen.unregisterPreloadScript('probe');
      else (chosen as { setPreloads(paths: string[]): void }).setPreloads([]);
    });
    expect(JSON.parse(said)).toEqual({ isSandboxed: true, tries: ['refused', 'refused', 'refused'] });
    expect((await till.preferences())['sandbox']).toBe(true);
  });

  it('5: every permission is refused', async () => {
    const asked = await till.inPage<(string | number)[]>(`
      const name = (error) => error.name;
      const ask = (what) => { try { return what().then(() => 'granted', name); } catch (error) { return error.name; } };
      return Promise.all([
        Notification.requestPermission(),
        navigator.permissions.query({ name: 'notifications' }).then(({ state }) => state),
        new Promise((resolve) => navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code))),
        ask(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        ask(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
        ask(() => navigator.clipboard.readText()),
        ask(() => navigator.requestMIDIAccess()),
        ask(() => navigator.serial.requestPort()),
        ask(() => navigator.usb.requestDevice({ filters: [] })),
        ask(() => navigator.hid.requestDevice({ filters: [] })),
      ]);`);
    expect(asked.slice(0, 3)).toEqual(['denied', 'denied', 1]);
    expect(asked.slice(3)).not.toContain('granted');
  });

  it('6: another origin cannot be read, also where policy and filter would let it', async () => {
    const bare = await openBesiegedTill();
    try {
      await bare.app.evaluate(async ({ session, webContents }) => {
        session.defaultSession.webRequest.onBeforeRequest(null);
        const [contents] = webContents.getAllWebContents();
        contents?.debugger.attach();
        await contents?.debugger.sendCommand('Page.setBypassCSP', { enabled: true });
      });
      await bare.page.reload();
      const outcome = await bare.inPage<string[]>(`
        const read = (url) => fetch(url).then((answer) => answer.text(), () => 'refused');
        const image = Object.assign(new Image(), { src: '${bare.server.url}/image' });
        document.body.append(image);
        ${PAUSE}
        return [await read('${bare.server.url}/fetch'), await read('file:///etc/passwd')];`);
      expect(outcome).toEqual(['refused', 'refused']);
      // The control: with policy and filter away, the question itself did go out.
      expect(bare.server.hits).toEqual(expect.arrayContaining(['/fetch', '/image']));
      expect((await bare.preferences())['webSecurity']).toBe(true);
    } finally {
      await bare.close();
    }
  });

  it('7: no script and no style but ours', async () => {
    const outcome = await till.inPage<Record<string, unknown>>(`
      const broken = [];
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective));
      const add = (tag, given) => document.body.append(Object.assign(document.createElement(tag), given));
      add('script', { textContent: 'globalThis.foreignCodeRan = true' });
      add('script', { src: 'data:text/javascript,globalThis.foreignCodeRan=true' });
      add('style', { textContent: 'body { --foreign: 1 }' });
      document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="globalThis.foreignCodeRan = true">');
      add('iframe', { srcdoc: '<script>top.foreignCodeRan = true</script>' });
      // Later: what a debugger runs at once may evaluate text, whatever the policy says.
      const attempt = (run) => new Promise((resolve) => setTimeout(() => {
        try { resolve(run()); } catch { resolve('refused'); }
      }));
      const evaluated = await attempt(() => eval('"ran"'));
      const made = await attempt(() => new Function('return "ran"')());
      ${PAUSE}
      return { evaluated, made, broken: [...new Set(broken)].sort(), ran: 'foreignCodeRan' in globalThis,
        style: getComputedStyle(document.body).getPropertyValue('--foreign') };`);
    expect(outcome).toMatchObject({ evaluated: 'refused', made: 'refused', ran: false, style: '' });
    expect(outcome['broken']).toEqual(expect.arrayContaining(['script-src-attr', 'script-src-elem', 'style-src-elem']));
  });

  it('8: no insecure content runs', async () => {
    const ran = await till.inPage<boolean>(`
      const script = Object.assign(document.createElement('script'), { src: '${till.server.url}/script' });
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '${till.server.url}/style' });
      document.head.append(script, link);
      ${PAUSE}
      return 'foreignCodeRan' in globalThis;`);
    expect(ran).toBe(false);
    expect((await till.preferences())['allowRunningInsecureContent']).toBe(false);
  });

  it('9 and 10: no experiment of the browser is switched on', async () => {
    const names = 'return Object.getOwnPropertyNames(globalThis);';
    const ours = new Set(await till.inPage<string[]>(names));
    // The control: a window that has them knows names that ours does not.
    const experimental = await till.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { experimentalFeatures: true } });
      await window.loadURL('about:blank');
      const known: unknown = await window.webContents.executeJavaScript('Object.getOwnPropertyNames(globalThis)');
      window.destroy();
      return known as string[];
    });
    expect(experimental.filter((name) => !ours.has(name)).length).toBeGreaterThan(3);
    const used = await till.preferences();
    expect([used['experimentalFeatures'], used['enableBlinkFeatures'] ?? '']).toEqual([false, '']);
  });

  it('11: a webview is a word without a meaning', async () => {
    const kind = await till.inPage<string>(`
      const view = document.createElement('webview');
      view.setAttribute('src', '${till.server.url}/webview');
      view.setAttribute('allowpopups', '');
      document.body.append(view);
      ${PAUSE}
      return typeof view.getWebContentsId;`);
    expect(kind).toBe('undefined');
    expect((await till.preferences())['webviewTag']).toBe(false);
  });
});
