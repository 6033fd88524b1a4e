/**
 * One end of a connection that carries whole messages in order: a child process, a worker, a window, a local socket. What
 * goes through is JSON data; nothing about it is trusted before a schema has seen it.
 */
export type Port = {
  post(message: unknown): void;
  /** Listens from now on; messages that came before the first listener are handed over first. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the other end is gone, also when it already is. */
  onClose(listener: () => void): void;
  close(): void;
};
