import { z } from 'zod';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { instant, instantSchema } from '../resource.ts';
import { readCompany } from './queries.ts';

const companySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  taxId: z.string(),
  environment: z.enum(['test', 'production']),
  createdAt: instantSchema,
});

/** The company of the token; another one cannot even be named. */
export const companies: CentralModule = {
  name: 'companies',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/company',
      caller: 'companies:read',
      answer: companySchema,
      async handle({ caller }) {
        const row = await inCompany(context, caller.companyId, readCompany);
        if (row === null) throw notFound();
        const { id, name, tax_id: taxId, environment } = row;
        return { id, name, taxId, environment, createdAt: instant(row.created_at_ms) };
      },
    });
  },
};
