import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parsePrinterUrl } from '../../../../domain/printing/printer-url.ts';
import { findPrinters, type Machine, thisMachine } from '../../../../native/printing/discovery/find-printers.ts';
import { startFakePrinter } from '../../../support/fake-printer.ts';
import { hasSocat, ptyTo } from '../../../support/pty.ts';
import { removeFolders, temporaryFolder } from '../../../support/till.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  removeFolders();
});

const nothing = (): Promise<never> => Promise.reject(new Error('there is no such program'));
const never = (): Promise<never> => new Promise(() => undefined);

/** A machine with nothing but what `has` says. */
const machine = (has: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  serialPorts: () => Promise.resolve([]),
  deviceFiles: () => [],
  isUsable: () => true,
  run: nothing,
  ...has,
});

describe('serial ports', () => {
  it('have those first that say who made them, and an address that is read back', async () => {
    const found = await findPrinters(
      machine({
        serialPorts: () =>
          Promise.resolve([
            { path: '/dev/ttyS0' },
            { path: '/dev/ttyACM0', vendorId: '0416' },
            { path: '/dev/ttyUSB0', vendorId: '067b', manufacturer: 'Prolific' },
          ]),
      }),
    );
    expect(found.map(({ name }) => name)).toEqual(['Prolific (/dev/ttyUSB0)', '/dev/ttyACM0', '/dev/ttyS0']);
    expect(found[0]).toEqual({
      ...{ url: 'serial:///dev/ttyUSB0?baud=9600', name: 'Prolific (/dev/ttyUSB0)', kind: 'serial', hint: null },
    });
  });

  it('that this user may not open say so; on Windows nobody is asked', async () => {
    const has = { isUsable: () => false, serialPorts: () => Promise.resolve([{ path: 'COM3' }]) };
    expect((await findPrinters(machine(has)))[0]?.hint).toBe('no_permission');
    const onWindows = await findPrinters(machine({ ...has, platform: 'win32' }));
    expect(onWindows).toEqual([{ url: 'serial://COM3?baud=9600', name: 'COM3', kind: 'serial', hint: null }]);
  });
});

describe('device files', () => {
  it('come before everything else, with the right that is missing', async () => {
    const found = await findPrinters(
      machine({
        deviceFiles: () => ['/dev/usb/lp0', '/dev/usb/lp1'],
        isUsable: (path) => path === '/dev/usb/lp1',
        serialPorts: () => Promise.resolve([{ path: '/dev/ttyS0' }]),
      }),
    );
    expect(found.map(({ url, kind, hint }) => [url, kind, hint])).toEqual([
      ['file:///dev/usb/lp0', 'device', 'no_permission'],
      ['file:///dev/usb/lp1', 'device', null],
      ['serial:///dev/ttyS0?baud=9600', 'serial', 'no_permission'],
    ]);
  });

  it.skipIf(!hasSocat)('are told usable by the real right on them', async () => {
    const paper = await startFakePrinter();
    const pty = await ptyTo(paper.port);
    expect(thisMachine.isUsable(pty.path)).toBe(true);
    await pty.unplug();
    expect(thisMachine.isUsable(pty.path)).toBe(false);
    await paper.close();
  });
});

describe('queues of the print system', () => {
  const queuesOf = async (has: Partial<Machine>): Promise<string[]> =>
    (await findPrinters(machine(has))).map(({ url }) => url);

  it('are named once each, and a name that a command line would take for an option is left out', async () => {
    const run = (): Promise<string> => Promise.resolve('EPSON_TM_T20\nCaja 2\n\nEPSON_TM_T20\n-o\n');
    expect(await queuesOf({ run })).toEqual(['spool://EPSON_TM_T20', 'spool://Caja%202']);
  });

  it('of a CUPS without lpstat -e are read in any language', async () => {
    const run = (command: string, args: readonly string[]): Promise<string> =>
      command === 'lpstat' && args[0] === '-a'
        ? Promise.resolve('TM_T20 aceptando peticiones desde lun 23 nov\nPRP085 not accepting requests since Mon\n')
        : nothing();
    expect(await queuesOf({ run })).toEqual(['spool://TM_T20', 'spool://PRP085']);
  });

  it('of Windows come from PowerShell, with accents and line ends of Windows', async () => {
    const asked: string[] = [];
    const run = (command: string, args: readonly string[]): Promise<string> => {
      asked.push([command, ...args].join(' '));
      return Promise.resolve('Impresora de la peña\r\nMicrosoft Print to PDF\r\n');
    };
    const names = (await findPrinters(machine({ platform: 'win32', run }))).map(({ name }) => name);
    expect(names).toEqual(['Impresora de la peña', 'Microsoft Print to PDF']);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^powershell\.exe .*UTF8.*Get-Printer/);
  });
});

describe('what cannot be listed', () => {
  it('is not there, and the others are', async () => {
    const broken = machine({
      serialPorts: nothing,
      deviceFiles: () => {
        throw new Error('no right to look');
      },
      run: () => Promise.resolve('CAJA\n'),
    });
    expect((await findPrinters(broken)).map(({ name }) => name)).toEqual(['CAJA']);
  });

  it('hangs alone: the others are answered in time', async () => {
    const since = performance.now();
    const found = await findPrinters(
      machine({ serialPorts: never, run: never, deviceFiles: () => ['/dev/usb/lp0'] }),
      150,
    );
    expect(found.map(({ name }) => name)).toEqual(['/dev/usb/lp0']);
    expect(performance.now() - since).toBeLessThan(1500);
  });

  it.skipIf(process.platform === 'win32')('is ended when it is a program that does not listen to anybody', async () => {
    const folder = temporaryFolder('lpstat');
    const program = join(folder, 'lpstat');
    writeFileSync(program, "#!/bin/sh\ntrap '' TERM\nexec sleep 60\n");
    chmodSync(program, 0o700);
    vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
    const since = performance.now();
    await expect(thisMachine.run('lpstat', ['-e'])).rejects.toMatchObject({ killed: true, signal: 'SIGKILL' });
    expect(performance.now() - since).toBeLessThan(6000);
  });
});

describe('this machine', () => {
  it('is looked at in time, and every address is one that the settings take', async () => {
    const since = performance.now();
    const found = await findPrinters();
    expect(performance.now() - since).toBeLessThan(5000);
    for (const { url } of found) expect(parsePrinterUrl(url).ok).toBe(true);
  });
});
