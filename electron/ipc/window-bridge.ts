/** What Electron's preload gives the page as `window.mostrador`: a way for whole messages, nothing else. */
export type WindowBridge = {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
};
