import { checkShopCode } from '../../domain/documents/numbering.ts';
import type { Environment } from '../../domain/documents/types.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { recordAudit } from '../app/audit.ts';
import type { CentralContext } from '../app/context.ts';
import { refusalProblem } from '../app/problem.ts';
import { inCompany } from '../db/tenant.ts';
import { companyByTaxId, createCompany } from '../modules/companies/create-company.ts';
import { createPairingCode } from '../modules/pairing/pairing-code.ts';
import { findShopByCode, insertShop } from '../modules/shops/queries.ts';
import { createTill } from '../modules/tills/create-till.ts';
import { findTillByCode } from '../modules/tills/queries.ts';
import { createToken } from '../modules/tokens/create-token.ts';
import { type Command, type CommandInput, textOf } from './command.ts';
import { withContext } from './with-context.ts';

type Answer = Readonly<Record<string, unknown>>;

const isEnvironment = (word: string): word is Environment => word === 'test' || word === 'production';

function environmentOf(input: CommandInput): Result<Environment | null> {
  const word = textOf(input, 'environment');
  if (word === undefined) return ok(null);
  return isEnvironment(word) ? ok(word) : refuse('environment_unknown', { environment: word });
}

export const adminCreate: Command = {
  usage: 'admin create --company NAME --nif NIF [--environment test|production] [--data DIR]',
  options: { company: { type: 'string' }, nif: { type: 'string' }, environment: { type: 'string' } },
  required: ['company', 'nif'],
  async run(input) {
    const environment = environmentOf(input);
    if (!environment.ok) return environment;
    return withContext(input, (context) =>
      createCompany(context, {
        name: textOf(input, 'company') ?? '',
        taxId: textOf(input, 'nif') ?? '',
        // What is not said is never a real one.
        environment: environment.value ?? 'test',
      }),
    );
  },
};

export const adminToken: Command = {
  usage: 'admin token --nif NIF [--name NAME] [--environment test|production] [--data DIR]',
  options: { nif: { type: 'string' }, name: { type: 'string' }, environment: { type: 'string' } },
  required: ['nif'],
  async run(input) {
    const environment = environmentOf(input);
    if (!environment.ok) return environment;
    return withContext(input, async (context) => {
      const company = await companyByTaxId(context, textOf(input, 'nif') ?? '', environment.value);
      if (!company.ok) return company;
      const name = textOf(input, 'name') ?? 'Administración';
      const token = await inCompany(context, company.value.id, (tx) =>
        createToken(context, tx, { name, scopes: ['admin'], expiresAtMs: null, actor: 'server' }),
      );
      return ok({ companyId: company.value.id, token: token.token });
    });
  },
};

/** The shop and the till with these codes, made where they are missing, and a code to pair it with. */
async function pairingCodeFor(
  context: CentralContext,
  input: CommandInput,
  companyId: string,
): Promise<Result<Answer>> {
  const shopCode = checkShopCode(textOf(input, 'shop') ?? '');
  if (!shopCode.ok) return shopCode;
  const code = textOf(input, 'till') ?? '';
  const nowMs = context.clock.nowMs();
  return inCompany(context, companyId, async (tx) => {
    let shop = await findShopByCode(tx, shopCode.value);
    if (shop === null) {
      const name = textOf(input, 'shop-name') ?? shopCode.value;
      shop = { id: context.ids.uuid(), code: shopCode.value, name, created_at_ms: nowMs };
      await insertShop(tx, shop);
      const detail = { shopId: shop.id, code: shop.code, name };
      await recordAudit(tx, [{ atMs: nowMs, actor: 'server', kind: 'shop.created', detail }]);
    }
    const known = await findTillByCode(tx, shop.id, code);
    const tillId =
      known === null
        ? await createTill(context, tx, { shopId: shop.id, code, name: code, actor: 'server' })
        : ok(known.id);
    // Thrown: no shop is made for a till that is refused.
    if (!tillId.ok) throw refusalProblem(tillId.refusal);
    const pairing = await createPairingCode(context, tx, { tillId: tillId.value, actor: 'server' });
    return ok({ companyId, shopId: shop.id, tillId: tillId.value, ...pairing });
  });
}

export const tillPair: Command = {
  usage: 'till pair --nif NIF --shop CODE --till CODE [--shop-name NAME] [--environment test|production] [--data DIR]',
  options: {
    nif: { type: 'string' },
    shop: { type: 'string' },
    till: { type: 'string' },
    'shop-name': { type: 'string' },
    environment: { type: 'string' },
  },
  required: ['nif', 'shop', 'till'],
  async run(input) {
    const environment = environmentOf(input);
    if (!environment.ok) return environment;
    return withContext(input, async (context) => {
      if (context.place().url === '') return refuse('central_never_listened');
      const company = await companyByTaxId(context, textOf(input, 'nif') ?? '', environment.value);
      return company.ok ? pairingCodeFor(context, input, company.value.id) : company;
    });
  },
};
