import type { safeStorage } from 'electron';
import type { SecretStore } from '../host/shell.ts';

/** Of Electron's safeStorage: a test gives its own. */
export type SystemSecrets = Pick<
  typeof safeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/**
 * The secret store of the system: DPAPI on Windows, the keychain on macOS. On Linux the till asks no keyring (lock-down.ts),
 * and what Chromium does without one is a fixed key: that counts as none, and the secret is kept in a file of this user.
 */
export function secretStore(system: SystemSecrets, platform: NodeJS.Platform): SecretStore {
  const isThere = async (): Promise<boolean> =>
    (platform !== 'linux' || !['basic_text', 'unknown'].includes(system.getSelectedStorageBackend())) &&
    (await system.isAsyncEncryptionAvailable());
  return {
    async seal(text) {
      return (await isThere()) ? (await system.encryptStringAsync(text)).toString('base64') : null;
    },
    async unseal(sealed) {
      if (!(await isThere())) return null;
      try {
        return (await system.decryptStringAsync(Buffer.from(sealed, 'base64'))).result;
      } catch {
        // Of another user or machine, as after a folder was copied: not ours to read, and no reason to fall over.
        return null;
      }
    },
  };
}
