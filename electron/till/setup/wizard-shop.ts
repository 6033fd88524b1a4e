import { ok, type Result } from '../../../domain/result.ts';
import type { ShopData } from '../../ipc/contract/settings.ts';
import { parseShopFile, type ShopSetup } from './shop-file.ts';

/** The wizard's words in the form that the command line reads, so that one set of checks serves both. */
export function setupOf(shop: ShopData): Result<ShopSetup> {
  const { issuer, shopName, shopCode, tillCode, timeZone, taxArea, activity, footer } = shop;
  const parsed = parseShopFile({
    issuer,
    shop: { name: shopName, code: shopCode, timeZone, taxArea, activity },
    till: { code: tillCode },
    receipt: { footer },
  });
  // Nobody yet: the wizard asks for people after the shop.
  return parsed.ok ? ok({ ...parsed.value, staff: [] }) : parsed;
}
