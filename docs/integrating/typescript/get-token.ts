/**
 * Makes a token that may do what an integration needs, and no more. Printed once: nobody can read it again.
 *
 *   MOSTRADOR_URL=... MOSTRADOR_TOKEN=<of an administrator> node get-token.ts NAME SCOPE...
 */
import { createClient, type TokensCreateBody } from '../../../clients/typescript/src/index.ts';

const client = createClient({
  url: process.env['MOSTRADOR_URL'] ?? '',
  token: process.env['MOSTRADOR_TOKEN'] ?? '',
  language: 'en',
});
const [name = 'Integration', ...scopes] = process.argv.slice(2);
const wanted = scopes.length === 0 ? ['invoices:read', 'events:read'] : scopes;
// Central checks the words: one that it does not know is refused.
const { token } = await client.tokens.create({ name, scopes: wanted as TokensCreateBody['scopes'] });
process.stdout.write(`${token}\n`);
