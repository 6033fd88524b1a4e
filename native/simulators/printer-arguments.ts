import { parseArgs } from 'node:util';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Language } from '../../domain/texts/index.ts';
import type { PrinterColumns } from './escpos/interpreter.ts';
import type { VirtualPrinterState } from './virtual-printer.ts';

export type PrinterArguments = {
  readonly port: number;
  readonly folder: string;
  readonly columns: PrinterColumns;
  readonly faults: Partial<VirtualPrinterState>;
  readonly language: Language;
  readonly isHelp: boolean;
};

/** Faults by the name on the command line; those with a number take it after a colon and have a value for without. */
const switches: Readonly<Record<string, Partial<VirtualPrinterState>>> = {
  paperOut: { paperOut: true },
  paperLow: { paperLow: true },
  coverOpen: { coverOpen: true },
  offline: { offline: true },
  cutterError: { cutterError: true },
  silent: { silent: true },
  neverReads: { neverReads: true },
};

const counted: Readonly<Record<string, number>> = {
  closeAfterBytes: 200,
  resetAfterBytes: 200,
  slowBytesPerSecond: 200,
  paperOutAfterBytes: 200,
};

/** As --help lists them. */
export const faultNames: readonly string[] = [
  ...Object.keys(switches),
  ...Object.keys(counted).map((name) => `${name}[:N]`),
];

/** Refusal: simulator_usage with the argument that is not understood. */
export function readPrinterArguments(args: readonly string[]): Result<PrinterArguments> {
  const parsed = parse(args);
  if (parsed === null) return refuse('simulator_usage', { argument: args.join(' ') });
  const { port, out, columns, lang, fault = [], help } = parsed;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return refuse('simulator_usage', { argument: `--port ${port}` });
  if (columns !== '48' && columns !== '42' && columns !== '32')
    return refuse('simulator_usage', { argument: `--columns ${columns}` });
  if (lang !== 'es' && lang !== 'en') return refuse('simulator_usage', { argument: `--lang ${lang}` });
  let faults: Partial<VirtualPrinterState> = {};
  for (const name of fault) {
    const change = readFault(name);
    if (change === null) return refuse('simulator_usage', { argument: `--fault ${name}` });
    faults = { ...faults, ...change };
  }
  return ok({
    port: Number(port),
    folder: out,
    columns: Number(columns) as PrinterColumns,
    faults,
    language: lang,
    isHelp: help ?? false,
  });
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '9100' },
        out: { type: 'string', default: './impresora-virtual' },
        columns: { type: 'string', default: '48' },
        lang: { type: 'string', default: 'es' },
        fault: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return null;
    throw error;
  }
}

function readFault(text: string): Partial<VirtualPrinterState> | null {
  const [name = '', number] = text.split(':');
  if (number === undefined && Object.hasOwn(switches, name)) return switches[name] ?? null;
  if (!Object.hasOwn(counted, name) || (number !== undefined && !/^[1-9]\d{0,8}$/.test(number))) return null;
  return { [name]: number === undefined ? counted[name] : Number(number) };
}
