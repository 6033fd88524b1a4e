import { afterEach, describe, expect, it } from 'vitest';
import type { PrintContent, PrinterProfile } from '../../../domain/printing/types.ts';
import { createPrinterQueue } from '../../../native/printing/printer-queue.ts';
import { systemTimers } from '../../../native/printing/timers.ts';
import { transportForUrl } from '../../../native/printing/transport-for.ts';
import { startVirtualPrinter, type VirtualPrinter } from '../../../native/simulators/virtual-printer.ts';
import { PROFILE, RECEIPT } from '../../support/sample-receipt.ts';

const TICKET: PrintContent = { kind: 'receipt', receipt: RECEIPT };
const DRAWER: PrintContent = { kind: 'drawer' };

let printer: VirtualPrinter;
afterEach(() => printer.close());

const queue = createPrinterQueue({
  transportFor: (profile) => transportForUrl(profile.url, systemTimers, process.platform),
});
let jobs = 0;
const submit = (content: PrintContent, rest: Partial<PrinterProfile> = {}) => {
  jobs += 1;
  return queue.submit({
    jobId: `job-${jobs}`,
    profile: { ...PROFILE, url: `virtual:${printer.port}`, ...rest },
    content,
  });
};

describe('the virtual printer', () => {
  it.each([
    [32, 'native'],
    [42, 'native'],
    [48, 'native'],
    [48, 'raster'],
  ] as const)('confirms a ticket of %i columns with %s QR and finds no fault in its bytes', async (columns, qr) => {
    printer = await startVirtualPrinter({ port: 0, columns });
    expect(await submit(TICKET, { widthColumns: columns, qr })).toEqual({ state: 'confirmed' });
    expect({ tickets: printer.tickets.length, problems: printer.problems }).toEqual({ tickets: 1, problems: [] });
  });

  it('opens the drawer without paper while the ticket fails', async () => {
    printer = await startVirtualPrinter({ port: 0, paperOut: true });
    expect(await submit(TICKET)).toEqual({ state: 'failed', reason: 'paper-out' });
    expect(await submit(DRAWER, { drawerPin: 5 })).toEqual({ state: 'sent' });
    expect(printer.drawerPulses).toHaveLength(1);
    printer.set({ paperOut: false });
    expect(await submit(TICKET)).toEqual({ state: 'confirmed' });
    expect(await submit(DRAWER)).toEqual({ state: 'confirmed' });
    expect({ tickets: printer.tickets.length, pulses: printer.drawerPulses.length }).toEqual({ tickets: 1, pulses: 2 });
  });
});
