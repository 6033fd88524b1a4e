import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listening, type Running, run, start } from '../support/central-program.ts';
import { freshDatabase } from '../support/fresh-database.ts';

/** As a till does: no authority is asked, the certificate itself is compared. */
async function certificateAt(url: string): Promise<PeerCertificate> {
  const { hostname, port } = new URL(url);
  const socket: TLSSocket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const certificate = socket.getPeerCertificate();
  socket.destroy();
  return certificate;
}

describe('central as a program', () => {
  let folder = '';
  const running: Running[] = [];
  const serve = (...more: readonly string[]): Running => {
    const one = start(['--data', folder, '--port', '0', ...more]);
    running.push(one);
    return one;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mostrador-serve-'));
    chmodSync(folder, 0o755);
  });
  afterAll(async () => {
    for (const { child, code } of running) {
      child.kill('SIGTERM');
      await code;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test('first start, administrator, pairing code, backup; the fingerprint stays; it ends in words', async () => {
    const first = serve();
    const { url, fingerprint } = await listening(first);
    expect(first.stderr()).toContain('admin create');
    expect((await certificateAt(url)).fingerprint256.replaceAll(':', '').toLowerCase()).toBe(fingerprint);
    for (const file of ['central-key.pem', 'postgres-password'])
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);

    const admin = await run(['admin', 'create', '--company', 'Bar Pepe', '--nif', 'B12345674', '--data', folder]);
    expect(admin.code).toBe(0);
    expect(admin.answer['token']).toMatch(/^mo_test_/);
    const again = await run(['admin', 'create', '--company', 'Bar Pepe', '--nif', 'B12345674', '--data', folder]);
    expect([again.code, again.answer['error']]).toMatchObject([1, { code: 'company_exists' }]);

    const pairing = await run([
      'till',
      'pair',
      '--nif',
      'B12345674',
      '--shop',
      '01',
      '--till',
      'T01',
      '--data',
      folder,
    ]);
    const code = JSON.parse(Buffer.from(String(pairing.answer['code']).slice(4), 'base64url').toString('utf8'));
    expect(code).toMatchObject({ url, fingerprint });

    const second = await run(['--data', folder, '--port', '0']);
    expect(second.answer['error']).toMatchObject({ code: 'central_folder_in_use' });

    first.child.kill('SIGTERM');
    expect(await first.code).toBe(0);
    expect(first.stderr()).toContain('Central cerrada');
    const later = serve();
    expect((await listening(later)).fingerprint).toBe(fingerprint);
    expect(later.stderr()).not.toContain('admin create');

    // Killed: its PostgreSQL is left behind, and the next one takes it over.
    later.child.kill('SIGKILL');
    await later.code;
    const heir = serve();
    await listening(heir);
    heir.child.kill('SIGTERM');
    expect(await heir.code).toBe(0);
    expect(() => readFileSync(join(folder, 'postgres', 'postmaster.pid'))).toThrow(/ENOENT/);
  });

  test('a move to a server takes everything along, and the folder keeps its own', async () => {
    const database = await freshDatabase({ isEmpty: true });
    const moved = await run(['move', '--to', database.connectionString, '--data', folder]);
    expect([moved.code, moved.answer]).toMatchObject([0, { epoch: expect.any(String) }]);
    const there = start(['admin', 'token', '--nif', 'B12345674', '--data', folder], {
      DATABASE_URL: database.connectionString,
    });
    expect(await there.code).toBe(0);
    expect((await run(['admin', 'token', '--nif', 'B12345674', '--data', folder])).code).toBe(0);
    await database.drop();
  });

  test('plain HTTP is for this machine only', async () => {
    const refused = await run(['--data', folder, '--port', '0', '--http', '--host', '0.0.0.0']);
    expect([refused.code, refused.answer['error']]).toMatchObject([1, { code: 'central_plain_http' }]);
  });

  test('files of another PostgreSQL are refused by name and not touched', async () => {
    const old = mkdtempSync(join(tmpdir(), 'mostrador-old-'));
    mkdirSync(join(old, 'postgres'));
    writeFileSync(join(old, 'postgres', 'PG_VERSION'), '15\n');
    const refused = await run(['--data', old, '--port', '0']);
    expect(refused.answer['error']).toMatchObject({ code: 'postgres_other_version' });
    expect(readFileSync(join(old, 'postgres', 'PG_VERSION'), 'utf8')).toBe('15\n');
    rmSync(old, { recursive: true });
  });

  test('two instances on one DATABASE_URL: what one writes the other answers; one that is killed loses nothing', async () => {
    const database = await freshDatabase({ isEmpty: true });
    const env = { DATABASE_URL: database.connectionString };
    const instances = [0, 1].map(() => start(['--data', folder, '--port', '0', '--http'], env));
    const [one, two] = await Promise.all(instances.map(listening));
    const made = start(['admin', 'create', '--company', 'Dos', '--nif', 'B12345674', '--data', folder], env);
    await made.code;
    const headers = { authorization: `Bearer ${JSON.parse(made.stdout()).token}`, 'content-type': 'application/json' };
    const post = (url: string, code: string) =>
      fetch(`${url}/v1/shops`, { method: 'POST', headers, body: JSON.stringify({ code, name: code }) });
    const codes = Array.from({ length: 20 }, (_, index) => `S${index}`);
    const answers = await Promise.all(codes.map((code, index) => post((index % 2 ? one : two)?.url ?? '', code)));
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    instances[0]?.child.kill('SIGKILL');
    const list = await fetch(`${two?.url}/v1/shops`, { headers });
    expect(((await list.json()) as { data: unknown[] }).data).toHaveLength(20);
    instances[1]?.child.kill('SIGTERM');
    expect(await instances[1]?.code).toBe(0);
    await instances[0]?.code;
    await database.drop();
  });
});
