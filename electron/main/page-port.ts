import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import type { Port } from '../ipc/port.ts';
import { MESSAGE_CHANNEL, PAGE_CHANNEL } from '../ipc/window-channels.ts';
import { isPageUrl } from './app-scheme.ts';

type Page = { readonly port: Port; hear(message: unknown): void };

export type PageListeners = {
  /** A page has come; the one before is closed. */
  onPage(port: Port): void;
  /** Somebody else than our page sent something: it goes no further. */
  onForeignMessage(): void;
};

/**
 * Makes a port of every page that the window shows, one after another. Messages count only from the top frame of this
 * window while it shows our page. @returns how to close what is open now: the page has crashed.
 */
export function listenToPages(contents: WebContents, { onPage, onForeignMessage }: PageListeners): () => void {
  let page: Page | null = null;

  const isOurs = ({ sender, senderFrame }: IpcMainEvent): boolean =>
    sender === contents && senderFrame !== null && senderFrame === contents.mainFrame && isPageUrl(senderFrame.url);

  const closePage = (): void => {
    page?.port.close();
    page = null;
  };
  const checked =
    (listener: (message: unknown) => void) =>
    (event: IpcMainEvent, message: unknown): void =>
      isOurs(event) ? listener(message) : onForeignMessage();

  const hearNewPage = checked(() => {
    closePage();
    page = createPage(contents);
    onPage(page.port);
  });
  const hearMessage = checked((message) => page?.hear(message));

  ipcMain.on(PAGE_CHANNEL, hearNewPage);
  ipcMain.on(MESSAGE_CHANNEL, hearMessage);
  contents.once('destroyed', () => {
    ipcMain.removeListener(PAGE_CHANNEL, hearNewPage);
    ipcMain.removeListener(MESSAGE_CHANNEL, hearMessage);
    closePage();
  });
  return closePage;
}

function createPage(contents: WebContents): Page {
  const listeners: ((message: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  const early: unknown[] = [];
  let isOpen = true;
  const port: Port = {
    post(message) {
      if (isOpen && !contents.isDestroyed()) contents.mainFrame.send(MESSAGE_CHANNEL, message);
    },
    onMessage(listener) {
      listeners.push(listener);
      for (const message of early.splice(0)) listener(message);
    },
    onClose(listener) {
      if (isOpen) closeListeners.push(listener);
      else listener();
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      for (const listener of closeListeners.splice(0)) listener();
    },
  };
  return {
    port,
    hear(message) {
      if (listeners.length === 0) early.push(message);
      for (const listener of listeners) listener(message);
    },
  };
}
