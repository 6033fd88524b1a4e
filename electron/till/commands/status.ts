import { statSync } from 'node:fs';
import { countDocuments, firstIssuedAt, lastIssuedAt } from '../../../db/documents.ts';
import { countUnsentRecords } from '../../../db/fiscal-records.ts';
import { seriesOf } from '../../../db/installations.ts';
import { countIncidents } from '../../../db/logs.ts';
import { databasePath } from '../../../db/open.ts';
import { countOpenJobs, lastJobOfPrinter } from '../../../db/print-jobs.ts';
import { documentNumber } from '../../../domain/documents/numbering.ts';
import { ok } from '../../../domain/result.ts';
import type { AboutView, StatusView } from '../../ipc/contract/status.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { centralStatus } from '../central/status.ts';
import { isPrintingReadable, printerById } from '../printing/settings.ts';
import { freeBytes, LOW_DISK_BYTES } from '../status.ts';
import type { Till } from '../till.ts';
import type { TillContext } from './context.ts';

/** From the jobs as they are stored: what devices said last, also after a restart of either process. */
function printerStatus(till: Till): StatusView['printer'] {
  const printer = printerById(till.printing, till.printing.receiptPrinterId);
  if (printer === null) return { state: 'none', name: null, reason: null };
  const last = lastJobOfPrinter(till.db, printer.id);
  const { name } = printer;
  switch (last?.state) {
    case 'queued':
    case 'sending':
      return { state: 'printing', name, reason: null };
    case 'failed':
    case 'unknown':
      return { state: 'problem', name, reason: last.reason };
    default:
      return { state: 'ready', name, reason: null };
  }
}

/** What a person should know about while the till goes on: text key `warning.<code>`. */
function warningsOf(till: Till): string[] {
  const warnings: string[] = [];
  if (till.isElsewhere) warnings.push('installation_moved');
  if (till.markProblem !== null) warnings.push('mark_not_written');
  if (freeBytes(till.dataFolder) < LOW_DISK_BYTES) warnings.push('disk_nearly_full');
  if (!isPrintingReadable(till.db)) warnings.push('printing_settings_unreadable');
  return warnings;
}

/** Cheap: it is asked for after every sale. */
export function statusView({ till, isSample }: Pick<TillContext, 'till' | 'isSample'>): StatusView {
  const jobs = countOpenJobs(till.db);
  return {
    environment: till.identity.environment,
    isSample,
    shopName: till.identity.shop.name,
    tillCode: till.identity.tillCode,
    printer: printerStatus(till),
    waitingJobs: (jobs.get('held') ?? 0) + (jobs.get('failed') ?? 0) + (jobs.get('unknown') ?? 0),
    central: centralStatus(till.db),
    fiscal: { state: 'no-connection', unsentRecords: countUnsentRecords(till.db) },
    warnings: warningsOf(till),
    documents: countDocuments(till.db),
    incidents: countIncidents(till.db),
  };
}

/** The file and its log. */
function databaseBytes(dataFolder: string): number {
  const size = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const path = databasePath(dataFolder);
  return size(path) + size(`${path}-wal`);
}

const runtimeName = (): string => {
  const { electron, node } = process.versions;
  return electron === undefined ? `Node.js ${node}` : `Electron ${electron}, Node.js ${node}`;
};

export function aboutView(till: Till): AboutView {
  const { identity, installation, db } = till;
  const { name, taxId, systemId, isPlaceholder } = till.ports.program.producer;
  return {
    version: till.ports.program.version,
    producer: { name, taxId, systemId, isPlaceholder },
    environment: identity.environment,
    installation: installation.numeroInstalacion,
    installationOpenedAt: installation.openedAt,
    issuerName: identity.issuer.name,
    issuerTaxId: identity.issuer.taxId,
    series: seriesOf(db, installation.id).map(({ code, lastSequence }) => ({
      code,
      lastNumber: lastSequence === 0 ? null : documentNumber(code, lastSequence),
    })),
    documents: countDocuments(db),
    firstIssuedAt: firstIssuedAt(db),
    lastIssuedAt: lastIssuedAt(db),
    dataFolder: till.dataFolder,
    databaseBytes: databaseBytes(till.dataFolder),
    freeBytes: freeBytes(till.dataFolder),
    runtime: runtimeName(),
  };
}

/** `status.read` and `about.read`. */
export const statusHandlers = (context: TillContext) =>
  ({
    'status.read': () => ok(statusView(context)),
    'about.read': () => ok(aboutView(context.till)),
  }) satisfies Handlers;
