import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { emitKeypressEvents } from 'node:readline';
import type { RefusalParams } from '../../domain/result.ts';
import { type Language, refusalText, type TextKey, text } from '../../domain/texts/index.ts';
import type { PrinterProblem } from './paper/model.ts';
import type { Ticket } from './paper/ticket.ts';
import { faultNames, type PrinterArguments, readPrinterArguments } from './printer-arguments.ts';
import { startVirtualPrinter, type VirtualPrinter } from './virtual-printer.ts';

/** `npm run printer`: the virtual printer as a program. Exit codes: 0, 1 for a port or folder that refuses, 2 for usage. */
type Say = (key: TextKey, params?: RefusalParams) => string;

/** Paper left and right of the print of real rolls: 4 mm on 80 mm paper, 5 mm on 58 mm paper. */
const marginDots = 32;

async function main(): Promise<number> {
  const read = readPrinterArguments(process.argv.slice(2));
  if (!read.ok) {
    process.stderr.write(`${refusalText('es', read.refusal)}\n`);
    return 2;
  }
  const args = read.value;
  const say: Say = (key, params) => text(args.language, key, params);
  if (args.isHelp) {
    process.stdout.write(`${say('simulator.help', { faults: faultNames.join(', ') })}\n`);
    return 0;
  }
  const folder = resolve(args.folder);
  const failure = prepareFolder(folder);
  if (failure !== null) return fail(args.language, 'simulator_folder', { folder, reason: failure });
  return run(args, folder, say);
}

async function run(args: PrinterArguments, folder: string, say: Say): Promise<number> {
  let number = lastNumber(folder);
  const print = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  const started = await start({
    ...args.faults,
    port: args.port,
    columns: args.columns,
    tearOffOnDisconnect: true,
    onTicket: (ticket) => print(saveTicket(ticket, folder, ++number, say)),
    onPulse: ({ pin, onMs }) => print(say('simulator.drawer', { pin, onMs })),
    onProblem: (problem) => print(problemText(problem, say)),
  });
  if (typeof started === 'string') {
    const code = started === 'EADDRINUSE' ? 'simulator_port_in_use' : 'simulator_port_refused';
    return fail(args.language, code, { port: args.port, reason: started });
  }
  print(say('simulator.ready', { port: started.port, columns: args.columns, folder }));
  const stopKeys = listenToKeys(started, say, print);
  await stopRequested();
  stopKeys();
  await started.close();
  print(say('simulator.closed', { count: started.tickets.length }));
  return 0;
}

/** The printer, or the code of the error that kept it from listening. */
async function start(options: Parameters<typeof startVirtualPrinter>[0]): Promise<VirtualPrinter | string> {
  try {
    return await startVirtualPrinter(options);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

function saveTicket(ticket: Ticket, folder: string, number: number, say: Say): string {
  const base = join(folder, `ticket-${String(number).padStart(4, '0')}`);
  const labels = {
    image: say('simulator.image'),
    barcode: say('simulator.barcode'),
    drawer: say('simulator.drawer_mark'),
  };
  const plain = ticket.toText({ labels });
  writeFileSync(`${base}.png`, ticket.toPng({ marginDots }));
  writeFileSync(`${base}.txt`, plain);
  const rule = '-'.repeat(ticket.geometry.columns);
  return `${say('simulator.ticket', { number, file: `${base}.png` })}\n${rule}\n${plain}${rule}`;
}

function problemText(problem: PrinterProblem, say: Say): string {
  const bytes = problem.bytes.map((value) => value.toString(16).padStart(2, '0')).join(' ');
  const reason = say(`simulator.problem.${problem.code}`, { detail: problem.detail });
  return say('simulator.problem', { offset: problem.offset, bytes, reason });
}

/** Keys act only on a terminal; returns what gives the terminal back. */
function listenToKeys(printer: VirtualPrinter, say: Say, print: (line: string) => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  print(say('simulator.keys'));
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.on('keypress', (_: string, key: { readonly name?: string; readonly ctrl?: boolean }) => {
    const { state } = printer;
    // A terminal in raw mode no longer turns Ctrl+C into a signal.
    if (key.name === 'q' || (key.ctrl === true && key.name === 'c')) process.kill(process.pid, 'SIGTERM');
    else if (key.name === 'p') toggle('paperOut', !state.paperOut, 'simulator.paper_out', 'simulator.paper_in');
    else if (key.name === 'c') toggle('coverOpen', !state.coverOpen, 'simulator.cover_open', 'simulator.cover_closed');
    else if (key.name === 'o') toggle('offline', !state.offline, 'simulator.offline', 'simulator.online');
  });
  const toggle = (sensor: 'paperOut' | 'coverOpen' | 'offline', isOn: boolean, on: TextKey, off: TextKey): void => {
    print(say(isOn ? on : off));
    printer.set({ [sensor]: isOn });
  };
  return () => {
    stdin.setRawMode(false);
    stdin.pause();
  };
}

function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function prepareFolder(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true });
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

/** Tickets of an earlier run stay; numbers go on after them. */
function lastNumber(folder: string): number {
  const numbers = readdirSync(folder).map((name) => Number(/^ticket-(\d{4,})\.png$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

function fail(language: Language, code: string, params: RefusalParams): number {
  process.stderr.write(`${refusalText(language, { code, params, retryable: true })}\n`);
  return 1;
}

process.exitCode = await main();
