import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Scope } from '../../../central/app/auth.ts';
import { type Delivery, makeDelivery } from '../../../central/modules/webhooks/deliver/delivery.ts';
import type { Forged } from './forge.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from './fresh-central.ts';
import { type Answering, openReceiver, type Received, type Receiver } from './receiver.ts';

/** Of this file; `start` makes the company and the sender anew for each test. */
export let central: FreshCentral;
export let company: CompanyOfTest;
export let delivery: Delivery;
const open: Receiver[] = [];

export const SECOND = 1_000;
export const HOUR = 3_600 * SECOND;

export async function ask(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  token = company.userToken,
): Promise<{ status: number; body: Forged }> {
  const answer = await central.app.inject({ method, url, headers: bearer(token), ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}

export async function receiver(answering?: Answering, host = '127.0.0.2'): Promise<Receiver> {
  const made = await openReceiver(host, answering);
  open.push(made);
  return made;
}

export type Endpoint = { readonly id: string; readonly secret: string; readonly there: Receiver };

export async function endpoint(
  options: { answering?: Answering; eventTypes?: string[]; shopId?: string } = {},
): Promise<Endpoint> {
  const { answering, ...rest } = options;
  const there = await receiver(answering);
  const made = await ask('POST', '/v1/webhooks', { url: `${there.url}/hook`, ...rest });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return { id: made.body.id, secret: made.body.secret, there };
}

export const happen = async (type: string): Promise<string> =>
  (await ask('POST', '/v1/test/events', { type })).body.eventId;

/** Sends everything that is due now. */
export async function tick(by: Delivery = delivery): Promise<void> {
  while ((await by.claimDue()) > 0) await by.settled();
}

/** With the library that receivers use. Its clock is the machine's: the signature is checked apart from the time. */
export function verified(secret: string, { headers, body }: Received): Forged {
  const at = Number(headers['webhook-timestamp']);
  const RealDate = Date.now;
  Date.now = () => at * SECOND;
  try {
    return new Webhook(secret).verify(body, { ...headers }) as Forged;
  } finally {
    Date.now = RealDate;
  }
}

export const deliveriesOf = async (id: string): Promise<Forged[]> =>
  (await ask('GET', `/v1/deliveries?webhook=${id}`)).body.data;

beforeAll(async () => {
  central = await freshCentral({ rateLimiter: { take: () => null } });
});
afterAll(() => central.close());
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

export async function start(scopes: readonly Scope[] = ['admin']): Promise<void> {
  company = await makeCompany(central, { scopes });
  delivery = makeDelivery(central.context);
}
