import { z } from 'zod';
import type { CentralModule } from '../../app/module.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instant, instantSchema } from '../resource.ts';

type EntryRow = {
  readonly id: number;
  readonly at_ms: number;
  readonly actor: string;
  readonly kind: string;
  readonly detail: Record<string, unknown>;
};

const entrySchema = z.strictObject({
  id: z.int(),
  at: instantSchema,
  /** user:<key>, till:<id>, installation:<id> or server. */
  actor: z.string(),
  kind: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** Who did what, at central and at the tills. Never edited. */
export const audit: CentralModule = {
  name: 'audit',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/audit',
      caller: 'audit:read',
      doc: { operation: 'audit.list', summary: 'What people, programs and tills did' },
      query: z.strictObject({
        ...pageQuery,
        kind: z.string().max(100).optional(),
        actor: z.string().max(200).optional(),
      }),
      answer: pageOf(entrySchema),
      handle: async ({ caller, query: { kind = null, actor = null, limit, cursor } }) => {
        const after = readCursor(cursor, z.tuple([z.int()]))?.[0] ?? 0;
        const rows = await inCompany(context, caller.companyId, (tx) =>
          tx.query<EntryRow>(
            `SELECT id, at_ms, actor, kind, detail FROM audit_entries WHERE company_id = $1 AND id > $2
               AND ($3::text IS NULL OR kind = $3) AND ($4::text IS NULL OR actor = $4) ORDER BY id LIMIT $5`,
            [tx.companyId, after, kind, actor, limit + 1],
          ),
        );
        const view = ({ at_ms, ...entry }: EntryRow) => ({ ...entry, at: instant(at_ms) });
        return page(rows, limit, ({ id }) => [id], view);
      },
    });
  },
};
