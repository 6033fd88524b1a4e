import type { FieldMapping } from '../../../domain/catalog/header.ts';
import type { DecimalMark } from '../../../domain/catalog/numbers.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { MAX_FILE_BYTES } from '../catalog/file-text.ts';
import { importIntoTill } from '../catalog/import-into-till.ts';
import type { TillContext } from './context.ts';

/** A file that nobody imports is not kept for ever. */
const KEPT_MS = 60 * 60 * 1000;
/** Progress is for eyes. */
const TOLD_EVERY_MS = 100;

type Upload = { readonly id: string; readonly pieces: Buffer[]; bytes: number; isWhole: boolean; touchedMs: number };
type File = {
  readonly uploadId: string;
  readonly mapping: FieldMapping;
  readonly decimalMark: DecimalMark | null;
};

/** One file at a time, in memory, in pieces as the page sends them. */
function createUploads(nowMs: () => number) {
  let upload: Upload | null = null;

  function take(id: string, position: number, piece: Buffer, isLast: boolean): Result<Record<string, never>> {
    if (position === 0) upload = { id, pieces: [], bytes: 0, isWhole: false, touchedMs: nowMs() };
    if (upload === null || upload.id !== id || upload.isWhole) return refuse('upload_not_found', {});
    // The same piece again: its answer was lost.
    if (position < upload.bytes) return ok({});
    if (position !== upload.bytes) return refuse('upload_not_found', {});
    if (upload.bytes + piece.length > MAX_FILE_BYTES) {
      upload = null;
      return refuse('catalog_file_too_large', { maxMb: MAX_FILE_BYTES / 1024 / 1024 });
    }
    upload.pieces.push(piece);
    upload.bytes += piece.length;
    upload.isWhole = isLast;
    upload.touchedMs = nowMs();
    return ok({});
  }

  return {
    take,
    read(id: string): Result<Buffer> {
      const isOld = upload !== null && nowMs() - upload.touchedMs > KEPT_MS;
      if (isOld) upload = null;
      if (upload === null || upload.id !== id || !upload.isWhole) return refuse('upload_not_found', {});
      return ok(Buffer.concat(upload.pieces));
    },
    forget(): void {
      upload = null;
    },
  };
}

/** `catalog.upload`, `catalog.preview`, `catalog.import`: sales go on between their slices. */
export function catalogFileHandlers(context: TillContext) {
  const { till, tell } = context;
  const uploads = createUploads(() => till.ports.clock.monotonicMs());

  async function run({ uploadId, mapping, decimalMark }: File, isPreview: boolean): Promise<Result<ImportReport>> {
    const bytes = uploads.read(uploadId);
    if (!bytes.ok) return bytes;
    let toldMs = 0;
    const actorId = context.session.cashier?.id ?? null;
    return importIntoTill(till, bytes.value, {
      ...{ mapping, decimalMark, isPreview, actorId },
      onProgress(progress) {
        const nowMs = till.ports.clock.monotonicMs();
        if (nowMs - toldMs < TOLD_EVERY_MS) return;
        toldMs = nowMs;
        tell('catalog.import-progress', progress);
      },
    });
  }

  return {
    'catalog.upload': ({ uploadId, position, base64, isLast }) =>
      uploads.take(uploadId, position, Buffer.from(base64, 'base64'), isLast),
    'catalog.preview': (file) => run(file as File, true),
    'catalog.import': async (file) => {
      const report = await run(file as File, false);
      if (!report.ok) return report;
      uploads.forget();
      tell('catalog.changed', {});
      return report;
    },
  } satisfies Handlers;
}
