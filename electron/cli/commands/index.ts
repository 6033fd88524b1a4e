import type { Command } from '../command.ts';
import { pair, sync } from './central.ts';
import { adopt, backup, importCommand, restore, status } from './data.ts';
import { cashMove, close, correctPayment, open, report } from './day.ts';
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
  open,
  'cash-move': cashMove,
  'correct-payment': correctPayment,
  close,
  report,
  backup,
  restore,
  adopt,
  status,
  pair,
  sync,
};
