import type { Cents } from '../money.ts';
import { displayEuros } from '../money-text.ts';
import type { Refusal, RefusalParams } from '../result.ts';
import { apiTexts as apiEn } from './en/api.ts';
import { catalogTexts as catalogEn } from './en/catalog.ts';
import { centralTexts as centralEn } from './en/central.ts';
import { cliTexts as cliEn } from './en/cli.ts';
import { customersTexts as customersEn } from './en/customers.ts';
import { dataTexts as dataEn } from './en/data.ts';
import { dayTexts as dayEn } from './en/day.ts';
import { generalTexts as generalEn } from './en/general.ts';
import { invoicesTexts as invoicesEn } from './en/invoices.ts';
import { ordersTexts as ordersEn } from './en/orders.ts';
import { printingTexts as printingEn } from './en/printing.ts';
import { receiptTexts as receiptEn } from './en/receipt.ts';
import { recordsTexts as recordsEn } from './en/records.ts';
import { saleTexts as saleEn } from './en/sale.ts';
import { centralScreenTexts as centralScreenEn } from './en/screen-central.ts';
import { customersScreenTexts as customersScreenEn } from './en/screen-customers.ts';
import { dayScreenTexts as dayScreenEn } from './en/screen-day.ts';
import { hostScreenTexts as hostScreenEn } from './en/screen-host.ts';
import { partsScreenTexts as partsScreenEn } from './en/screen-parts.ts';
import { paymentScreenTexts as paymentScreenEn } from './en/screen-payment.ts';
import { sellingScreenTexts as sellingScreenEn } from './en/screen-selling.ts';
import { sessionScreenTexts as sessionScreenEn } from './en/screen-session.ts';
import { settingsScreenTexts as settingsScreenEn } from './en/screen-settings.ts';
import { setupScreenTexts as setupScreenEn } from './en/screen-setup.ts';
import { statusScreenTexts as statusScreenEn } from './en/screen-status.ts';
import { ticketsScreenTexts as ticketsScreenEn } from './en/screen-tickets.ts';
import { simulatorTexts as simulatorEn } from './en/simulator.ts';
import { staffTexts as staffEn } from './en/staff.ts';
import { statusTexts as statusEn } from './en/status.ts';
import { syncTexts as syncEn } from './en/sync.ts';
import { verifactuTexts as verifactuEn } from './en/verifactu.ts';
import { webhooksTexts as webhooksEn } from './en/webhooks.ts';
import { apiTexts as apiEs } from './es/api.ts';
import { catalogTexts as catalogEs } from './es/catalog.ts';
import { centralTexts as centralEs } from './es/central.ts';
import { cliTexts as cliEs } from './es/cli.ts';
import { customersTexts as customersEs } from './es/customers.ts';
import { dataTexts as dataEs } from './es/data.ts';
import { dayTexts as dayEs } from './es/day.ts';
import { generalTexts as generalEs } from './es/general.ts';
import { invoicesTexts as invoicesEs } from './es/invoices.ts';
import { ordersTexts as ordersEs } from './es/orders.ts';
import { printingTexts as printingEs } from './es/printing.ts';
import { receiptTexts as receiptEs } from './es/receipt.ts';
import { recordsTexts as recordsEs } from './es/records.ts';
import { saleTexts as saleEs } from './es/sale.ts';
import { centralScreenTexts as centralScreenEs } from './es/screen-central.ts';
import { customersScreenTexts as customersScreenEs } from './es/screen-customers.ts';
import { dayScreenTexts as dayScreenEs } from './es/screen-day.ts';
import { hostScreenTexts as hostScreenEs } from './es/screen-host.ts';
import { partsScreenTexts as partsScreenEs } from './es/screen-parts.ts';
import { paymentScreenTexts as paymentScreenEs } from './es/screen-payment.ts';
import { sellingScreenTexts as sellingScreenEs } from './es/screen-selling.ts';
import { sessionScreenTexts as sessionScreenEs } from './es/screen-session.ts';
import { settingsScreenTexts as settingsScreenEs } from './es/screen-settings.ts';
import { setupScreenTexts as setupScreenEs } from './es/screen-setup.ts';
import { statusScreenTexts as statusScreenEs } from './es/screen-status.ts';
import { ticketsScreenTexts as ticketsScreenEs } from './es/screen-tickets.ts';
import { simulatorTexts as simulatorEs } from './es/simulator.ts';
import { staffTexts as staffEs } from './es/staff.ts';
import { statusTexts as statusEs } from './es/status.ts';
import { syncTexts as syncEs } from './es/sync.ts';
import { verifactuTexts as verifactuEs } from './es/verifactu.ts';
import { webhooksTexts as webhooksEs } from './es/webhooks.ts';

export type Language = 'es' | 'en';

const spanish = {
  ...generalEs,
  ...saleEs,
  ...receiptEs,
  ...catalogEs,
  ...centralEs,
  ...invoicesEs,
  ...ordersEs,
  ...webhooksEs,
  ...apiEs,
  ...printingEs,
  ...customersEs,
  ...dataEs,
  ...dayEs,
  ...cliEs,
  ...simulatorEs,
  ...staffEs,
  ...statusEs,
  ...syncEs,
  ...verifactuEs,
  ...hostScreenEs,
  ...dayScreenEs,
  ...recordsEs,
  ...setupScreenEs,
  ...partsScreenEs,
  ...settingsScreenEs,
  ...statusScreenEs,
  ...centralScreenEs,
  ...customersScreenEs,
  ...ticketsScreenEs,
  ...paymentScreenEs,
  ...sellingScreenEs,
  ...sessionScreenEs,
} as const;

/** Spanish is the reference: a key that lacks in English does not compile. */
export type TextKey = keyof typeof spanish;

const english: Readonly<Record<TextKey, string>> = {
  ...generalEn,
  ...saleEn,
  ...receiptEn,
  ...catalogEn,
  ...centralEn,
  ...invoicesEn,
  ...ordersEn,
  ...webhooksEn,
  ...apiEn,
  ...printingEn,
  ...customersEn,
  ...dataEn,
  ...dayEn,
  ...cliEn,
  ...simulatorEn,
  ...staffEn,
  ...statusEn,
  ...syncEn,
  ...verifactuEn,
  ...hostScreenEn,
  ...dayScreenEn,
  ...recordsEn,
  ...setupScreenEn,
  ...partsScreenEn,
  ...settingsScreenEn,
  ...statusScreenEn,
  ...centralScreenEn,
  ...customersScreenEn,
  ...ticketsScreenEn,
  ...paymentScreenEn,
  ...sellingScreenEn,
  ...sessionScreenEn,
};

/** Every text by language; for tests and for a screen that lists them. */
export const CATALOGUES: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  es: spanish,
  en: english,
};

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(spanish, key);

/** Amounts travel as cents under names that end in `Cents` and are read as "3.000,00 €" in every language. */
function shown(name: string, value: string | number): string {
  if (name.endsWith('Cents') && Number.isSafeInteger(value)) return displayEuros(value as Cents);
  return String(value);
}

const fill = (template: string, params: RefusalParams): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? placeholder : shown(name, value);
  });

/**
 * The text of `key` with `{param}` filled in; a parameter that is not given stays visible as `{param}`.
 * A key that is not in the catalogue (from another version, over the wire) gives its code, the part after `error.`.
 */
export function text(language: Language, key: TextKey, params: RefusalParams = {}): string {
  return isTextKey(key) ? fill(CATALOGUES[language][key], params) : String(key).replace(/^error\./, '');
}

/** The sentence a person reads for a refusal; a code without one gets a sentence that names it. */
export function refusalText(language: Language, refusal: Refusal): string {
  const key = `error.${refusal.code}`;
  return isTextKey(key)
    ? fill(CATALOGUES[language][key], refusal.params)
    : text(language, 'error.unexpected', { code: refusal.code });
}
