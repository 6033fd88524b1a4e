import { z } from 'zod';
import { helloAnswerSchema, helloRequestSchema } from '../../../contracts/sync/hello.ts';
import { ingestAnswerSchema } from '../../../contracts/sync/ingest.ts';
import { MAX_EVENT_BYTES } from '../../../contracts/sync/limits.ts';
import type { CentralModule } from '../../app/module.ts';
import { route } from '../../app/route.ts';
import { uuidSchema } from '../resource.ts';
import { hello } from './hello.ts';
import { ingest } from './ingest.ts';

const tillParams = z.strictObject({ till: uuidSchema });

/** What the tills send: who they are and where they stand, and their events. */
export const ingestModule: CentralModule = {
  name: 'ingest',
  register(app, context) {
    route(app, context, {
      method: 'POST',
      url: '/v1/tills/:till/hello',
      caller: 'till',
      doc: 'internal',
      params: tillParams,
      body: helloRequestSchema,
      answer: helloAnswerSchema,
      budget: 'events',
      handle: ({ caller, body }) => hello(context, caller, body),
    });
    route(app, context, {
      method: 'POST',
      url: '/v1/tills/:till/events',
      caller: 'till',
      doc: 'internal',
      params: tillParams,
      body: 'raw',
      answer: ingestAnswerSchema,
      // And its line feed.
      maxBodyBytes: MAX_EVENT_BYTES + 1,
      budget: 'events',
      handle: ({ caller, body }) => ingest(context, caller, body),
    });
  },
};
