import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Delivery, makeDelivery } from '../../central/modules/webhooks/deliver/delivery.ts';
import { sign } from '../../central/modules/webhooks/signature.ts';
import type { Forged } from '../central/support/forge.ts';
import {
  bearer,
  type CompanyOfTest,
  type FreshCentral,
  freshCentral,
  makeCompany,
  virtualClock,
} from '../central/support/fresh-central.ts';
import { type Built, build, languages } from './support/languages.ts';
import { type ReceiverProgram, startReceiver } from './support/receiver-program.ts';

let central: FreshCentral;
let company: CompanyOfTest;
let delivery: Delivery;

beforeAll(async () => {
  // Receivers have the clock of the machine.
  central = await freshCentral({ clock: virtualClock(Date.now()), rateLimiter: { take: () => null } });
  company = await makeCompany(central);
  delivery = makeDelivery(central.context);
});
afterAll(() => central.close());

async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object): Promise<Forged> {
  const headers = bearer(company.userToken);
  const answer = await central.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json();
}

async function tick(): Promise<void> {
  while ((await delivery.claimDue()) > 0) await delivery.settled();
}

for (const language of languages) {
  describe.skipIf(!language.isInstalled)(`the receiver in ${language.name}`, () => {
    let built: Built;
    let receiver: ReceiverProgram;
    let webhook: Forged;
    let secret: string;

    beforeAll(async () => {
      built = await build(language);
      // Registered first: whoever receives has to know the secret. Told of nothing until the receiver is there.
      const wanted = { url: 'http://127.0.0.1:9/', status: 'paused' };
      webhook = await ask('POST', '/v1/webhooks', wanted);
      secret = webhook.secret;
      const env = { WEBHOOK_SECRET: secret, WEBHOOK_SEEN: `${built.folder}/seen` };
      receiver = await startReceiver(language, built.folder, env);
      await ask('PATCH', `/v1/webhooks/${webhook.id}`, { url: `${receiver.url}/mostrador`, status: 'active' });
    });
    afterAll(async () => {
      await receiver?.stop();
      if (webhook !== undefined) await ask('PATCH', `/v1/webhooks/${webhook.id}`, { status: 'paused' });
      built?.remove();
    });

    const stateOf = async (id: string): Promise<Forged> => ask('GET', `/v1/deliveries/${id}`);

    test('believes what central delivers, once, and answers a repetition like the first', async () => {
      const { eventId, deliveryId } = await ask('POST', `/v1/webhooks/${webhook.id}/test`, { type: 'sale.completed' });
      await tick();
      const first = await stateOf(deliveryId);
      expect(first, receiver.complaints()).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 204 });
      await ask('POST', `/v1/deliveries/${deliveryId}/resend`);
      await tick();
      expect(await stateOf(deliveryId)).toMatchObject({ state: 'delivered', attempts: 2, lastStatus: 204 });
      await vi.waitFor(() =>
        expect(receiver.lines()).toEqual([`verified ${eventId} ${first.body}`, `again ${eventId}`]),
      );
    });

    test('believes both secrets during a rotation as long as it knows one of them', async () => {
      await ask('POST', `/v1/webhooks/${webhook.id}/rotate-secret`, { overlapSeconds: 3600 });
      const { deliveryId } = await ask('POST', `/v1/webhooks/${webhook.id}/test`, {});
      await tick();
      const { lastStatus, log } = await stateOf(deliveryId);
      expect(log[0].requestHeaders['webhook-signature'].split(' ')).toHaveLength(2);
      expect(lastStatus).toBe(204);
    });

    test('keeps one of many that come at the same time, and each line whole', async () => {
      const before = receiver.lines().length;
      const at = Math.floor(Date.now() / 1_000);
      const ids = Array.from({ length: 12 }, (_, n) => `evt_${language.name}_${n}`);
      const send = async (id: string): Promise<number> => {
        const body = JSON.stringify({ type: 'stock.changed', timestamp: '2026-11-23T10:00:00Z', data: { id } });
        const headers = {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(at),
          'webhook-signature': sign(secret, id, at, body),
        };
        return (await fetch(receiver.url, { method: 'POST', headers, body })).status;
      };
      const statuses = await Promise.all([...ids, ...ids, ...ids, ...ids].map(send));
      expect(new Set(statuses)).toEqual(new Set([204]));
      await vi.waitFor(() => expect(receiver.lines()).toHaveLength(before + 4 * ids.length));
      const lines = receiver.lines().slice(before);
      for (const id of ids) {
        const of = lines.filter((line) => line.split(' ')[1] === id);
        expect(of.filter((line) => line.startsWith('verified ') && line.endsWith('}'))).toHaveLength(1);
        expect(of.filter((line) => line === `again ${id}`)).toHaveLength(3);
      }
    });

    test('refuses what somebody else sends, and takes nothing in', async () => {
      const before = receiver.lines().length;
      const at = Math.floor(Date.now() / 1_000);
      const body = '{"type":"sale.completed","timestamp":"2026-11-23T10:00:00Z","data":{}}';
      const headers = {
        'content-type': 'application/json',
        'webhook-id': 'evt_forged',
        'webhook-timestamp': String(at),
      };
      const send = async (more: Record<string, string>): Promise<number> =>
        (await fetch(receiver.url, { method: 'POST', headers: { ...headers, ...more }, body })).status;
      const guess = sign(`whsec_${Buffer.alloc(32).toString('base64')}`, 'evt_forged', at, body);
      expect(await send({ 'webhook-signature': guess })).toBe(401);
      expect(await send({})).toBe(401);
      // Negative control: with the secret it is believed.
      const good = sign(secret, 'evt_forged', at, body);
      expect(await send({ 'webhook-signature': good })).toBe(204);
      await vi.waitFor(() => expect(receiver.lines()).toHaveLength(before + 1));
      const old = at - 301;
      const replayed = { 'webhook-timestamp': String(old) };
      const signedThen = sign(secret, 'evt_forged', old, body);
      expect(await send({ ...replayed, 'webhook-signature': signedThen })).toBe(401);
      expect(receiver.lines()).toHaveLength(before + 1);
      expect(receiver.complaints()).toContain('refused ');
    });
  });
}
