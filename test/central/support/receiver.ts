import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** null: never. */
export type Answering = (request: Received, count: number) => Answer | null;

/** Somebody else's server on a loopback address: keeps what it was sent and answers as it is told. */
export type Receiver = {
  readonly url: string;
  readonly received: Received[];
  answering: Answering;
  close(): Promise<void>;
};

export async function openReceiver(host = '127.0.0.2', answering: Answering = () => ({})): Promise<Receiver> {
  const received: Received[] = [];
  const receiver: { answering: Answering } = { answering };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const one = { path: request.url ?? '', headers: request.headers as Record<string, string>, body };
      received.push(one);
      const answer = receiver.answering(one, received.length);
      if (answer === null) return;
      response.writeHead(answer.status ?? 204, answer.headers ?? {});
      response.end(answer.body ?? '');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `http://${host}:${port}`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
