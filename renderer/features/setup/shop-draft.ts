import { seriesCode } from '../../../domain/documents/numbering.ts';
import { readNif } from '../../../domain/shop/nif-reading.ts';
import { type Province, provinceOfPostalCode } from '../../../domain/shop/provinces.ts';
import { isTaxAreaAvailable } from '../../../domain/tax/rate-tables.ts';
import type { TextKey } from '../../../domain/texts/index.ts';
import type { ShopData } from '../../../electron/ipc/contract/settings.ts';

/** What the wizard has been told of the shop so far, as it was typed. */
export type ShopDraft = {
  readonly name: string;
  readonly taxId: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly province: string;
  readonly shopName: string;
  readonly shopCode: string;
  readonly tillCode: string;
  readonly timeZone: string;
  readonly taxArea: ShopData['taxArea'];
  readonly activity: ShopData['activity'] | null;
  readonly footer: string;
  readonly isReinstalled: boolean;
};
export type DraftField = keyof ShopDraft;

export const EMPTY_DRAFT: ShopDraft = {
  name: '',
  taxId: '',
  address: '',
  postalCode: '',
  city: '',
  province: '',
  shopName: '',
  shopCode: '01',
  tillCode: 'T01',
  timeZone: 'Europe/Madrid',
  taxArea: 'IVA',
  activity: null,
  footer: '',
  isReinstalled: false,
};

/** What follows from a postal code, and only where nobody has said otherwise: a choice of a person stays. */
export function changeDraft(draft: ShopDraft, change: Partial<ShopDraft>): ShopDraft {
  const after = { ...draft, ...change };
  if (change.postalCode === undefined) return after;
  const before = provinceOfPostalCode(draft.postalCode);
  const now = provinceOfPostalCode(after.postalCode);
  return now === null || now === before ? after : { ...after, ...suggestions(after, before, now) };
}

function suggestions(draft: ShopDraft, before: Province | null, now: Province): Partial<ShopDraft> {
  const suggested = { province: before?.name ?? '', timeZone: before?.timeZone, taxArea: before?.taxArea };
  const untouched = (field: 'province' | 'timeZone' | 'taxArea'): boolean =>
    draft[field] === EMPTY_DRAFT[field] || draft[field] === suggested[field];
  return {
    ...(untouched('province') ? { province: now.name } : {}),
    ...(untouched('timeZone') ? { timeZone: now.timeZone } : {}),
    ...(untouched('taxArea') ? { taxArea: now.taxArea } : {}),
  };
}

/** Codes are capitals and digits: what is typed small is meant large. */
export const codeOf = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 4);

const CODE = /^[A-Z0-9]{1,4}$/;
const POSTAL_CODE = /^\d{5}$/;

/** What is wrong with a field, as a text key; null: nothing. `taxId` has its own words while it is typed (nifProblem). */
export function problemOf(draft: ShopDraft, field: DraftField): TextKey | null {
  switch (field) {
    case 'taxId':
      return nifProblem(draft.taxId, true);
    case 'postalCode':
      return postalCodeProblem(draft.postalCode);
    case 'shopCode':
    case 'tillCode':
      return CODE.test(draft[field]) ? null : 'setup.code-wrong';
    case 'taxArea':
      return isTaxAreaAvailable(draft.taxArea) ? null : 'setup.tax-area-later';
    case 'activity':
      return draft.activity === null ? 'setup.activity-missing' : null;
    case 'name':
    case 'address':
    case 'city':
    case 'province':
    case 'shopName':
      return draft[field].trim() === '' ? 'setup.missing' : null;
    default:
      return null;
  }
}

export function postalCodeProblem(typed: string): TextKey | null {
  if (!POSTAL_CODE.test(typed.trim())) return 'setup.postal-code-wrong';
  return provinceOfPostalCode(typed.trim()) === null ? 'setup.postal-code-nowhere' : null;
}

/** @param isDone the field was left or the step is to be left: what is incomplete is wrong then. */
export function nifProblem(typed: string, isDone: boolean): TextKey | null {
  const reading = readNif(typed);
  switch (reading.state) {
    case 'good':
      return null;
    case 'wrong':
      return `setup.nif-${reading.why}`;
    case 'empty':
      return isDone ? 'setup.missing' : null;
    case 'incomplete':
      return isDone ? 'setup.nif-incomplete' : null;
  }
}

/** A shop as the till wants it; call it when no field has a problem. */
export function shopOf(draft: ShopDraft): ShopData {
  const nif = readNif(draft.taxId);
  const trimmed = (field: 'name' | 'address' | 'postalCode' | 'city' | 'province' | 'shopName'): string =>
    draft[field].trim();
  return {
    issuer: {
      name: trimmed('name'),
      taxId: nif.state === 'good' ? nif.nif : draft.taxId.trim(),
      address: trimmed('address'),
      postalCode: trimmed('postalCode'),
      city: trimmed('city'),
      province: trimmed('province'),
      country: 'ES',
    },
    shopName: trimmed('shopName'),
    shopCode: draft.shopCode,
    tillCode: draft.tillCode,
    timeZone: draft.timeZone,
    taxArea: draft.taxArea,
    activity: draft.activity ?? 'retail',
    footer: draft.footer,
  };
}

/** Back from what the till stored, to go on after a restart. */
export function draftOf(shop: ShopData): ShopDraft {
  const { issuer, ...rest } = shop;
  const { country: _country, ...address } = issuer;
  return { ...EMPTY_DRAFT, ...rest, ...address };
}

/** Five letters that the till draws by lot for a series that must not meet an older one. */
export const UNKNOWN_SUFFIX = '?????';

/** The first number that these codes give: `01T01S-26-000001`; null while they are no codes. */
export function firstNumber({ shopCode, tillCode, isReinstalled }: ShopDraft, year: number): string | null {
  if (!CODE.test(shopCode) || !CODE.test(tillCode)) return null;
  const series = seriesCode({ shopCode, tillCode, kind: 'S', installationSuffix: null, year });
  const [letters = '', yearDigits = ''] = series.split('-');
  return `${letters}${isReinstalled ? UNKNOWN_SUFFIX : ''}-${yearDigits}-000001`;
}
