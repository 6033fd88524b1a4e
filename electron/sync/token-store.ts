import { ok, refuse } from '../../domain/result.ts';
import type { TokenStore } from './engine/ports.ts';
import type { SecretFile } from './token-file.ts';

/** What the shell that runs this process can do; null: it has no store, or what is sealed is not its. Throws: ask again. */
export type SecretBox = {
  seal(text: string): Promise<string | null>;
  unseal(sealed: string): Promise<string | null>;
};

/** No token begins with it. */
const SEALED = 'sealed:';

/**
 * The token of the pairing, sealed by the system's secret store where there is one, else as it is; in a file that only this
 * user may read. A till without its shell (a command line) has no box: it can write one and not read a sealed one.
 */
export function tokenStore(file: SecretFile, box: SecretBox | null): TokenStore {
  async function write(token: string): Promise<void> {
    // A store that fails must not cost the pairing, whose code works once.
    const sealed = await box?.seal(token).catch(() => null);
    await file.write(sealed === null || sealed === undefined ? token : `${SEALED}${sealed}`);
  }

  async function unsealed(text: string) {
    const token = await box?.unseal(text);
    return token === null || token === undefined ? refuse('central_token_sealed') : ok(token);
  }

  return {
    write,
    remove: () => file.remove(),
    async read() {
      try {
        const kept = await file.read();
        if (kept === null) return refuse('central_token_missing');
        if (kept.startsWith(SEALED)) return await unsealed(kept.slice(SEALED.length));
        // Paired by the command line or by a shell that had no store.
        if (box !== null) await write(kept);
        return ok(kept);
      } catch {
        return refuse('central_token_unreadable', {}, true);
      }
    },
  };
}
