import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CentralContext } from '../../app/context.ts';
import { notFound } from '../../app/problem.ts';
import { RawAnswer, route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { countInQuery, limitInQuery } from '../page.ts';
import { hasInstallation, linesAfter } from './queries.ts';

const MAX_LINES = 200;
const MAX_BYTES = 4 * 1024 * 1024;

/** Events of an installation as they came, byte for byte, each with its line feed: for whoever compares or moves. */
export function registerLines(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/installations/:installation/events',
    caller: 'invoices:read',
    doc: {
      operation: 'installations.events',
      summary: 'Events of a till as they came, byte for byte',
      contentType: 'application/x-ndjson',
    },
    params: z.strictObject({ installation: z.string().min(1).max(100) }),
    query: z.strictObject({
      after: countInQuery.default(0),
      limit: limitInQuery(MAX_LINES, MAX_LINES),
    }),
    answer: 'raw',
    handle: ({ caller, params, query }) =>
      inCompany(context, caller.companyId, async (tx) => {
        if (!(await hasInstallation(tx, params.installation))) throw notFound();
        const lines = await linesAfter(tx, params.installation, query.after, query.limit, MAX_BYTES);
        const body = Buffer.concat(lines.flatMap(({ line }) => [line, Buffer.from('\n')]));
        return new RawAnswer(body, { 'content-type': 'application/x-ndjson' });
      }),
  });
}
