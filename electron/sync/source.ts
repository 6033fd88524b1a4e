import { existsSync } from 'node:fs';
import { countRejected } from '../../db/central/acks.ts';
import { readPairing } from '../../db/central/pairing.ts';
import { oldestPendingAt, sentInstallations } from '../../db/central/pending.ts';
import type { ReadableDatabase } from '../../db/handles.ts';
import { readIdentity } from '../../db/identity.ts';
import { seriesOf } from '../../db/installations.ts';
import { databasePath, openReader } from '../../db/open.ts';
import type { Source, SourceView } from './engine/ports.ts';
import { nextBatch, standAt } from './events/lines.ts';

/** Null before `init`. */
export function viewOf(db: ReadableDatabase): SourceView | null {
  const identity = readIdentity(db);
  if (identity === null) return null;
  const installations = sentInstallations(db);
  const { environment, issuer, shop, tillCode } = identity;
  return {
    pairing: readPairing(db),
    installations,
    hello: {
      pending: installations.reduce((sum, { pending }) => sum + pending, 0),
      oldestPendingAt: oldestPendingAt(db),
      installations: installations.map(({ installation, lastSeq }) => ({
        installationId: installation.numeroInstalacion,
        reason: installation.reason,
        openedAt: installation.openedAt,
        closedAt: installation.closedAt,
        lastSeq,
      })),
      series: installations.flatMap(({ ack }) => [...ack.ownSeries]),
    },
    self: {
      environment,
      issuerTaxId: issuer.taxId,
      issuerName: issuer.name,
      shopCode: shop.code,
      shopName: shop.name,
      tillCode,
      taxArea: shop.taxArea,
      timeZone: shop.timeZone,
      series: installations.flatMap(({ installation }) => seriesOf(db, installation.id).map(({ code }) => code)),
    },
    rejected: countRejected(db),
  };
}

/** A handle that stays open: of a command that holds the folder itself. */
export const sourceOf = (db: ReadableDatabase): Source => ({
  view: () => viewOf(db),
  batch: (id, after, limits) => {
    const installation = installationOf(db, id);
    if (installation === null) return [];
    return nextBatch(db, installation, typeof after === 'number' ? standAt(db, installation, after) : after, limits);
  },
  standAt: (id, seq) => {
    const installation = installationOf(db, id);
    if (installation === null) return null;
    const at = standAt(db, installation, seq);
    return at.seq === seq ? at : null;
  },
});

const installationOf = (db: ReadableDatabase, id: number) =>
  sentInstallations(db).find(({ installation }) => installation.id === id)?.installation ?? null;

/**
 * Looks only while the till has its file open, which its log beside it shows: a reader of a closed file leaves a log of its
 * own there, and a restore that is exchanging the file must find nothing of ours. The handle is closed after every look.
 */
export function folderSource(dataFolder: string): Source {
  function look<T>(read: (source: Source) => T, otherwise: T): T {
    if (!existsSync(`${databasePath(dataFolder)}-wal`)) return otherwise;
    const db = openReader(dataFolder);
    try {
      return read(sourceOf(db));
    } finally {
      db.close();
    }
  }
  return {
    view: () => look((source) => source.view(), null),
    batch: (id, after, limits) => look((source) => source.batch(id, after, limits), []),
    standAt: (id, seq) => look((source) => source.standAt(id, seq), null),
  };
}
