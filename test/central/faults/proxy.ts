import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What happens to the bytes between a till and central. */
export type Mode =
  /** They pass. */
  | 'pass'
  /** Central's answer never comes: the connection is cut when its first byte is there, so the work is done. */
  | 'cut-answer'
  /** Half of what central answers, then the connection is cut. */
  | 'half-answer'
  /** Nothing comes back and nothing is closed: the cable is out. */
  | 'silent'
  /** The connection is refused as soon as it is there. */
  | 'refuse'
  /** Something else answers, with this. */
  | { readonly answer: string };

export type FaultyProxy = {
  readonly url: string;
  mode: Mode;
  /** Where central is; another instance of it may take over. */
  target: string;
  /** How often the mode was in the way. */
  hindered: number;
  close(): Promise<void>;
};

/** What a portal or a broken balancer answers, with its length, so that the client believes that it has all. */
export const httpAnswer = (status: string, body: string, headers = ''): Mode => ({
  answer: `HTTP/1.1 ${status}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
});

/**
 * A TCP proxy on loopback. `hinders` says which requests the mode is for, by the first line of the request; others pass.
 */
export async function startProxy(target: string, hinders: (firstLine: string) => boolean): Promise<FaultyProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    const { hostname, port } = new URL(proxy.target);
    const central = keep(connect({ host: hostname, port: Number(port) }));
    let isHindered = false;
    client.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1', 0, 200);
      const isRequest = /^(GET|POST) /.test(text);
      if (isRequest) isHindered = proxy.mode !== 'pass' && hinders(text.split('\r\n')[0] ?? '');
      if (isHindered && isRequest) proxy.hindered += 1;
      if (isHindered && proxy.mode === 'refuse') {
        client.destroy();
        return;
      }
      if (isHindered && typeof proxy.mode === 'object') {
        if (isRequest) client.end(proxy.mode.answer);
        return;
      }
      if (isHindered && proxy.mode === 'silent') return;
      central.write(chunk);
    });
    central.on('data', (chunk: Buffer) => {
      if (!isHindered) client.write(chunk);
      else if (proxy.mode === 'half-answer')
        client.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => client.destroy());
      else client.destroy();
    });
    const isSilent = (): boolean => isHindered && proxy.mode === 'silent';
    client.on('close', () => central.destroy());
    central.on('close', () => {
      if (!isSilent()) client.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: 'pass',
    target,
    hindered: 0,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
