import { app, type Session, type WebContents } from 'electron';
import type { Report } from '../host/shell.ts';
import { isPageUrl, PAGE_ORIGIN } from './app-scheme.ts';

/** Before Electron is ready. */
export function lockDownProcess(): void {
  // Also for what is not asked for. Whoever starts the till without it, as root or in a container, gets what was asked.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // No keyring of the desktop asks for a password before the first sale; the page keeps no secrets.
  app.commandLine.appendSwitch('password-store', 'basic');
  app.commandLine.appendSwitch('disable-background-networking');
  // Dates and numbers of Chromium's own fields are those of the shop, whatever the system speaks.
  app.commandLine.appendSwitch('lang', 'es');
  // Nothing may look into an installed till; without the switch nothing listens.
  if (app.isPackaged) {
    for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) app.commandLine.removeSwitch(name);
  }
}

/** The inspector of a till that is being developed loads its own pages. */
const isOfTheInspector = (url: string): boolean => !app.isPackaged && url.startsWith('devtools://');
const isWithoutNetwork = (url: string): boolean => /^(?:data|blob):/.test(url);

/** The page asks nobody for anything: no network, no device, no permission, no download. */
export function lockDownSession(session: Session, report: Report): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, answer) => {
    const isAllowed = isPageUrl(request.url) || isWithoutNetwork(request.url) || isOfTheInspector(request.url);
    if (!isAllowed) report('warning', 'page.request-refused', { kind: request.resourceType });
    answer({ cancel: !isAllowed });
  });
}

/** Whatever shows a document anywhere in this program: it stays where it is and opens nothing. */
export function lockDownContents(report: Report): void {
  app.on('web-contents-created', (_event, contents) => lockDown(contents, report));
}

function lockDown(contents: WebContents, report: Report): void {
  const prevent =
    (rule: string) =>
    (event: { preventDefault(): void }): void => {
      event.preventDefault();
      report('warning', 'page.refused', { rule });
    };
  // A reload of our own page is no journey.
  contents.on('will-navigate', (event) => {
    if (event.url !== `${PAGE_ORIGIN}/` || !isPageUrl(contents.getURL())) prevent('navigate')(event);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) prevent('frame')(event);
  });
  contents.on('will-redirect', prevent('redirect'));
  contents.on('will-attach-webview', prevent('webview'));
  contents.setWindowOpenHandler(() => {
    report('warning', 'page.refused', { rule: 'open-window' });
    return { action: 'deny' };
  });
}
