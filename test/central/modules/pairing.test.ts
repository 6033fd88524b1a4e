import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PairRequest, pairAnswerSchema, pairingCodeSchema } from '../../../contracts/sync/pairing.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

describe('pairing', () => {
  let central: FreshCentral;
  let company: CompanyOfTest;
  let taxId = '';

  beforeAll(async () => {
    central = await freshCentral();
    company = await makeCompany(central);
    taxId = (await ask('GET', '/v1/company')).json().taxId;
  });
  afterAll(() => central.close());

  const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
    central.app.inject({
      method,
      url,
      headers: bearer(company.userToken),
      ...(payload === undefined ? {} : { payload }),
    });

  const newTill = async (code: string): Promise<string> =>
    (await ask('POST', '/v1/tills', { shopId: company.shopId, code, name: code })).json().id;

  const secretOf = (code: string): string => {
    expect(code.startsWith('MP1.')).toBe(true);
    return pairingCodeSchema.parse(JSON.parse(Buffer.from(code.slice(4), 'base64url').toString('utf8'))).secret;
  };
  const newSecret = async (till: string): Promise<string> =>
    secretOf((await ask('POST', `/v1/tills/${till}/pairing-codes`)).json().code);

  const request = (secret: string, tillCode: string, more: Partial<PairRequest> = {}): PairRequest => ({
    secret,
    programVersion: '0.1.0',
    environment: 'test',
    issuerTaxId: taxId,
    issuerName: 'Empresa',
    shopCode: '01',
    shopName: 'Tienda',
    tillCode,
    taxArea: 'IVA',
    timeZone: 'Europe/Madrid',
    installations: [
      {
        installationId: `I-${tillCode}`,
        reason: 'first',
        openedAt: '2026-03-02T11:00:00+01:00',
        closedAt: null,
        lastSeq: 0,
      },
    ],
    series: [`01${tillCode}S-26`],
    ...more,
  });
  const installation = (installationId: string): PairRequest['installations'] => [
    { installationId, reason: 'first', openedAt: '2026-03-02T11:00:00+01:00', closedAt: null, lastSeq: 0 },
  ];
  const pair = (payload: PairRequest) => central.app.inject({ method: 'POST', url: '/v1/pair', payload });
  const codeOf = async (payload: PairRequest): Promise<string> => (await pair(payload)).json().code;

  const ofTill = (token: string) => central.app.inject({ method: 'GET', url: '/v1/tills', headers: bearer(token) });

  test('a code opens the till once; its token works from then on', async () => {
    const till = await newTill('A1');
    const secret = await newSecret(till);
    const answer = pairAnswerSchema.parse((await pair(request(secret, 'A1'))).json());
    expect(answer).toMatchObject({ tillId: till, companyId: company.companyId });
    expect(answer.token).toMatch(/^mo_till_/);
    expect((await ask('GET', `/v1/tills/${till}`)).json()).toMatchObject({ state: 'paired', programVersion: '0.1.0' });
    // Known, and not for this route.
    expect((await ofTill(answer.token)).json().code).toBe('forbidden');
    expect(await codeOf(request(secret, 'A1'))).toBe('pairing_code_used');
  });

  test('an answer that was lost is given again, the same, to the same machine, and once the token is used no more', async () => {
    const till = await newTill('L1');
    const secret = await newSecret(till);
    const lost = (await pair(request(secret, 'L1'))).json();
    expect((await pair(request(secret, 'L1'))).json()).toEqual(lost);
    expect(await codeOf(request(secret, 'L1', { installations: installation('I-other') }))).toBe('pairing_code_used');
    expect(await codeOf(request(secret, 'L1', { issuerTaxId: 'A58818501' }))).toBe('issuer_differs');
    expect((await ofTill(lost.token)).json().code).toBe('forbidden');
    expect(await codeOf(request(secret, 'L1'))).toBe('pairing_code_used');
    const kinds = (await ask('GET', '/v1/audit?kind=till.paired&limit=200')).json().data;
    expect(kinds.filter(({ detail }: { detail: { tillId: string } }) => detail.tillId === till)).toHaveLength(1);
  });

  test('an answer that was lost is not given again after another code, a revocation, or a day', async () => {
    const till = await newTill('L2');
    const first = await newSecret(till);
    const { token } = (await pair(request(first, 'L2'))).json();
    const second = await newSecret(till);
    const later = (await pair(request(second, 'L2'))).json();
    expect(later.token).not.toBe(token);
    expect(await codeOf(request(first, 'L2'))).toBe('pairing_code_used');
    await ask('POST', `/v1/tills/${till}/revoke`);
    expect(await codeOf(request(second, 'L2'))).toBe('pairing_code_used');
    const third = await newSecret(till);
    expect((await pair(request(third, 'L2'))).statusCode).toBe(200);
    central.clock.advance(24 * 60 * 60 * 1_000);
    expect(await codeOf(request(third, 'L2'))).toBe('pairing_code_used');
  });

  test('of two machines with one code at the same moment, one is taken; one that asks twice at once gets one token', async () => {
    const secret = await newSecret(await newTill('A2'));
    const machines = ['I-A2-x', 'I-A2-y'].map((id) => request(secret, 'A2', { installations: installation(id) }));
    const answers = await Promise.all(machines.map(pair));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422]);
    const twice = await newSecret(await newTill('A6'));
    const [one, two] = await Promise.all([pair(request(twice, 'A6')), pair(request(twice, 'A6'))]);
    expect([one?.statusCode, two?.json().token]).toEqual([200, one?.json().token]);
  });

  test('after a day a code is void, and one that never was is refused', async () => {
    const secret = await newSecret(await newTill('A3'));
    central.clock.advance(24 * 60 * 60 * 1_000);
    expect(await codeOf(request(secret, 'A3'))).toBe('pairing_code_expired');
    expect(await codeOf(request('0123456789abcdefghij', 'A3'))).toBe('pairing_code_invalid');
  });

  test('another NIF, another environment and another till are refused by name and leave the code good', async () => {
    const secret = await newSecret(await newTill('A4'));
    expect(await codeOf(request(secret, 'A4', { issuerTaxId: 'A58818501' }))).toBe('issuer_differs');
    expect(await codeOf(request(secret, 'A4', { environment: 'production' }))).toBe('environment_differs');
    expect(await codeOf(request(secret, 'A5'))).toBe('till_differs');
    expect((await pair(request(secret, 'A4'))).statusCode).toBe(200);
  });

  test('a series that another till uses is refused, and nothing of the refused pairing stays', async () => {
    const taken = await pair(request(await newSecret(await newTill('B1')), 'B1', { series: ['01B1S-26', '01XS-26'] }));
    expect(taken.statusCode).toBe(200);
    const secret = await newSecret(await newTill('B2'));
    const refused = await pair(request(secret, 'B2', { series: ['01B2S-26', '01XS-26'] }));
    expect(refused.json()).toMatchObject({ code: 'series_taken', params: { code: '01XS-26' } });
    const other = await pair(request(await newSecret(await newTill('B3')), 'B3', { series: ['01B2S-26'] }));
    expect(other.statusCode).toBe(200);
  });

  test('two tills that name one series at the same moment: one gets it', async () => {
    const [one, two] = [await newSecret(await newTill('C1')), await newSecret(await newTill('C2'))];
    const series = ['01CS-26'];
    const answers = await Promise.all([pair(request(one, 'C1', { series })), pair(request(two, 'C2', { series }))]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422]);
  });

  test('the same machine pairs again with all its series, and its old token is void', async () => {
    const till = await newTill('D1');
    const first = (await pair(request(await newSecret(till), 'D1'))).json();
    const again = await pair(request(await newSecret(till), 'D1'));
    expect(again.statusCode).toBe(200);
    expect((await ofTill(first.token)).json().code).toBe('till_revoked');
    // Known, and not for this route.
    expect((await ofTill(again.json().token)).json().code).toBe('forbidden');
  });

  test('another machine under the same codes may not go on with the series', async () => {
    const till = await newTill('E1');
    await pair(request(await newSecret(till), 'E1'));
    const stranger = { installations: installation('I-another') };
    expect(await codeOf(request(await newSecret(till), 'E1', stranger))).toBe('series_taken');
    const fresh = await pair(request(await newSecret(till), 'E1', { ...stranger, series: ['01E1SX7KQ2-26'] }));
    expect(fresh.statusCode).toBe(200);
  });

  test('nor with the same series of another year', async () => {
    const till = await newTill('E2');
    await pair(request(await newSecret(till), 'E2', { series: ['01E2S-26', '01E2SX7KQ2-26'] }));
    const asked = async (series: string[]) =>
      pair(request(await newSecret(till), 'E2', { installations: installation('I-later'), series }));
    expect((await asked(['01E2S-27'])).json()).toMatchObject({ code: 'series_taken', params: { code: '01E2S-26' } });
    expect((await asked(['01E2SX7KQ2-27'])).json().code).toBe('series_taken');
    expect((await asked(['01E2SB3M9P-27'])).statusCode).toBe(200);
  });

  test('an installation of another till is refused', async () => {
    await pair(request(await newSecret(await newTill('F1')), 'F1'));
    const copied = { installations: installation('I-F1') };
    expect(await codeOf(request(await newSecret(await newTill('F2')), 'F2', copied))).toBe('till_differs');
  });

  test('a revoked till is told so, and open codes for it are void', async () => {
    const till = await newTill('G1');
    const { token } = (await pair(request(await newSecret(till), 'G1'))).json();
    const lying = await newSecret(till);
    expect((await ask('POST', `/v1/tills/${till}/revoke`)).json()).toMatchObject({ state: 'revoked' });
    const answer = await central.app.inject({ method: 'GET', url: '/v1/tills', headers: bearer(token) });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'till_revoked']);
    expect(await codeOf(request(lying, 'G1'))).toBe('pairing_code_expired');
  });

  test('a replaced till makes room for another code; one that is taken leaves the old one as it was', async () => {
    const till = await newTill('H1');
    await pair(request(await newSecret(till), 'H1'));
    expect((await ask('POST', `/v1/tills/${till}/replace`, { code: 'H1', name: 'X' })).json().code).toBe('till_exists');
    expect((await ask('GET', `/v1/tills/${till}`)).json().state).toBe('paired');
    const answer = (await ask('POST', `/v1/tills/${till}/replace`, { code: 'H2', name: 'Nueva' })).json();
    expect(answer.till).toMatchObject({ code: 'H2', state: 'new' });
    expect((await ask('GET', `/v1/tills/${till}`)).json().state).toBe('revoked');
    expect((await pair(request(secretOf(answer.pairing.code), 'H2'))).statusCode).toBe(200);
  });

  test('unknown fields and wrong types are refused, nothing is coerced', async () => {
    const secret = await newSecret(await newTill('J1'));
    const odd = { ...request(secret, 'J1'), more: 1 } as PairRequest;
    const answer = await pair(odd);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'request_invalid']);
    const number = { ...request(secret, 'J1'), tillCode: 1 } as unknown as PairRequest;
    expect((await pair(number)).json().errors[0].pointer).toBe('/tillCode');
  });
});
