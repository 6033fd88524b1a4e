import type { MessagePort, Worker } from 'node:worker_threads';
import type { Port } from '../../ipc/port.ts';

/** A worker thread as a Port, seen from the thread that started it. */
export const workerPort = (worker: Worker): Port => ({
  post: (message) => worker.postMessage(message),
  onMessage: (listener) => worker.on('message', listener),
  onClose: (listener) => worker.once('exit', listener),
  close: () => void worker.terminate(),
});

/** The way back, seen from inside. */
export const threadPort = (parent: MessagePort): Port => ({
  post: (message) => parent.postMessage(message),
  onMessage: (listener) => parent.on('message', listener),
  onClose: (listener) => parent.once('close', listener),
  close: () => parent.close(),
});
