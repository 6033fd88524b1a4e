import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import ipaddr from 'ipaddr.js';
import { buildApp } from '../../../central/app/build-app.ts';
import type { CentralContext } from '../../../central/app/context.ts';
import { openPool } from '../../../central/db/pool.ts';
import { inCompany } from '../../../central/db/tenant.ts';
import { createCompany } from '../../../central/modules/companies/create-company.ts';
import { enqueue } from '../../../central/modules/events/enqueue.ts';
import { startDelivering } from '../../../central/modules/webhooks/deliver/worker.ts';
import { type Bench, figure } from '../../bench/row.ts';
import { spread } from '../../bench/samples.ts';
import { unwrap } from '../../support/till.ts';
import { type Asked, loadHttp } from './load.ts';
import { contextOf, newDatabase, startPostgres } from './real-postgres.ts';

const ENDPOINTS = 50;
const MAX_EVENTS = 200;
/** One after the other, for the time from the commit to the receiver. */
const MAX_ALONE = 40;
const HOST = '127.0.0.2';
const HANGS = '/0';
/** As many as the deliverer sends to those that answer. */
const CALLERS = (ENDPOINTS - 1) * 5;

type Receiver = { readonly url: string; readonly server: Server; received: number; onReceived: () => void };

/** Every endpoint is a path of it; the first never answers. */
async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === HANGS) return;
    request.on('end', () => {
      receiver.received += 1;
      receiver.onReceived();
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = { url: `http://${HOST}:${port}`, server, received: 0, onReceived: () => undefined };
  return receiver;
}

async function endpoints(context: CentralContext, token: string, url: string): Promise<void> {
  const app = buildApp(context, { rateLimiter: { take: () => null } });
  for (let place = 0; place < ENDPOINTS; place += 1) {
    const payload = { url: `${url}/${place}`, eventTypes: ['order.received'] };
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': `endpoint-${place}` };
    const made = await app.inject({ method: 'POST', url: '/v1/webhooks', headers, payload });
    if (made.statusCode !== 201) throw new Error(made.body);
  }
  await app.close();
}

async function happen(context: CentralContext, companyId: string, events: number): Promise<void> {
  const nowMs = context.clock.nowMs();
  const one = (index: number) => ({
    type: 'order.received' as const,
    atMs: nowMs,
    shopId: null,
    data: { id: `order-${index}`, source: 'bench', externalId: String(index), displayNumber: `#${index}`, version: 1 },
  });
  await inCompany(context, companyId, (tx) =>
    enqueue(
      tx,
      Array.from({ length: events }, (_, index) => one(index)),
      nowMs,
    ),
  );
}

const until = (receiver: Receiver, count: number): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (receiver.received >= count) resolve();
    };
    receiver.onReceived = look;
    look();
  });

/** Milliseconds from the commit of an event to each of those that answer, nothing else going on. */
async function alone(context: CentralContext, companyId: string, receiver: Receiver, times: number): Promise<number[]> {
  const tookMs: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const before = receiver.received;
    await happen(context, companyId, 1);
    const committedMs = performance.now();
    await new Promise<void>((resolve) => {
      receiver.onReceived = () => {
        tookMs.push(performance.now() - committedMs);
        if (receiver.received === before + ENDPOINTS - 1) resolve();
      };
    });
    await wait(20);
  }
  receiver.onReceived = () => undefined;
  return tookMs;
}

const body = JSON.stringify({ type: 'order.received', timestamp: new Date(0).toISOString(), data: { id: 'x' } });
const barePost = (url: string): ((index: number) => Asked) => {
  return (index) => ({
    method: 'POST',
    url: `${url}/${1 + (index % (ENDPOINTS - 1))}`,
    headers: { 'content-type': 'application/json' },
    body,
  });
};

/** To fifty endpoints, one of which hangs, from the queue in PostgreSQL over real sockets. */
export const deliveries: Bench = async (context) => {
  const server = await startPostgres(context);
  const receiver = await openReceiver();
  const connectionString = await newDatabase(server, 'deliveries');
  const pool = openPool({ connectionString, max: 10, onError: () => undefined });
  const policy = { allowHttp: true, ports: 'any' as const, nets: [ipaddr.parseCIDR('127.0.0.0/8')] };
  const central = contextOf(pool, policy);
  try {
    const wanted = { name: 'Bench', taxId: 'B00000018', environment: 'test' as const };
    const { companyId, token } = unwrap(await createCompany(central, wanted));
    await endpoints(central, token, receiver.url);
    const events = Math.min(MAX_EVENTS, context.sizes.sales);
    const expected = events * (ENDPOINTS - 1);
    await happen(central, companyId, events);
    const since = performance.now();
    const worker = startDelivering(central);
    await until(receiver, expected);
    const seconds = (performance.now() - since) / 1_000;
    const aloneMs = await alone(central, companyId, receiver, Math.min(MAX_ALONE, Math.ceil(events / 5)));
    const bare = await loadHttp(CALLERS, expected, barePost(receiver.url));
    receiver.server.closeAllConnections();
    await worker.stop();
    return [
      {
        what: 'webhook deliveries',
        how: `${events} events to ${ENDPOINTS} endpoints, one of which hangs; sender, receivers and bench in one process`,
        figures: [figure('deliveries', expected / seconds, '/s'), ...spread(aloneMs, 'commit to receiver ')],
        goal: null,
        met: null,
        limit: [figure('bare POST', expected / bare.seconds, '/s')],
        skipped: null,
      },
    ];
  } finally {
    central.outbound.close();
    receiver.server.closeAllConnections();
    receiver.server.close();
    await pool.end();
    await server.stop();
  }
};
