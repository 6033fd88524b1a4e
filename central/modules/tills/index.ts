import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { recordAudit } from '../../app/audit.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound, problem, refusalProblem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { pageOf, pageOfAll, pageQuery } from '../page.ts';
import { createPairingCode, pairingCodeAnswerSchema } from '../pairing/pairing-code.ts';
import { nameSchema, uuidSchema } from '../resource.ts';
import { createTill } from './create-till.ts';
import { listTills, lockTill, readTill, renameTill, setRevoked, type TillRow } from './queries.ts';
import { tillSchema, tillView } from './till-view.ts';

const tillParams = z.strictObject({ till: uuidSchema });

async function tillOrNotFound(tx: Tx, id: string): Promise<TillRow> {
  const row = await readTill(tx, id);
  if (row === null) throw notFound();
  return row;
}

function registerReading(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/tills',
    caller: 'tills:read',
    doc: { operation: 'tills.list', summary: 'Tills with their last contact' },
    query: z.strictObject(pageQuery),
    answer: pageOf(tillSchema),
    handle: async ({ caller, query }) => {
      const rows = await inCompany(context, caller.companyId, listTills);
      return pageOfAll(rows, query, ({ shop_code, code }) => `${shop_code} ${code}`, tillView);
    },
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/tills/:till',
    caller: 'tills:read',
    doc: { operation: 'tills.get', summary: 'One till' },
    params: tillParams,
    answer: tillSchema,
    handle: async ({ caller, params }) =>
      tillView(await inCompany(context, caller.companyId, (tx) => tillOrNotFound(tx, params.till))),
  });
}

function registerWriting(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'POST',
    url: '/v1/tills',
    caller: 'tills:write',
    doc: {
      operation: 'tills.create',
      summary: 'A place for a till, not yet paired',
      example: { shopId: '$SHOP_ID', code: 'T2', name: 'Caja de la entrada' },
    },
    body: z.strictObject({ shopId: uuidSchema, code: z.string(), name: nameSchema }),
    answer: tillSchema,
    status: 201,
    handle: ({ caller, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const id = await createTill(context, tx, { ...body, actor: actorOf(caller) });
        return id.ok ? tillView(await tillOrNotFound(tx, id.value)) : id;
      }),
  });
  route(app, context, {
    method: 'PATCH',
    url: '/v1/tills/:till',
    caller: 'tills:write',
    doc: { operation: 'tills.update', summary: 'Rename a till', example: { name: 'Caja 1' } },
    params: tillParams,
    body: z.strictObject({ name: nameSchema }),
    answer: tillSchema,
    handle: ({ caller, params, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        if (!(await renameTill(tx, params.till, body.name))) throw notFound();
        const detail = { tillId: params.till, name: body.name };
        await recordAudit(tx, [{ atMs: context.clock.nowMs(), actor: actorOf(caller), kind: 'till.renamed', detail }]);
        return tillView(await tillOrNotFound(tx, params.till));
      }),
  });
}

function registerLeaving(app: FastifyInstance, context: CentralContext): void {
  /** Stolen, broken, sold: from now on nothing of it is taken. What it sent stays. Twice is once. */
  const revoke = async (tx: Tx, id: string, actor: string): Promise<TillRow> => {
    const row = await lockTill(tx, id);
    if (row === null) throw notFound();
    if (row.kind === 'central') throw problem('till_is_central', { status: 409 });
    const nowMs = context.clock.nowMs();
    if (row.state !== 'revoked') {
      await setRevoked(tx, id, nowMs);
      await recordAudit(tx, [{ atMs: nowMs, actor, kind: 'till.revoked', detail: { tillId: id, code: row.code } }]);
    }
    return row;
  };
  route(app, context, {
    method: 'POST',
    url: '/v1/tills/:till/revoke',
    caller: 'tills:write',
    doc: { operation: 'tills.revoke', summary: 'Take nothing of a till any more' },
    params: tillParams,
    answer: tillSchema,
    handle: ({ caller, params }) =>
      inCompany(context, caller.companyId, async (tx) => {
        await revoke(tx, params.till, actorOf(caller));
        return tillView(await tillOrNotFound(tx, params.till));
      }),
  });
  /** Another machine in its place. It needs another code: the series of the old one are never continued. */
  route(app, context, {
    method: 'POST',
    url: '/v1/tills/:till/replace',
    caller: 'tills:write',
    doc: {
      operation: 'tills.replace',
      summary: 'Another machine in the place of a till',
      description: 'It needs another code: the series of the old one are never continued.',
      example: { code: 'T9', name: 'Caja 1 (nueva)' },
    },
    params: tillParams,
    body: z.strictObject({ code: z.string(), name: nameSchema }),
    answer: z.strictObject({ till: tillSchema, pairing: pairingCodeAnswerSchema }),
    status: 201,
    handle: ({ caller, params, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const actor = actorOf(caller);
        const old = await revoke(tx, params.till, actor);
        const id = await createTill(context, tx, { shopId: old.shop_id, ...body, actor });
        // Thrown: the old one stays as it was.
        if (!id.ok) throw refusalProblem(id.refusal);
        const pairing = await createPairingCode(context, tx, { tillId: id.value, actor });
        return { till: tillView(await tillOrNotFound(tx, id.value)), pairing };
      }),
  });
}

/** Places of tills: who they are, when they last spoke, and how they come and go. */
export const tills: CentralModule = {
  name: 'tills',
  register(app, context) {
    registerReading(app, context);
    registerWriting(app, context);
    registerLeaving(app, context);
  },
};
