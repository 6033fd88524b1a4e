import type { Port } from '../../ipc/port.ts';

/** Two ends of one connection in memory: a window without a page. */
export function windowPair(): { readonly window: Port; readonly page: Port } {
  const closing: (() => void)[] = [];
  const toWindow: ((message: unknown) => void)[] = [];
  const toPage: ((message: unknown) => void)[] = [];
  const close = (): void => {
    for (const listener of closing.splice(0)) listener();
  };
  const end = (heard: typeof toPage, own: typeof toPage): Port => ({
    post: (message) =>
      queueMicrotask(() => {
        for (const listener of heard) listener(message);
      }),
    onMessage: (listener) => own.push(listener),
    onClose: (listener) => closing.push(listener),
    close,
  });
  return { window: end(toPage, toWindow), page: end(toWindow, toPage) };
}
