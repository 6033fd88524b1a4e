import { z } from 'zod';
import { recordAudit } from '../../app/audit.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralModule } from '../../app/module.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { instant, instantSchema } from '../resource.ts';
import { type CompanyAddress, type CompanyRow, readCompany, writeAddress } from './queries.ts';

const lineSchema = z.string().trim().min(1).max(120);
const addressSchema = z.strictObject({
  address: lineSchema,
  postalCode: z.string().regex(/^\d{5}$/),
  city: lineSchema,
  province: lineSchema,
});

const companySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  taxId: z.string(),
  environment: z.enum(['test', 'production']),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  province: z.string().nullable(),
  createdAt: instantSchema,
});

const view = (row: CompanyRow & CompanyAddress): z.input<typeof companySchema> => ({
  id: row.id,
  name: row.name,
  taxId: row.tax_id,
  environment: row.environment,
  address: row.address,
  postalCode: row.postal_code,
  city: row.city,
  province: row.province,
  createdAt: instant(row.created_at_ms),
});

/** The company of the token; another one cannot even be named. */
export const companies: CentralModule = {
  name: 'companies',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/company',
      caller: 'companies:read',
      doc: { operation: 'company.get', summary: 'The company that the token belongs to' },
      answer: companySchema,
      handle: async ({ caller }) => view(await inCompany(context, caller.companyId, readCompany)),
    });
    route(app, context, {
      method: 'PATCH',
      url: '/v1/company',
      caller: 'companies:write',
      doc: {
        operation: 'company.update',
        summary: 'Set the address that invoices of the API carry',
        description: 'Name and NIF never change: the tax agency knows the company by them.',
        example: { address: 'Calle Mayor 1', postalCode: '28013', city: 'Madrid', province: 'Madrid' },
      },
      body: addressSchema,
      answer: companySchema,
      handle: ({ caller, body }) =>
        inCompany(context, caller.companyId, async (tx) => {
          const { address, postalCode, city, province } = body;
          await writeAddress(tx, { address, postal_code: postalCode, city, province });
          const atMs = context.clock.nowMs();
          await recordAudit(tx, [{ atMs, actor: actorOf(caller), kind: 'company.address_changed', detail: body }]);
          return view(await readCompany(tx));
        }),
    });
  },
};
