import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { buildPrinterUrl } from '../../../domain/printing/printer-url.ts';

/** A printer that this machine knows of. `hint`: why it cannot be used as it is. */
export type Discovered = {
  readonly url: string;
  readonly name: string;
  readonly kind: 'serial' | 'device' | 'spool' | 'virtual';
  readonly hint: 'no_permission' | null;
};

export type SerialPortInfo = {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  readonly vendorId?: string | undefined;
};

/** The machine, as discovery asks it; tests pass another. */
export type Machine = {
  readonly platform: NodeJS.Platform;
  serialPorts(): Promise<readonly SerialPortInfo[]>;
  deviceFiles(): readonly string[];
  /** Whether this user may read and write it. */
  isUsable(path: string): boolean;
  /** Standard output of a system command; rejects when it fails or takes too long. */
  run(command: string, args: readonly string[]): Promise<string>;
};

/** A print system that does not answer must not keep the others from being shown. */
const PATIENCE_MS = 3000;
const DEFAULT_BAUD = 9600;

export const thisMachine: Machine = {
  platform: process.platform,
  async serialPorts() {
    const { SerialPort } = await import('serialport');
    return (await SerialPort.list()).filter(({ path }) => isThere(path));
  },
  deviceFiles: () => {
    try {
      return readdirSync('/dev/usb')
        .filter((name) => /^lp\d+$/.test(name))
        .map((name) => `/dev/usb/${name}`);
    } catch {
      // No USB printer class device: no folder.
      return [];
    }
  },
  isUsable(path) {
    try {
      // Both: a printer is asked for its state before it gets a ticket.
      accessSync(path, constants.R_OK | constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
  // KILL: a program that waits for a server which is gone hears nothing else.
  run: async (command, args) => {
    const limits = { timeout: PATIENCE_MS, killSignal: 'SIGKILL', windowsHide: true } as const;
    return (await promisify(execFile)(command, [...args], limits)).stdout;
  },
};

/** Linux names 32 ports of the mainboard whether there are any or not; type 0 is a name without a chip. */
function isThere(path: string): boolean {
  const name = /^\/dev\/(ttyS\d+)$/.exec(path)?.[1];
  if (name === undefined) return true;
  try {
    return readFileSync(`/sys/class/tty/${name}/type`, 'utf8').trim() !== '0';
  } catch {
    // Not told: better a port too many than a printer too few.
    return true;
  }
}

const hintFor = (machine: Machine, path: string): Discovered['hint'] =>
  machine.platform === 'win32' || machine.isUsable(path) ? null : 'no_permission';

/** USB ports first, those that say who made them before all: a till's printer is seldom on the port of the mainboard. */
const rank = ({ vendorId, manufacturer }: SerialPortInfo): number =>
  Number(vendorId !== undefined) * 2 + Number(manufacturer !== undefined);

async function serial(machine: Machine): Promise<Discovered[]> {
  const ports = await machine.serialPorts();
  return [...ports]
    .sort((left, right) => rank(right) - rank(left))
    .map(({ path, manufacturer }) => ({
      url: buildPrinterUrl({ kind: 'serial', path, baud: DEFAULT_BAUD, parity: 'none', flow: 'none' }),
      name: manufacturer === undefined ? path : `${manufacturer} (${path})`,
      kind: 'serial',
      hint: hintFor(machine, path),
    }));
}

const devices = async (machine: Machine): Promise<Discovered[]> =>
  machine.deviceFiles().map((path) => ({
    url: buildPrinterUrl({ kind: 'file', path }),
    name: path,
    kind: 'device',
    hint: hintFor(machine, path),
  }));

/** In UTF-8: PowerShell otherwise writes names in the code page of old consoles. */
const WINDOWS_QUEUES = '[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Printer | ForEach-Object { $_.Name }';

/** One name a line. Old CUPS does not know `-e`; of a line of `-a` the first word is the name in every language. */
async function queueNames(machine: Machine): Promise<string[]> {
  if (machine.platform === 'win32') {
    return (await machine.run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_QUEUES])).split(
      '\n',
    );
  }
  try {
    return (await machine.run('lpstat', ['-e'])).split('\n');
  } catch {
    return (await machine.run('lpstat', ['-a'])).split('\n').map((line) => line.split(' ', 1)[0] ?? '');
  }
}

async function spooler(machine: Machine): Promise<Discovered[]> {
  const names = (await queueNames(machine)).map((name) => name.trim());
  // A name that starts with a dash would be an option of `lp`; our own URL refuses it too.
  return [...new Set(names)]
    .filter((name) => name !== '' && !name.startsWith('-'))
    .map((name) => ({ url: buildPrinterUrl({ kind: 'spool', name }), name, kind: 'spool', hint: null }));
}

function inTime<T>(work: Promise<T[]>, patienceMs: number): Promise<T[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T[]>((resolve) => {
    timer = setTimeout(() => resolve([]), patienceMs);
  });
  // What cannot be listed (no print system, no right) is not there for us; the others are.
  return Promise.race([work.catch(() => []), late]).finally(() => clearTimeout(timer));
}

/**
 * Device files, serial ports and spooler queues of this machine, in this order. Never rejects;
 * each of the three has its own `patienceMs`, so that one which hangs costs only itself.
 */
export async function findPrinters(
  machine: Machine = thisMachine,
  patienceMs: number = PATIENCE_MS,
): Promise<Discovered[]> {
  const found = await Promise.all([devices, serial, spooler].map((look) => inTime(look(machine), patienceMs)));
  return found.flat();
}
