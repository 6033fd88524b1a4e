import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { PAGE_URL } from './app-scheme.ts';

/** The smallest screen that the page is made for. */
const WIDTH = 1024;
const HEIGHT = 768;
/** What shows before the page does: its own colours. */
const BACKGROUND = { light: '#f3f2ee', dark: '#16191d' } as const;

export type TillWindowOptions = {
  /** Of the bundles; the preload lies there. */
  readonly appFolder: string;
  readonly isKiosk: boolean;
  readonly hasInspector: boolean;
};

/** The window of the till, not shown before the page has something to show. */
export function createTillWindow({ appFolder, isKiosk, hasInspector }: TillWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Mostrador',
    width: WIDTH,
    height: HEIGHT,
    minWidth: 800,
    minHeight: 600,
    useContentSize: true,
    show: false,
    kiosk: isKiosk,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(appFolder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      plugins: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // A dialog of the page would stop the next scan.
      disableDialogs: true,
      spellcheck: false,
      devTools: hasInspector,
      // A scan sounds also if nobody has touched the screen yet, and beeps come when they come.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  const { webContents } = window;
  window.once('ready-to-show', () => {
    if (!isKiosk) window.maximize();
    window.show();
  });
  // A finger that slips and Ctrl with the wheel change nothing; the page sizes itself.
  webContents.on('did-finish-load', () => {
    webContents.setZoomFactor(1);
    void webContents.setVisualZoomLevelLimits(1, 1);
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(PAGE_URL);
  return window;
}
