import { contextBridge, ipcRenderer } from 'electron';
import type { WindowBridge } from '../ipc/window-bridge.ts';
import { MESSAGE_CHANNEL, PAGE_CHANNEL } from '../ipc/window-channels.ts';

// Before the page runs: what it asked in an earlier life is not answered in this one.
ipcRenderer.send(PAGE_CHANNEL);

// Two functions of our own and nothing of Electron's; the main process checks who sends and what.
contextBridge.exposeInMainWorld('mostrador', {
  post: (message) => ipcRenderer.send(MESSAGE_CHANNEL, message),
  onMessage: (listener) => {
    ipcRenderer.on(MESSAGE_CHANNEL, (_event, message: unknown) => listener(message));
  },
} satisfies WindowBridge);
