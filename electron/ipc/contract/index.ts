import type { z } from 'zod';
import { catalogCommands, catalogEvents } from './catalog.ts';
import { centralCommands } from './central.ts';
import { customersCommands } from './customers.ts';
import { dataCommands, dataEvents } from './data.ts';
import { dayCommands, dayEvents, localDayCommands } from './day.ts';
import { hostCommands, hostEvents } from './host.ts';
import { localCommands } from './local.ts';
import { printingCommands, printingEvents } from './printing.ts';
import { saleCommands, saleEvents } from './sale.ts';
import { sessionCommands, sessionEvents } from './session.ts';
import { settingsCommands, settingsEvents } from './settings.ts';
import { setupCommands, setupEvents } from './setup.ts';
import { statusCommands, statusEvents } from './status.ts';
import { ticketsCommands } from './tickets.ts';

/** Every command and event there is, by name `area.verb`. What is not here cannot be asked. */
export const commands = {
  ...sessionCommands,
  ...saleCommands,
  ...catalogCommands,
  ...customersCommands,
  ...ticketsCommands,
  ...printingCommands,
  ...statusCommands,
  ...settingsCommands,
  ...dataCommands,
  ...setupCommands,
  ...hostCommands,
  ...localCommands,
  ...dayCommands,
  ...localDayCommands,
  ...centralCommands,
} as const;

export const events = {
  ...sessionEvents,
  ...saleEvents,
  ...catalogEvents,
  ...printingEvents,
  ...statusEvents,
  ...settingsEvents,
  ...dataEvents,
  ...setupEvents,
  ...hostEvents,
  ...dayEvents,
} as const;

export type CommandName = keyof typeof commands;
export type InputOf<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>;
/** As the one who answers reads it. */
export type ReadInputOf<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type OutputOf<Name extends CommandName> = z.output<(typeof commands)[Name]['output']>;
export type EventName = keyof typeof events;
export type DataOf<Name extends EventName> = z.output<(typeof events)[Name]['data']>;

export const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);
export const isEvent = (name: string): name is EventName => Object.hasOwn(events, name);
