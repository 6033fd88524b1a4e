import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePrinterUrl } from '../../domain/printing/printer-url.ts';
import type { PrinterProfile } from '../../domain/printing/types.ts';
import { logLine } from './log.ts';

/** Where the virtual printer of a data folder puts its papers. */
export const PAPER_FOLDER = 'papel';
const MARGIN_DOTS = 32;

/** What the interpreter hands over for one piece of paper. */
type Paper = { toPng(options: { marginDots: number }): Uint8Array; toText(): string };

const portOf = (profile: PrinterProfile): number | null => {
  const address = parsePrinterUrl(profile.url);
  return address.ok && address.value.kind === 'virtual' ? address.value.port : null;
};

const lastNumber = (folder: string): number =>
  Math.max(0, ...readdirSync(folder).map((name) => Number(/^ticket-(\d{4,})\.png$/.exec(name)?.[1] ?? 0)));

function openPaperFolder(folder: string): { keep(paper: Paper): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let number = lastNumber(folder);
  return {
    // Called from a socket: a folder that is full or was taken away must cost a picture, not the real printers too.
    keep(paper) {
      number += 1;
      const base = join(folder, `ticket-${String(number).padStart(4, '0')}`);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(`${base}.png`, paper.toPng({ marginDots: MARGIN_DOTS }));
        writeFileSync(`${base}.txt`, paper.toText());
      } catch (error) {
        logLine('warning', 'virtual-printer.paper-not-kept', { code: codeOf(error) });
      }
    },
  };
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');

/**
 * Starts the virtual printer when a paper for it comes, unless something listens on its port already (`npm run printer`).
 * Loaded only then: its fonts and pictures are no business of a shop with a real printer. `prepare` never rejects: what
 * could not be started is tried again with the next paper, and this one fails by itself because nobody listens.
 */
export function createVirtualPrinters(dataFolder: string): { prepare(profile: PrinterProfile): Promise<void> } {
  const starting = new Map<number, Promise<void>>();

  async function start(port: number): Promise<void> {
    try {
      const { startVirtualPrinter } = await import('../../native/simulators/virtual-printer.ts');
      const papers = openPaperFolder(join(dataFolder, PAPER_FOLDER));
      await startVirtualPrinter({ port, tearOffOnDisconnect: true, onTicket: papers.keep });
    } catch (error) {
      starting.delete(port);
      const code = codeOf(error);
      // Taken: somebody's virtual printer is there already, and the paper goes to it.
      if (code !== 'EADDRINUSE') logLine('warning', 'virtual-printer.not-started', { code });
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
