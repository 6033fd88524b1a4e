import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SilentServer = {
  readonly url: string;
  /** Paths that were asked for. */
  readonly hits: string[];
  close(): Promise<void>;
};

/** Another site on this machine. What it serves would run if it could; it lets nobody read it from elsewhere. */
export async function startSilentServer(): Promise<SilentServer> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.setHeader('content-type', 'text/javascript');
    response.end('globalThis.foreignCodeRan = true;');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
