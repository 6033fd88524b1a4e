import { hash, timingSafeEqual } from 'node:crypto';

/** Long enough to walk to another screen with the link; what it opens it opens once. */
const LINK_MS = 60 * 60_000;
/** Links that were asked for and not used; the oldest give way. */
const MAX_LINKS = 20;
/** Browsers that signed in since the start. */
const MAX_SESSIONS = 200;

export type KeyPorts = { readonly monotonicMs: () => number; readonly newSecret: () => string };

/**
 * Keys of one launch, in memory: links that work once, and the cookies they are exchanged for. Kept as digests and
 * compared in constant time, all of them whatever the first says.
 */
export type Keys = {
  newLinkKey(): string;
  /** A session for the cookie; null when the key is unknown, used or too old. */
  exchange(linkKey: string): string | null;
  isSession(session: string): boolean;
};

const digest = (secret: string): Buffer => hash('sha256', secret, 'buffer');

export function createKeys({ monotonicMs, newSecret }: KeyPorts): Keys {
  let links: { readonly digest: Buffer; readonly until: number }[] = [];
  const sessions: Buffer[] = [];

  const found = (secret: string, known: readonly Buffer[]): number => {
    const asked = digest(secret);
    return known.reduce((index, one, at) => (timingSafeEqual(one, asked) ? at : index), -1);
  };

  return {
    newLinkKey() {
      const key = newSecret();
      links = [...links.slice(1 - MAX_LINKS), { digest: digest(key), until: monotonicMs() + LINK_MS }];
      return key;
    },
    exchange(linkKey) {
      links = links.filter(({ until }) => until > monotonicMs());
      const at = found(
        linkKey,
        links.map((link) => link.digest),
      );
      if (at === -1) return null;
      links.splice(at, 1);
      const session = newSecret();
      sessions.push(digest(session));
      if (sessions.length > MAX_SESSIONS) sessions.shift();
      return session;
    },
    isSession: (session) => found(session, sessions) !== -1,
  };
}
