import type pg from 'pg';
import type { Clock, Ids, Sha256Hex } from '../../domain/ports.ts';
import type { Outbound } from '../outbound/send.ts';

/** Lines of JSON for the machine's log. Never a token, a name or a body. */
export type Logger = {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void;
  error(event: string, facts?: Readonly<Record<string, unknown>>): void;
};

/** Bytes that nobody can guess. */
export type Chance = { bytes(length: number): Uint8Array };

/** Where a till finds this server: goes into pairing codes. */
export type PublicPlace = {
  readonly url: string;
  /** SHA-256 of the certificate's DER in hex; null for plain HTTP on loopback. */
  readonly fingerprint: string | null;
};

/**
 * What every module gets. Nothing in it may hold state that two instances would have to share: all of that is in PostgreSQL.
 */
export type CentralContext = {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'uuid'>;
  readonly sha256: Sha256Hex;
  readonly chance: Chance;
  readonly log: Logger;
  /** How this server asks other servers. */
  readonly outbound: Outbound;
  /** Asked when a code is made: the port is known only once the server listens. */
  readonly place: () => PublicPlace;
};
