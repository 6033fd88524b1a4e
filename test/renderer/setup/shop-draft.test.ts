import { describe, expect, it } from 'vitest';
import { shopSchema } from '../../../electron/ipc/contract/settings.ts';
import {
  changeDraft,
  codeOf,
  draftOf,
  EMPTY_DRAFT,
  firstNumber,
  nifProblem,
  problemOf,
  type ShopDraft,
  shopOf,
} from '../../../renderer/features/setup/shop-draft.ts';

const WHOLE: ShopDraft = {
  ...EMPTY_DRAFT,
  name: ' Ultramarinos La Plaza, S.L. ',
  taxId: 'b-12345674',
  address: 'Calle Mayor 12',
  postalCode: '46001',
  city: 'València',
  province: 'València/Valencia',
  shopName: 'La Plaza',
  activity: 'retail',
};

describe('a postal code', () => {
  it('suggests province, clock and tax', () => {
    const draft = changeDraft(EMPTY_DRAFT, { postalCode: '35001' });
    expect(draft).toMatchObject({ province: 'Las Palmas', timeZone: 'Atlantic/Canary', taxArea: 'IGIC' });
    expect(changeDraft(draft, { postalCode: '28001' })).toMatchObject({
      province: 'Madrid',
      timeZone: 'Europe/Madrid',
      taxArea: 'IVA',
    });
  });

  it('does not touch what a person wrote or chose', () => {
    const typed = changeDraft(changeDraft(EMPTY_DRAFT, { province: 'Euskadi' }), { postalCode: '48001' });
    expect(typed.province).toBe('Euskadi');
    const chosen = changeDraft(changeDraft(EMPTY_DRAFT, { postalCode: '35001' }), { taxArea: 'IVA' });
    expect(changeDraft(chosen, { postalCode: '35002' }).taxArea).toBe('IVA');
    const corrected = changeDraft(changeDraft(EMPTY_DRAFT, { postalCode: '46001' }), { province: 'València' });
    expect(changeDraft(corrected, { postalCode: '46002' }).province).toBe('València');
  });

  it('keeps the suggestion while it is being corrected', () => {
    const draft = changeDraft(changeDraft(EMPTY_DRAFT, { postalCode: '35001' }), { postalCode: '3500' });
    expect(draft.province).toBe('Las Palmas');
  });
});

describe('a field', () => {
  it('has no problem in a whole draft', () => {
    for (const field of Object.keys(WHOLE) as (keyof ShopDraft)[]) expect(problemOf(WHOLE, field), field).toBeNull();
  });

  it.each([
    [{ name: '  ' }, 'name', 'setup.missing'],
    [{ taxId: 'B12345675' }, 'taxId', 'setup.nif-control'],
    [{ taxId: 'B1234' }, 'taxId', 'setup.nif-incomplete'],
    [{ postalCode: '4600' }, 'postalCode', 'setup.postal-code-wrong'],
    [{ postalCode: '53001' }, 'postalCode', 'setup.postal-code-nowhere'],
    [{ postalCode: '99001' }, 'postalCode', 'setup.postal-code-nowhere'],
    [{ shopCode: '' }, 'shopCode', 'setup.code-wrong'],
    [{ taxArea: 'IGIC' }, 'taxArea', 'setup.tax-area-later'],
    [{ activity: null }, 'activity', 'setup.activity-missing'],
  ] as const)('%o is wrong in %s', (change, field, key) => {
    expect(problemOf({ ...WHOLE, ...change }, field)).toBe(key);
  });

  it('says nothing about a NIF that is still being typed', () => {
    expect(nifProblem('B1234', false)).toBeNull();
    expect(nifProblem('', false)).toBeNull();
    expect(nifProblem('B12345675', false)).toBe('setup.nif-control');
  });

  it('takes codes as capitals and digits', () => {
    expect(codeOf('t-0 1ñ')).toBe('T01');
    expect(codeOf('abcdef')).toBe('ABCD');
  });
});

describe('a shop', () => {
  it('comes from a draft, as the contract wants it', () => {
    const shop = shopOf(WHOLE);
    expect(shopSchema.parse(shop)).toEqual(shop);
    expect(shop.issuer).toMatchObject({ name: 'Ultramarinos La Plaza, S.L.', taxId: 'B12345674', country: 'ES' });
  });

  it('becomes the same draft again', () => {
    expect(shopOf(draftOf(shopOf(WHOLE)))).toEqual(shopOf(WHOLE));
  });

  it('shows its first number while the codes are typed', () => {
    expect(firstNumber(WHOLE, 2026)).toBe('01T01S-26-000001');
    expect(firstNumber({ ...WHOLE, isReinstalled: true }, 2026)).toBe('01T01S?????-26-000001');
    expect(firstNumber({ ...WHOLE, tillCode: '' }, 2026)).toBeNull();
  });
});
