import { existsSync, writeFileSync } from 'node:fs';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { parseNif } from '../../domain/verifactu/nif.ts';
import { buildApp } from '../app/build-app.ts';
import type { CentralContext } from '../app/context.ts';
import { type CreatedCompany, createCompany } from '../modules/companies/create-company.ts';
import { certificatePath } from '../setup/certificate.ts';
import { fillTestCompany } from '../test-company/fill.ts';
import { type Command, textOf } from './command.ts';
import { withContext } from './with-context.ts';

const NAME = 'Tienda de Pruebas, S.L.';
/** NIFs of companies that do not exist: B0000001 and on, with the control digit that fits. */
const TRIES = 1_000;

function testNif(number: number): string | null {
  const body = `B${String(number).padStart(7, '0')}`;
  const control = Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).find((nif) => parseNif(nif).ok);
  return control ?? null;
}

/** Under the first NIF that nobody has here. */
async function create(context: CentralContext): Promise<Result<CreatedCompany & { readonly taxId: string }>> {
  for (let number = 1; number <= TRIES; number += 1) {
    const taxId = testNif(number);
    if (taxId === null) continue;
    const made = await createCompany(context, { name: NAME, taxId, environment: 'test' });
    if (made.ok) return ok({ ...made.value, taxId });
    if (made.refusal.code !== 'company_exists') return made;
  }
  return refuse('test_companies_too_many', { max: TRIES });
}

const quoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

const exportsOf = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
    .join('');

/** For curl, Node and Python: the certificate that this server made for itself is nobody else's word. */
const TRUST = ['CURL_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];

function trusted(folder: string, fingerprint: string | null): Record<string, string> {
  const path = certificatePath(folder);
  if (fingerprint === null || !existsSync(path)) return {};
  return Object.fromEntries(TRUST.map((name) => [name, path]));
}

export const testCompany: Command = {
  usage: 'test-company [--env FILE] [--data DIR]',
  options: { env: { type: 'string' } },
  required: [],
  run: (input) =>
    withContext(input, async (context) => {
      const { url, fingerprint } = context.place();
      if (url === '') return refuse('central_never_listened');
      const company = await create(context);
      if (!company.ok) return company;
      const { token, companyId, taxId } = company.value;
      // Its own, which listens nowhere and knows no limit: a running server is not asked.
      const app = buildApp(context, { rateLimiter: { take: () => null } });
      const ids = await fillTestCompany(app, context, token);
      await app.close();
      const file = textOf(input, 'env');
      const variables = { MOSTRADOR_URL: url, MOSTRADOR_TOKEN: token, ...ids, ...trusted(input.folder, fingerprint) };
      if (file !== undefined) writeFileSync(file, exportsOf(variables), { mode: 0o600 });
      return ok({ companyId, taxId, url, token, ...(file === undefined ? {} : { env: file }) });
    }),
};
