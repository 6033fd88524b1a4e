/**
 * Be told what happens. Prints WEBHOOK_ID and WEBHOOK_SECRET for a shell; no types: every one. Run again, it changes what is
 * there.
 *
 *   MOSTRADOR_URL=... MOSTRADOR_TOKEN=<webhooks:manage> node register-webhook.ts URL [TYPE...]
 */
import { createClient, type WebhooksCreateBody } from '../../../clients/typescript/src/index.ts';

const client = createClient({
  url: process.env['MOSTRADOR_URL'] ?? '',
  token: process.env['MOSTRADOR_TOKEN'] ?? '',
  language: 'en',
});
const [url = '', ...types] = process.argv.slice(2);
const eventTypes = types as NonNullable<WebhooksCreateBody['eventTypes']>;

type Registered = { readonly id: string; readonly secret: string };

async function register(): Promise<Registered> {
  for await (const { id, url: known } of client.webhooks.listAll({ limit: 200 })) {
    if (known !== url) continue;
    await client.webhooks.update(id, { eventTypes, status: 'active' });
    return { id, ...(await client.webhooks.secret(id)) };
  }
  return client.webhooks.create({ url, description: 'Example in TypeScript', eventTypes });
}

const { id, secret } = await register();
process.stdout.write(`export WEBHOOK_ID='${id}'\nexport WEBHOOK_SECRET='${secret}'\n`);
