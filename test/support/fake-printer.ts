import { type AddressInfo, createServer, type Socket } from 'node:net';

export type Script = {
  /** Answers DLE EOT 1, 2, 4; null stays silent. */
  readonly status?: { readonly printer?: number; readonly cause?: number; readonly paper?: number } | null;
  readonly answersGsR?: boolean;
  /** Ends the connection after this many bytes of the ticket. */
  readonly cutAt?: number;
  readonly cutBy?: 'reset' | 'end';
  readonly neverReads?: boolean;
  /** No answer once the first byte of a ticket has come. */
  readonly silentAfterTicket?: boolean;
  /** Bytes sent before every answer, and every `noiseEveryMs`; with silentAfterTicket only once a ticket has begun. */
  readonly noise?: () => Uint8Array;
  readonly noiseEveryMs?: number;
};

export type FakePrinter = {
  readonly port: number;
  readonly url: string;
  script: Script;
  /** Ticket bytes of each connection that brought any, status questions taken out. */
  readonly tickets: () => readonly Uint8Array[];
  readonly connections: () => number;
  readonly openNow: () => number;
  close(): Promise<void>;
};

const READY = { printer: 0x12, cause: 0x12, paper: 0x12 };

/** A scripted ESC/POS printer on 127.0.0.1: it knows the status questions and takes everything else as ticket. */
export async function startFakePrinter(script: Script = {}): Promise<FakePrinter> {
  const tickets: number[][] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const ticket: number[] = [];
    tickets.push(ticket);
    if (fake.script.neverReads !== true) {
      converse(socket, ticket, fake.script);
      socket.resume();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakePrinter = {
    port,
    url: `tcp://127.0.0.1:${port}`,
    script,
    tickets: () => tickets.filter((ticket) => ticket.length > 0).map((ticket) => Uint8Array.from(ticket)),
    connections: () => connections,
    openNow: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return fake;
}

function converse(socket: Socket, ticket: number[], script: Script): void {
  const answer = (byte: number): void => {
    if (script.silentAfterTicket === true && ticket.length > 0) return;
    const isQuiet = script.noiseEveryMs !== undefined && script.silentAfterTicket === true;
    const noise = isQuiet ? new Uint8Array() : (script.noise?.() ?? new Uint8Array());
    socket.write(Uint8Array.of(...noise, byte));
  };
  if (script.noiseEveryMs !== undefined) {
    const timer = setInterval(() => {
      if (script.silentAfterTicket !== true || ticket.length > 0) socket.write(script.noise?.() ?? new Uint8Array());
    }, script.noiseEveryMs);
    socket.on('close', () => clearInterval(timer));
  }
  const cut = (): void => {
    if (script.cutBy === 'end') socket.destroy();
    else socket.resetAndDestroy();
  };
  let held: number[] = [];
  socket.on('data', (chunk) => {
    for (const byte of chunk) {
      held.push(byte);
      const question = questionIn(held);
      if (question === 'partial') continue;
      if (question !== null) {
        held = [];
        const status = script.status === undefined ? {} : script.status;
        if (question === 'gs-r') {
          if (status !== null && script.answersGsR !== false) answer(0);
        } else if (status !== null) answer(status[question] ?? READY[question]);
        continue;
      }
      for (const plain of held) {
        if (ticket.length === script.cutAt) return cut();
        ticket.push(plain);
      }
      held = [];
    }
    if (script.cutAt !== undefined && ticket.length > 0 && ticket.length === script.cutAt) cut();
  });
}

function questionIn(bytes: readonly number[]): 'printer' | 'cause' | 'paper' | 'gs-r' | 'partial' | null {
  const [first, second, third] = bytes;
  if (bytes.length === 1) return first === 0x10 || first === 0x1d ? 'partial' : null;
  if (bytes.length === 2) {
    return (first === 0x10 && second === 0x04) || (first === 0x1d && second === 0x72) ? 'partial' : null;
  }
  if (first === 0x1d) return 'gs-r';
  if (third === 1) return 'printer';
  if (third === 2) return 'cause';
  return third === 4 ? 'paper' : null;
}
