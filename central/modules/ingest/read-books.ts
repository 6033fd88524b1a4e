import { storableText } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';
import { claimSeries } from '../pairing/queries.ts';
import type { Line } from './lines.ts';
import { findDocuments, foreignSeries, type LockedInstallation, readStands } from './queries.ts';
import type { Books } from './verdict.ts';

/** Ids and numbers that the lines name, to look them up at once. */
function namedBy(lines: readonly Line[]): {
  readonly ids: string[];
  readonly numbers: string[];
  readonly codes: string[];
} {
  const ids: string[] = [];
  const numbers: string[] = [];
  const codes = new Set<string>();
  for (const { envelope } of lines) {
    const { document, documentId } = envelope.data as {
      document?: { id?: unknown; number?: unknown };
      documentId?: unknown;
    };
    if (typeof document?.id === 'string') ids.push(storableText(document.id));
    if (typeof document?.number === 'string') numbers.push(storableText(document.number));
    if (typeof documentId === 'string') ids.push(storableText(documentId));
    if (envelope.series !== null) codes.add(storableText(envelope.series.code));
  }
  return { ids, numbers, codes: [...codes] };
}

/** What these lines are compared with. Takes series that nobody holds yet for the till. */
export async function readBooks(
  tx: Tx,
  installation: LockedInstallation,
  installationId: string,
  lines: readonly Line[],
  nowMs: number,
): Promise<Books> {
  const { company, shopCode, tillCode, tip, tillId } = installation;
  const { ids, numbers, codes } = namedBy(lines);
  const stands = await readStands(tx, installationId);
  const opened = codes.filter((code) => !stands.has(code));
  if (opened.length > 0) await claimSeries(tx, tillId, opened, nowMs);
  const known = ids.length + numbers.length === 0 ? [] : await findDocuments(tx, ids, numbers);
  return {
    installationId,
    company,
    till: { shopCode, code: tillCode },
    tip,
    stands,
    foreignSeries: codes.length === 0 ? new Set() : await foreignSeries(tx, tillId, codes),
    byId: new Map(known.map((document) => [document.id, document])),
    byNumber: new Map(known.map((document) => [document.number, document])),
  };
}
