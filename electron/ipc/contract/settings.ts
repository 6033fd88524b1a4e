import { z } from 'zod';
import { event, OPEN_TO_ALL, tillCommand } from '../command.ts';
import {
  centsSchema,
  dateSchema,
  idSchema,
  languageSchema,
  lineOfText,
  nameSchema,
  nothing,
  paymentMethodSchema,
  printerProfileSchema,
} from '../values.ts';
import { departmentSchema } from './catalog.ts';
import { staffMemberSchema } from './session.ts';

const printingSchema = z.strictObject({
  printers: z.array(printerProfileSchema).max(16),
  /** Null: tickets are stored and not printed. */
  receiptPrinterId: z.string().max(40).nullable(),
  drawerPrinterId: z.string().max(40).nullable(),
  /** Cash only unless the shop says otherwise: a drawer that opens on card sales is an open drawer. */
  drawerOn: z.array(paymentMethodSchema),
  /** ask: the window asks after each sale, without holding up the next scan; the sale itself prints nothing. */
  receipts: z.enum(['always', 'on-request', 'ask']),
});

/**
 * What a label of a scale means: digits of an EAN-13 that starts with `prefix` (20..29). `itemDigits` after the prefix
 * name the product (code of the label without check digit, short code or reference), `valueDigits` before the check digit
 * are grams or cents.
 */
const scaleLabelSchema = z.strictObject({
  prefix: z.string().regex(/^2\d$/),
  holds: z.enum(['weight', 'price']),
  itemDigits: z.int().min(3).max(7),
  valueDigits: z.int().min(3).max(6),
});
export type ScaleLabel = z.infer<typeof scaleLabelSchema>;

const preferencesSchema = z.strictObject({
  language: languageSchema,
  theme: z.enum(['light', 'dark', 'system']),
  sounds: z.strictObject({ isOn: z.boolean(), volume: z.int().min(0).max(100) }),
  /** The window fills the screen and can be left by PIN only. */
  isKiosk: z.boolean(),
  /** Whether a second scan of the newest line adds to it. */
  mergesScans: z.boolean(),
  scaleLabels: z.array(scaleLabelSchema).max(10),
  departments: z.array(departmentSchema).max(12),
  discountReasons: z.array(lineOfText(40).min(1)).max(12),
});
export type Preferences = z.infer<typeof preferencesSchema>;
export { preferencesSchema, printingSchema, scaleLabelSchema };

const issuerSchema = z.strictObject({
  name: nameSchema,
  taxId: lineOfText(20).min(1),
  address: nameSchema,
  postalCode: lineOfText(10).min(1),
  city: lineOfText(60).min(1),
  province: lineOfText(60).min(1),
  country: z.string().regex(/^[A-Z]{2}$/),
});

/** What `initTill` needs: the same as SHOP.json of the command line. */
export const shopSchema = z.strictObject({
  issuer: issuerSchema,
  shopName: lineOfText(60).min(1),
  shopCode: lineOfText(8).min(1),
  tillCode: lineOfText(8).min(1),
  timeZone: lineOfText(60).min(1),
  taxArea: z.enum(['IVA', 'IGIC', 'IPSI']),
  activity: z.enum(['retail', 'other']),
  footer: z.string().max(500),
});
export type ShopData = z.infer<typeof shopSchema>;

/** Legal limits in force from a day on. */
const limitsSchema = z.strictObject({
  /** First local day of validity. */
  from: dateSchema,
  /** Largest simplified invoice by activity, equality allowed. */
  simplifiedCents: z.strictObject({ retail: centsSchema, other: centsSchema }),
  /** Operations of this amount or more take no cash. */
  cashFromCents: centsSchema,
});

const settingsSchema = z.strictObject({
  shop: shopSchema,
  /** Fixed since the first document: NIF, tax area, shop and till code. */
  isIdentityLocked: z.boolean(),
  environment: z.enum(['test', 'production']),
  /** For instance 01T01S-26: what the numbers of this year begin with. */
  seriesCode: z.string(),
  printing: printingSchema,
  preferences: preferencesSchema,
  staff: z.array(staffMemberSchema),
  limits: z.array(limitsSchema),
});
export type SettingsView = z.infer<typeof settingsSchema>;
export type PrintingView = z.infer<typeof printingSchema>;

const pinSchema = z.string().regex(/^\d{4,8}$/);

export const settingsCommands = {
  'settings.read': tillCommand(nothing, settingsSchema, OPEN_TO_ALL),
  /** Refuses what parseShopFile refuses and `identity_locked` {field}. */
  'settings.write-shop': tillCommand(shopSchema, settingsSchema),
  /** Refuses `printer_url_*` {url}, `printer_not_found` {printer}. */
  'settings.write-printing': tillCommand(printingSchema, settingsSchema),
  'settings.write-preferences': tillCommand(preferencesSchema, settingsSchema),
  /** Refuses `limits_invalid`. */
  'settings.write-limits': tillCommand(
    z.strictObject({ limits: z.array(limitsSchema).min(1).max(20) }),
    settingsSchema,
  ),
  'settings.write-language': tillCommand(z.strictObject({ language: languageSchema }), nothing, OPEN_TO_ALL),
  /** Refuses `staff_name_taken` {name}, `pin_malformed`. */
  'staff.add': tillCommand(z.strictObject({ name: lineOfText(40).min(1), pin: pinSchema.nullable() }), settingsSchema),
  'staff.set-pin': tillCommand(z.strictObject({ staffId: idSchema, pin: pinSchema.nullable() }), settingsSchema),
  /** Refuses `staff_last`. */
  'staff.remove': tillCommand(z.strictObject({ staffId: idSchema }), settingsSchema),
  /** Leaves full screen. Refuses as `session.sign-in` does. */
  'kiosk.leave': tillCommand(z.strictObject({ staffId: idSchema, pin: lineOfText(8) }), nothing, OPEN_TO_ALL),
} as const;

export const settingsEvents = {
  'settings.changed': event('till', settingsSchema, ['window']),
} as const;
