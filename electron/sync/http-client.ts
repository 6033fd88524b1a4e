import { X509Certificate } from 'node:crypto';
import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as tlsConnect } from 'node:tls';
import type { Http, HttpAnswer, HttpRequest, NoAnswer, Place } from './engine/ports.ts';

export type HttpLimits = {
  /** From the first byte asked to the last one answered. */
  readonly deadlineMs: number;
  /** Nothing at all moves on the connection: it is half-open. */
  readonly silenceMs: number;
  readonly maxAnswerBytes: number;
};
export const HTTP_LIMITS: HttpLimits = { deadlineMs: 30_000, silenceMs: 15_000, maxAnswerBytes: 16 * 1024 * 1024 };

class Insecure extends Error {}
class Silent extends Error {}

/** Hands a connection out only after its certificate was found to be the pinned one: no byte of the token goes before. */
class PinnedAgent extends Agent {
  readonly #fingerprint: string;
  readonly #silenceMs: number;

  constructor(fingerprint: string, silenceMs: number) {
    super({ keepAlive: true, maxSockets: 1 });
    this.#fingerprint = fingerprint;
    this.#silenceMs = silenceMs;
  }

  override createConnection(
    options: { host?: string | null; port?: string | number | null },
    callback?: (error: Error | null, stream: Duplex) => void,
  ): null {
    const host = options.host ?? 'localhost';
    // A name is no proof here and a self-made certificate has no authority: the fingerprint is both.
    const socket = tlsConnect({ host, port: Number(options.port ?? 443), rejectUnauthorized: false });
    const fail = (error: Error): void => callback?.(error, socket);
    socket.once('error', fail);
    // Until it is handed out no request knows it: who gives the request up would leave the socket open for ever.
    socket.setTimeout(this.#silenceMs, () => socket.destroy(new Silent('no handshake')));
    socket.once('secureConnect', () => {
      socket.setTimeout(0).removeAllListeners('timeout');
      const { raw } = socket.getPeerCertificate();
      const found = raw === undefined ? '' : new X509Certificate(raw).fingerprint256.replaceAll(':', '').toLowerCase();
      socket.removeListener('error', fail);
      if (found === this.#fingerprint) {
        callback?.(null, socket);
        return;
      }
      socket.destroy();
      fail(new Insecure('another certificate than the pinned one'));
    });
    return null;
  }
}

/** One connection to central, kept alive. Never rejects; redirects are answers like others. */
export function httpTo({ url, fingerprint, token }: Place, limits: HttpLimits = HTTP_LIMITS): Http {
  const base = new URL(url);
  const isPlain = base.protocol === 'http:';
  const pinned = !isPlain && fingerprint !== null;
  const agent = isPlain
    ? new Agent({ keepAlive: true, maxSockets: 1 })
    : fingerprint === null
      ? new TlsAgent({ keepAlive: true, maxSockets: 1 })
      : new PinnedAgent(fingerprint, limits.silenceMs);
  const send = isPlain || pinned ? httpRequest : tlsRequest;

  return async (asked) => {
    const options = {
      agent,
      method: asked.method,
      host: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port || (isPlain ? 80 : 443),
      path: `${base.pathname.replace(/\/$/, '')}${asked.path}`,
      headers: headersOf(asked, token, base.host),
    };
    const ask = () => exchange(() => send(options), asked.body, limits);
    const first = await ask();
    // A kept-alive connection that central closed meanwhile; every request may be repeated (contracts/sync).
    return first.wasReused ? (await ask()).answer : first.answer;
  };
}

function headersOf(asked: HttpRequest, token: string | null, host: string): Record<string, string | number> {
  return {
    host,
    accept: 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(asked.contentType === null ? {} : { 'content-type': asked.contentType }),
    ...(asked.body === null ? {} : { 'content-length': Buffer.byteLength(asked.body) }),
  };
}

type Exchanged = { readonly answer: HttpAnswer; readonly wasReused: boolean };

function exchange(start: () => ClientRequest, body: string | null, limits: HttpLimits): Promise<Exchanged> {
  return new Promise((resolve) => {
    const request = start();
    const settle = (answer: HttpAnswer, wasReused = false): void => {
      clearTimeout(deadline);
      resolve({ answer, wasReused });
    };
    const giveUp = (code: NoAnswer): void => {
      settle({ ok: false, code });
      request.destroy();
    };
    const deadline = setTimeout(() => giveUp('central_silent'), limits.deadlineMs);
    request.setTimeout(limits.silenceMs, () => giveUp('central_silent'));
    request.on('error', (error) => {
      const isReset = (error as NodeJS.ErrnoException).code === 'ECONNRESET' && request.reusedSocket;
      settle({ ok: false, code: noAnswerOf(error) }, isReset);
    });
    request.on('response', (response) => readAnswer(response, limits.maxAnswerBytes, settle, giveUp));
    request.end(body ?? undefined);
  });
}

function noAnswerOf(error: Error): NoAnswer {
  if (error instanceof Insecure) return 'central_insecure';
  return error instanceof Silent ? 'central_silent' : 'central_unreachable';
}

function readAnswer(
  response: IncomingMessage,
  maxBytes: number,
  settle: (answer: HttpAnswer) => void,
  giveUp: (code: NoAnswer) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) giveUp('central_answer_wrong');
    else chunks.push(chunk);
  });
  // Cut off in the middle: what came is no answer.
  response.on('error', () => giveUp('central_unreachable'));
  response.on('end', () => {
    if (!response.complete) return giveUp('central_unreachable');
    settle({
      ok: true,
      status: response.statusCode ?? 0,
      retryAfterMs: retryAfterMs(response.headers['retry-after']),
      body: Buffer.concat(chunks).toString('utf8'),
    });
  });
}

/** Seconds only: a date would need both clocks to agree. */
function retryAfterMs(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,7}$/.test(header) ? Number(header) * 1000 : null;
}
