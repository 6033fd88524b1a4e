import { readFileSync } from 'node:fs';
import { storageRefusal } from '../../../db/errors.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import { parsePrinterUrl } from '../../../domain/printing/printer-url.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { checkDataFolder } from '../../data-folder/check-data-folder.ts';
import { importFile } from '../../till/local/import-file.ts';
import { initTill, removeUnusedTill } from '../../till/setup/init.ts';
import { parseShopFile, type ShopSetup } from '../../till/setup/shop-file.ts';
import type { Command, CommandValues } from '../command.ts';
import { option, optional } from '../command.ts';
import { saidReport } from '../import-file.ts';
import { parseJson } from '../json.ts';
import { withTill } from '../with-till.ts';
import { pairAlone } from './central.ts';

export function readTextFile(path: string): Result<string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    if (storageRefusal(error, path) === null && (error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    return refuse('file_unreadable', { path });
  }
}

function readShop(path: string): Result<ShopSetup> {
  const content = readTextFile(path);
  if (!content.ok) return content;
  const json = parseJson(content.value, path);
  return json.ok ? parseShopFile(json.value) : json;
}

function environmentOf(values: CommandValues): Result<'test' | 'production'> {
  const given = optional(values, 'environment') ?? 'test';
  return given === 'test' || given === 'production'
    ? ok(given)
    : refuse('option_invalid', { option: '--environment', value: given, allowed: 'test, production' });
}

const countsOf = ({ rows, created, refused, warned }: ImportReport) => ({ rows, created, refused, warned });

export const init: Command = {
  usage: 'init --data DIR --shop FILE.json [--catalog FILE.csv] [--printer URL] [--reinstalled] [--pair CODE]',
  options: {
    data: { type: 'string' },
    shop: { type: 'string' },
    catalog: { type: 'string' },
    printer: { type: 'string' },
    pair: { type: 'string' },
    environment: { type: 'string' },
    reinstalled: { type: 'boolean' },
  },
  required: ['data', 'shop'],
  async run(values, context) {
    const environment = environmentOf(values);
    if (!environment.ok) return environment;
    const setup = readShop(option(values, 'shop'));
    if (!setup.ok) return setup;
    const printerUrl = optional(values, 'printer');
    if (printerUrl !== null) {
      const parsed = parsePrinterUrl(printerUrl);
      if (!parsed.ok) return parsed;
    }
    const catalog = optional(values, 'catalog');
    if (catalog !== null) {
      // Looked at before anything is made: a typing mistake must not leave a shop without goods behind.
      const readable = readTextFile(catalog);
      if (!readable.ok) return readable;
    }
    const dataFolder = option(values, 'data');
    const folder = checkDataFolder(dataFolder);
    if (!folder.ok) return folder;
    const options = { environment: environment.value, isReinstalled: values['reinstalled'] === true, printerUrl };
    const made = initTill(dataFolder, setup.value, options, context.ports);
    if (!made.ok) return made;
    const answer = await withTill(dataFolder, context.ports, async (till) => {
      const file = { mapping: {}, decimalMark: null, isPreview: false } as const;
      const imported = catalog === null ? null : await importFile(till, catalog, file);
      if (imported !== null && !imported.ok) return imported;
      const code = optional(values, 'pair');
      const paired = code === null ? null : await pairAlone(till, code);
      if (paired !== null && !paired.ok) return paired;
      return ok({
        shop: till.identity.shop.name,
        till: till.identity.tillCode,
        environment: till.identity.environment,
        installation: till.installation.numeroInstalacion,
        ...(imported === null ? {} : { catalog: countsOf(saidReport(imported.value, context)) }),
        ...(paired === null ? {} : { central: paired.value.companyName }),
      });
    });
    // A catalogue that cannot be read at all: the till that was made for it goes again, so that init can be repeated.
    if (!answer.ok) removeUnusedTill(dataFolder);
    return answer;
  },
};
