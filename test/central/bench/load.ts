import { once } from 'node:events';
import { Agent, request } from 'node:http';

export type Asked = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type Load = { readonly seconds: number; readonly tookMs: readonly number[] };

async function ask(agent: Agent, { method, url, headers, body }: Asked): Promise<void> {
  const sent = request(url, { method, agent, headers });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [NodeJS.ReadableStream & { statusCode?: number }];
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  if ((answer.statusCode ?? 500) >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${text}`);
}

/** So many callers at once, each doing one thing after the other. */
export async function load(
  callers: number,
  times: number,
  work: (index: number, caller: number) => Promise<unknown>,
): Promise<Load> {
  const tookMs: number[] = [];
  let next = 0;
  const since = performance.now();
  const call = async (_: unknown, caller: number): Promise<void> => {
    while (next < times) {
      const index = next;
      next += 1;
      const begunMs = performance.now();
      await work(index, caller);
      tookMs.push(performance.now() - begunMs);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { seconds: (performance.now() - since) / 1_000, tookMs };
}

/** The same by HTTP, with one connection for each caller that stays open. Anything but success ends it. */
export async function loadHttp(callers: number, times: number, asked: (index: number) => Asked): Promise<Load> {
  const agents = Array.from({ length: callers }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const done = await load(callers, times, (index, caller) => ask(agents[caller] as Agent, asked(index)));
  for (const agent of agents) agent.destroy();
  return done;
}
