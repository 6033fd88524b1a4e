import type { Environment, Issuer, Shop } from '../domain/documents/types.ts';
import type { TaxArea } from '../domain/tax/types.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

/** What the shop does: decides the limit of a simplified invoice (SPEC.md 8.1). */
export type Activity = 'retail' | 'other';

export type Identity = {
  readonly environment: Environment;
  readonly issuer: Issuer;
  readonly shop: Shop;
  readonly tillCode: string;
  readonly activity: Activity;
  readonly footer: string;
  /** Where the folder was last used; a difference asks "moved or copied?" before the next sale. */
  readonly machineKey: string;
  readonly folderKey: string;
  readonly createdAt: string;
};

type IdentityRow = {
  environment: Environment;
  issuer_name: string;
  issuer_tax_id: string;
  issuer_address: string;
  issuer_postal_code: string;
  issuer_city: string;
  issuer_province: string;
  issuer_country: string;
  shop_name: string;
  shop_code: string;
  time_zone: string;
  tax_area: TaxArea;
  till_code: string;
  activity: Activity;
  footer: string;
  machine_key: string;
  folder_key: string;
  created_at: string;
};

/** Null before `init`. */
export function readIdentity(db: ReadableDatabase): Identity | null {
  const row = statement(db, 'SELECT * FROM identity').get() as IdentityRow | undefined;
  if (row === undefined) return null;
  return {
    environment: row.environment,
    issuer: {
      name: row.issuer_name,
      taxId: row.issuer_tax_id,
      address: row.issuer_address,
      postalCode: row.issuer_postal_code,
      city: row.issuer_city,
      province: row.issuer_province,
      country: row.issuer_country,
    },
    shop: { name: row.shop_name, code: row.shop_code, timeZone: row.time_zone, taxArea: row.tax_area },
    tillCode: row.till_code,
    activity: row.activity,
    footer: row.footer,
    machineKey: row.machine_key,
    folderKey: row.folder_key,
    createdAt: row.created_at,
  };
}

export function insertIdentity(db: WritableDatabase, identity: Identity): void {
  const { issuer, shop } = identity;
  statement(
    db,
    `INSERT INTO identity (id, environment, issuer_name, issuer_tax_id, issuer_address, issuer_postal_code, issuer_city,
       issuer_province, issuer_country, shop_name, shop_code, time_zone, tax_area, till_code, activity, footer,
       machine_key, folder_key, created_at)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    identity.environment,
    issuer.name,
    issuer.taxId,
    issuer.address,
    issuer.postalCode,
    issuer.city,
    issuer.province,
    issuer.country,
    shop.name,
    shop.code,
    shop.timeZone,
    shop.taxArea,
    identity.tillCode,
    identity.activity,
    identity.footer,
    identity.machineKey,
    identity.folderKey,
    identity.createdAt,
  );
}

export function updatePlace(db: WritableDatabase, machineKey: string, folderKey: string): void {
  statement(db, 'UPDATE identity SET machine_key = ?, folder_key = ?').run(machineKey, folderKey);
}

/**
 * Writes issuer, shop, till, activity and footer; environment and place stay. @throws SqliteError when a document is
 * there and NIF, tax area or series would change.
 */
export function updateShop(db: WritableDatabase, { issuer, shop, tillCode, activity, footer }: Identity): void {
  statement(
    db,
    `UPDATE identity SET issuer_name = ?, issuer_tax_id = ?, issuer_address = ?, issuer_postal_code = ?, issuer_city = ?,
       issuer_province = ?, issuer_country = ?, shop_name = ?, shop_code = ?, time_zone = ?, tax_area = ?, till_code = ?,
       activity = ?, footer = ?`,
  ).run(
    issuer.name,
    issuer.taxId,
    issuer.address,
    issuer.postalCode,
    issuer.city,
    issuer.province,
    issuer.country,
    shop.name,
    shop.code,
    shop.timeZone,
    shop.taxArea,
    tillCode,
    activity,
    footer,
  );
}
