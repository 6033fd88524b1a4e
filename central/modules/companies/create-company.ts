import { MAX_COMPANY_NAME } from '../../../contracts/sync/limits.ts';
import type { Environment } from '../../../domain/documents/types.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { parseNif } from '../../../domain/verifactu/nif.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { inCompany, inWhole, type Tx } from '../../db/tenant.ts';
import { createToken } from '../tokens/create-token.ts';
import { type CompanyRow, findCompanies, insertCompany } from './queries.ts';

export type NewCompany = { readonly name: string; readonly taxId: string; readonly environment: Environment };
export type CreatedCompany = { readonly companyId: string; readonly token: string };

/**
 * A company with its first token, which may everything. Only the machine's own command line makes one.
 * Refused: company_name_missing, company_name_too_long {max}, company_exists {taxId}, and what parseNif refuses.
 */
export async function createCompany(context: CentralContext, wanted: NewCompany): Promise<Result<CreatedCompany>> {
  const taxId = parseNif(wanted.taxId);
  if (!taxId.ok) return taxId;
  const name = wanted.name.trim();
  if (name === '') return refuse('company_name_missing');
  if (name.length > MAX_COMPANY_NAME) return refuse('company_name_too_long', { max: MAX_COMPANY_NAME });
  const nowMs = context.clock.nowMs();
  const id = context.ids.uuid();
  const row: CompanyRow = { id, name, tax_id: taxId.value, environment: wanted.environment, created_at_ms: nowMs };
  const isNew = await inWhole(context, (tx) => insertCompany(tx, row));
  if (!isNew) return refuse('company_exists', { taxId: taxId.value });
  const token = await inCompany(context, id, async (tx: Tx) => {
    await recordAudit(tx, [
      { atMs: nowMs, actor: 'server', kind: 'company.created', detail: { name, taxId: taxId.value } },
    ]);
    return createToken(context, tx, { name: 'Administración', scopes: ['admin'], expiresAtMs: null, actor: 'server' });
  });
  return ok({ companyId: id, token: token.token });
}

/**
 * The company that a command line means by its NIF; `environment` only when there are two of it.
 * Refused: company_unknown {taxId}, company_ambiguous {taxId}.
 */
export async function companyByTaxId(
  context: Pick<CentralContext, 'pool'>,
  typed: string,
  environment: Environment | null,
): Promise<Result<CompanyRow>> {
  const taxId = parseNif(typed);
  if (!taxId.ok) return taxId;
  const rows = await inWhole(context, (tx) => findCompanies(tx, taxId.value));
  const fitting = rows.filter((row) => environment === null || row.environment === environment);
  const [company] = fitting;
  if (company === undefined) return refuse('company_unknown', { taxId: taxId.value });
  return fitting.length > 1 ? refuse('company_ambiguous', { taxId: taxId.value }) : ok(company);
}
