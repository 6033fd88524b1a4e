import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listening, type Running, run, start } from '../support/central-program.ts';

let folder = '';
let server: Running;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-test-company-'));
  // The PostgreSQL of a root's central is another user's.
  chmodSync(folder, 0o755);
  server = start(['--data', folder, '--port', '0']);
  await listening(server);
}, 90_000);
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.code;
  rmSync(folder, { recursive: true, force: true });
});

/** As an integrator's shell does. */
const bash = async (script: string): Promise<string> =>
  (await promisify(execFile)('bash', ['-euc', script], { timeout: 30_000 })).stdout;

describe('npm run central -- test-company', () => {
  test('beside a server that runs: a token that opens it, over TLS that is verified', async () => {
    const env = join(folder, 'test.env');
    const made = await run(['test-company', '--env', env, '--data', folder]);
    expect(made).toMatchObject({ code: 0, answer: { taxId: 'B00000018', env } });
    expect(made.answer['token']).toMatch(/^mo_test_/);
    expect(statSync(env).mode & 0o777).toBe(0o600);
    const ask = 'curl -sS "$MOSTRADOR_URL/v1/sales?limit=1" -H "Authorization: Bearer $MOSTRADOR_TOKEN"';
    expect(JSON.parse(await bash(`source ${env}; ${ask}`)).data).toHaveLength(1);
    // The control: without what the file says of the certificate nobody is asked.
    await expect(bash(`source ${env}; unset CURL_CA_BUNDLE SSL_CERT_FILE; ${ask}`)).rejects.toThrow('certificate');
  });

  test('again: another company, with another NIF', async () => {
    const again = await run(['test-company', '--data', folder]);
    expect(again.code).toBe(0);
    expect(again.answer['taxId']).not.toBe('B00000018');
  });
});
