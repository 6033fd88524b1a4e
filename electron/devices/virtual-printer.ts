import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePrinterUrl } from '../../domain/printing/printer-url.ts';
import type { PrinterProfile } from '../../domain/printing/types.ts';
import { logLine } from './log.ts';

/** Where the virtual printer of a data folder puts its papers. */
export const PAPER_FOLDER = 'papel';
const MARGIN_DOTS = 32;

const portOf = (profile: PrinterProfile): number | null => {
  const address = parsePrinterUrl(profile.url);
  return address.ok && address.value.kind === 'virtual' ? address.value.port : null;
};

const lastNumber = (folder: string): number =>
  Math.max(0, ...readdirSync(folder).map((name) => Number(/^ticket-(\d{4,})\.png$/.exec(name)?.[1] ?? 0)));

/**
 * Starts the virtual printer when a paper for it comes, unless something listens on its port already (`npm run printer`).
 * Loaded only then: its fonts and pictures are no business of a shop with a real printer.
 */
export function createVirtualPrinters(dataFolder: string): { prepare(profile: PrinterProfile): Promise<void> } {
  const starting = new Map<number, Promise<void>>();

  async function start(port: number): Promise<void> {
    const { startVirtualPrinter } = await import('../../native/simulators/virtual-printer.ts');
    const folder = join(dataFolder, PAPER_FOLDER);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    let number = lastNumber(folder);
    try {
      await startVirtualPrinter({
        port,
        tearOffOnDisconnect: true,
        onTicket(ticket) {
          number += 1;
          const base = join(folder, `ticket-${String(number).padStart(4, '0')}`);
          writeFileSync(`${base}.png`, ticket.toPng({ marginDots: MARGIN_DOTS }));
          writeFileSync(`${base}.txt`, ticket.toText());
        },
      });
    } catch (error) {
      // Taken: then somebody's virtual printer is there already, or the job fails and says so.
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      logLine('warning', 'virtual-printer.not-started', { code });
    }
  }

  return {
    async prepare(profile) {
      const port = portOf(profile);
      if (port === null) return;
      const known = starting.get(port) ?? start(port);
      starting.set(port, known);
      await known;
    },
  };
}
