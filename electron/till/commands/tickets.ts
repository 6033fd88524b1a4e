import { headerByUid } from '../../../db/documents.ts';
import { findPrintJob } from '../../../db/print-jobs.ts';
import { ok, refuse } from '../../../domain/result.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { reprint } from '../printing/jobs.ts';
import { requireCashier } from './cashier.ts';
import type { TillContext } from './context.ts';

/** `tickets.reprint`; what only reads is the read worker's (read/tickets.ts). */
export function ticketsHandlers(context: TillContext) {
  const { till } = context;
  return {
    'tickets.reprint': ({ documentId }) => {
      const cashier = requireCashier(context);
      if (!cashier.ok) return cashier;
      const header = headerByUid(till.db, documentId);
      if (header === null) return refuse('document_not_found', { number: documentId });
      const job = reprint(till, header, cashier.value.id);
      if (!job.ok) return job;
      context.jobsChanged();
      return ok({ jobId: job.value, state: findPrintJob(till.db, job.value)?.state ?? 'queued' });
    },
  } satisfies Handlers;
}
