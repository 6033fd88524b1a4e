import { z } from 'zod';
import type { Activity } from '../../../db/identity.ts';
import { checkShopCode, checkTillCode } from '../../../domain/documents/numbering.ts';
import type { Issuer, Shop } from '../../../domain/documents/types.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { isPin } from '../../../domain/staff/pin.ts';
import { isTaxAreaAvailable } from '../../../domain/tax/rate-tables.ts';
import { isValidNif } from '../../../domain/verifactu/nif.ts';

const line = (max: number) => z.string().trim().min(1).max(max);

/** SHOP.json of `init --shop`; the wizard asks for the same. */
const shopFileSchema = z.strictObject({
  issuer: z.strictObject({
    name: line(120),
    taxId: line(20),
    address: line(120),
    postalCode: line(10),
    city: line(60),
    province: line(60),
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
  shop: z.strictObject({
    name: line(60),
    code: z.string(),
    timeZone: z.string(),
    taxArea: z.enum(['IVA', 'IGIC', 'IPSI']),
    activity: z.enum(['retail', 'other']).default('retail'),
  }),
  till: z.strictObject({ code: z.string() }),
  receipt: z
    .strictObject({
      widthColumns: z.union([z.literal(32), z.literal(42), z.literal(48)]).default(48),
      footer: z.string().max(500).default(''),
    })
    .prefault({}),
  staff: z
    .array(z.strictObject({ name: line(40), pin: z.string().optional() }))
    .min(1)
    .max(50)
    .optional(),
});

export type ShopSetup = {
  readonly issuer: Issuer;
  readonly shop: Shop;
  readonly activity: Activity;
  readonly tillCode: string;
  readonly footer: string;
  readonly widthColumns: 32 | 42 | 48;
  readonly staff: readonly { readonly name: string; readonly pin: string | null }[];
};

function knownTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * Parses and checks a shop file. Refuses `shop_file_invalid` {field}, `nif_invalid` {nif}, `shop_code_invalid`,
 * `till_code_invalid`, `time_zone_unknown` {timeZone}, `pin_malformed`, `tax_area_not_available` {area}.
 */
export function parseShopFile(json: unknown): Result<ShopSetup> {
  const parsed = shopFileSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
    return refuse('shop_file_invalid', { field: [...(issue?.path ?? []), ...unknown].join('.') || '-' });
  }
  const { issuer, shop, till, receipt, staff } = parsed.data;
  const taxId = issuer.taxId.replace(/[\s-]/g, '').toUpperCase();
  if (!isValidNif(taxId)) return refuse('nif_invalid', { nif: issuer.taxId });
  const shopCode = checkShopCode(shop.code);
  if (!shopCode.ok) return shopCode;
  const tillCode = checkTillCode(till.code);
  if (!tillCode.ok) return tillCode;
  if (!knownTimeZone(shop.timeZone)) return refuse('time_zone_unknown', { timeZone: shop.timeZone });
  if (staff?.some(({ pin }) => pin !== undefined && !isPin(pin)) === true) return refuse('pin_malformed', {});
  if (!isTaxAreaAvailable(shop.taxArea)) return refuse('tax_area_not_available', { area: shop.taxArea });
  return ok({
    issuer: { ...issuer, taxId },
    shop: { name: shop.name, code: shopCode.value, timeZone: shop.timeZone, taxArea: shop.taxArea },
    activity: shop.activity,
    tillCode: tillCode.value,
    footer: receipt.footer,
    widthColumns: receipt.widthColumns,
    // One person without PIN: nothing is asked.
    staff: (staff ?? [{ name: 'Caja' }]).map(({ name, pin }) => ({ name, pin: pin ?? null })),
  });
}
