import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SystemSecrets, secretStore } from '../../electron/main/secret-store.ts';
import { TOKEN_FILE, tokenFile } from '../../electron/sync/token-file.ts';
import { type SecretBox, tokenStore } from '../../electron/sync/token-store.ts';
import { refusalCode, removeFolders, temporaryFolder, unwrap } from '../support/till.ts';

const TOKEN = 'mt_a-token-of-central';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('token');
});
afterEach(removeFolders);

const kept = (): string => readFileSync(join(folder, TOKEN_FILE), 'utf8');
const storeWith = (box: SecretBox | null) => tokenStore(tokenFile(folder), box);
/** Turns the text round: anybody can see that it is not the token. */
const turned = (text: string): string => [...text].toReversed().join('');
const box: SecretBox = { seal: async (text) => turned(text), unseal: async (sealed) => turned(sealed) };
const noBox: SecretBox = { seal: async () => null, unseal: async () => null };
const deadBox: SecretBox = {
  seal: () => Promise.reject(new Error('gone')),
  unseal: () => Promise.reject(new Error('gone')),
};

describe('the token of the pairing', () => {
  it('is sealed where the shell has a store', async () => {
    await storeWith(box).write(TOKEN);
    expect(kept()).not.toContain(TOKEN);
    expect(unwrap(await storeWith(box).read())).toBe(TOKEN);
  });

  it.each([
    ['no shell', null],
    ['a shell without a store', noBox],
    ['a shell that does not answer', deadBox],
  ])('is in a file of this user only with %s', async (_what, without) => {
    await storeWith(without).write(TOKEN);
    expect(statSync(join(folder, TOKEN_FILE)).mode & 0o777).toBe(0o600);
    expect(unwrap(await storeWith(without).read())).toBe(TOKEN);
  });

  it('is sealed when a shell with a store first reads what a command line wrote', async () => {
    await storeWith(null).write(TOKEN);
    expect(kept()).toContain(TOKEN);
    expect(unwrap(await storeWith(box).read())).toBe(TOKEN);
    expect(kept()).not.toContain(TOKEN);
    expect(unwrap(await storeWith(box).read())).toBe(TOKEN);
  });

  it('says why it cannot be read, and keeps it', async () => {
    expect(refusalCode(await storeWith(box).read())).toBe('central_token_missing');
    await storeWith(box).write(TOKEN);
    const before = kept();
    expect(refusalCode(await storeWith(null).read())).toBe('central_token_sealed');
    expect(refusalCode(await storeWith(noBox).read())).toBe('central_token_sealed');
    expect(refusalCode(await storeWith(deadBox).read())).toBe('central_token_unreadable');
    expect(kept()).toBe(before);
  });

  it('is gone after unpairing', async () => {
    await storeWith(box).write(TOKEN);
    await storeWith(box).remove();
    expect(existsSync(join(folder, TOKEN_FILE))).toBe(false);
    await storeWith(box).remove();
  });

  it('is no reason to fall over when the disk does not give it', async () => {
    writeFileSync(join(folder, TOKEN_FILE), TOKEN);
    chmodSync(join(folder, TOKEN_FILE), 0o600);
    const broken = { ...tokenFile(folder), read: () => Promise.reject(new Error('EIO')) };
    expect(refusalCode(await tokenStore(broken, null).read())).toBe('central_token_unreadable');
  });
});

describe('the secret store of the system', () => {
  const system = (news: Partial<SystemSecrets> = {}): SystemSecrets => ({
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from(turned(text)),
    decryptStringAsync: async (sealed) => ({ result: turned(sealed.toString()), shouldReEncrypt: false }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...news,
  });

  it.each(['win32', 'darwin', 'linux'] as const)('is used on %s', async (platform) => {
    const store = secretStore(system(), platform);
    const sealed = (await store.seal(TOKEN)) ?? '';
    expect(sealed).not.toContain(TOKEN);
    expect(await store.unseal(sealed)).toBe(TOKEN);
  });

  it.each(['basic_text', 'unknown'] as const)('is none where it is the fixed key of %s', async (backend) => {
    const store = secretStore(system({ getSelectedStorageBackend: () => backend }), 'linux');
    expect(await store.seal(TOKEN)).toBeNull();
    expect(await store.unseal('c2VhbGVk')).toBeNull();
  });

  it('is none while the system gives none', async () => {
    expect(
      await secretStore(system({ isAsyncEncryptionAvailable: async () => false }), 'darwin').seal(TOKEN),
    ).toBeNull();
  });

  it('does not fall over what another user sealed', async () => {
    const store = secretStore(system({ decryptStringAsync: () => Promise.reject(new Error('no key')) }), 'win32');
    expect(await store.unseal('c2VhbGVk')).toBeNull();
  });
});
