import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
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
  isWritable(path: string): boolean;
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
    return SerialPort.list();
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
  isWritable(path) {
    try {
      accessSync(path, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
  run: async (command, args) => (await promisify(execFile)(command, [...args], { timeout: PATIENCE_MS })).stdout,
};

const hintFor = (machine: Machine, path: string): Discovered['hint'] =>
  machine.platform === 'win32' || machine.isWritable(path) ? null : 'no_permission';

/** USB ports first: a till's printer is seldom on the port of the mainboard, which is always listed. */
async function serial(machine: Machine): Promise<Discovered[]> {
  const ports = await machine.serialPorts();
  return [...ports]
    .sort((left, right) => Number(right.vendorId !== undefined) - Number(left.vendorId !== undefined))
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

/** Queues of CUPS, one name a line; on Windows what the spooler knows. */
async function spooler(machine: Machine): Promise<Discovered[]> {
  const names =
    machine.platform === 'win32'
      ? await machine.run('powershell.exe', ['-NoProfile', '-Command', 'Get-Printer | ForEach-Object { $_.Name }'])
      : await machine.run('lpstat', ['-e']);
  return names
    .split(/\r?\n/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ url: buildPrinterUrl({ kind: 'spool', name }), name, kind: 'spool', hint: null }));
}

const inTime = <T>(work: Promise<T[]>): Promise<T[]> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T[]>((resolve) => {
    timer = setTimeout(() => resolve([]), PATIENCE_MS);
  });
  // What cannot be listed (no print system, no right) is not there for us; the others are.
  return Promise.race([work.catch(() => []), late]).finally(() => clearTimeout(timer));
};

/** Serial ports, device files and spooler queues of this machine. Never rejects, and answers within 3 s. */
export async function findPrinters(machine: Machine = thisMachine): Promise<Discovered[]> {
  const found = await Promise.all([devices, serial, spooler].map((look) => inTime(look(machine))));
  return found.flat();
}
