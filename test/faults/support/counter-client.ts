import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Result } from '../../../domain/result.ts';
import { webSocketPort } from '../../../electron/browser/web-socket-port.ts';
import type { CommandName, InputOf, OutputOf } from '../../../electron/ipc/contract/index.ts';
import { createPeer, type Peer } from '../../../electron/ipc/peer.ts';
import { systemTimeouts } from '../../../electron/ipc/system-timeouts.ts';

const REPEATED = new Set(['process_gone', 'no_answer', 'till_not_ready']);
const PATIENCE_MS = 30_000;
const RETRY_MS = 20;

/** A page at the counter: repeats what was not answered, word for word unless `ask` is given a way to make it anew. */
export type CounterClient = {
  readonly peer: Peer;
  /** How often something was asked again. */
  readonly repeats: () => number;
  /** @throws Error with the code of a refusal */
  ask<Name extends CommandName>(command: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  close(): void;
};

/** Exchanges the link for a cookie, as a browser does when it opens it. */
function signIn(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, (response) => {
      response.resume();
      resolve(response.headers['set-cookie']?.[0]?.split(';')[0] ?? '');
    });
    asked.on('error', reject).end();
  });
}

export async function connectCounter(signInUrl: string): Promise<CounterClient> {
  const { host } = new URL(signInUrl);
  const socket = new WebSocket(`ws://${host}/till`, {
    origin: `http://${host}`,
    headers: { cookie: await signIn(signInUrl) },
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const peer = createPeer(webSocketPort(socket), {}, { onError: () => undefined }, systemTimeouts);
  let repeats = 0;
  return {
    peer,
    repeats: () => repeats,
    async ask<Name extends CommandName>(command: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const result: Result<OutputOf<Name>> = await peer.call(command, input);
        if (result.ok) return result.value;
        if (!REPEATED.has(result.refusal.code) || performance.now() > until) {
          throw new Error(`${command}: ${JSON.stringify(result.refusal)}`);
        }
        repeats += 1;
        await wait(RETRY_MS);
      }
    },
    close: () => socket.terminate(),
  };
}

/** Codes of the sample shop that are sold by the piece. */
export function sampleCodes(count: number): readonly string[] {
  return readFileSync('samples/catalogo-supermercado.csv', 'utf8')
    .split('\n')
    .filter((line) => line.trimEnd().endsWith(';unidad') && !line.includes('"'))
    .map((line) => line.split(';')[1] ?? '')
    .filter((code) => code.length === 13)
    .slice(0, count);
}
