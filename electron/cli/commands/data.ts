import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backupTo } from '../../../db/backup.ts';
import { storageRefusal } from '../../../db/errors.ts';
import { BACKUP_FOLDER } from '../../../db/open.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { checkDataFolder } from '../../data-folder/check-data-folder.ts';
import { restoreTill } from '../../till/data/restore.ts';
import { type ImportFileOptions, importFile } from '../../till/local/import-file.ts';
import { adopt as adoptAt } from '../../till/local/place.ts';
import { readStatus } from '../../till/status.ts';
import { absolutePath, atTill } from '../at-till.ts';
import type { Command } from '../command.ts';
import { option, optional } from '../command.ts';
import { parseMapping, saidReport } from '../import-file.ts';
import { withReader } from '../with-till.ts';

export const importCommand: Command = {
  usage: 'import --data DIR --catalog FILE.csv [--map name=COLUMN,price=COLUMN,...] [--decimal , or .] [--preview]',
  options: {
    data: { type: 'string' },
    catalog: { type: 'string' },
    map: { type: 'string' },
    decimal: { type: 'string' },
    preview: { type: 'boolean' },
  },
  required: ['data', 'catalog'],
  async run(values, context) {
    const mapping = parseMapping(optional(values, 'map'));
    if (!mapping.ok) return mapping;
    const decimalMark = optional(values, 'decimal');
    if (decimalMark !== null && decimalMark !== ',' && decimalMark !== '.') {
      return refuse('option_invalid', { option: '--decimal', value: decimalMark, allowed: ', .' });
    }
    const file: ImportFileOptions & { readonly path: string } = {
      path: absolutePath(option(values, 'catalog')),
      mapping: mapping.value ?? {},
      decimalMark,
      isPreview: values['preview'] === true,
    };
    const report = await atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: file.isPreview,
      running: (peer) => peer.call('local.import', file),
      alone: ({ till }) => importFile(till, file.path, file),
    });
    return report.ok ? ok(saidReport(report.value as ImportReport, context)) : report;
  },
};

export const backup: Command = {
  usage: 'backup --data DIR [--to FILE.db]',
  options: { data: { type: 'string' }, to: { type: 'string' } },
  required: ['data'],
  run(values, context) {
    const dataFolder = option(values, 'data');
    const stamp = new Date(context.ports.clock.nowMs()).toISOString().replace(/[-:]|\.\d+/g, '');
    const path = optional(values, 'to') ?? join(dataFolder, BACKUP_FOLDER, `till-${stamp}.db`);
    if (existsSync(path)) return refuse('file_exists', { path });
    return withReader(dataFolder, async (db) => {
      try {
        const check = await backupTo(db, path);
        return ok({ path, ...check });
      } catch (error) {
        const refused = storageRefusal(error, path);
        if (refused === null) throw error;
        return refused;
      }
    });
  },
};

export const restore: Command = {
  usage: 'restore --data NEW_DIR --from FILE.db',
  options: { data: { type: 'string' }, from: { type: 'string' } },
  required: ['data', 'from'],
  run(values, context) {
    const folder = checkDataFolder(option(values, 'data'));
    if (!folder.ok) return folder;
    const restored = restoreTill(option(values, 'from'), option(values, 'data'), context.ports);
    if (!restored.ok) return restored;
    return ok({ documents: restored.value.documents, installation: restored.value.installation.numeroInstalacion });
  },
};

export const adopt: Command = {
  usage: 'adopt --data DIR --as moved|copied',
  options: { data: { type: 'string' }, as: { type: 'string' } },
  required: ['data', 'as'],
  run(values, context) {
    const answer = option(values, 'as');
    if (answer !== 'moved' && answer !== 'copied') {
      return refuse('option_invalid', { option: '--as', value: answer, allowed: 'moved, copied' });
    }
    return atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: false,
      running: (peer) => peer.call('local.adopt', { answer }),
      alone: (desk) => adoptAt(desk, answer),
    });
  },
};

export const status: Command = {
  usage: 'status --data DIR',
  options: { data: { type: 'string' } },
  required: ['data'],
  run(values, context) {
    const dataFolder = option(values, 'data');
    return withReader(dataFolder, (db) => readStatus(db, dataFolder, context.ports));
  },
};
