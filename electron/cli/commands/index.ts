import type { Command } from '../command.ts';
import { adopt, backup, importCommand, restore, status } from './data.ts';
import { drawer, jobs } from './devices.ts';
import { init } from './init.ts';
import { annul, exportCommand, huella, reprint, verify } from './records.ts';
import { sell } from './sell.ts';

export const commands: Readonly<Record<string, Command>> = {
  init,
  sell,
  verify,
  export: exportCommand,
  huella,
  import: importCommand,
  reprint,
  annul,
  drawer,
  jobs,
  backup,
  restore,
  adopt,
  status,
};
