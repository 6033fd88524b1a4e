import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startVirtualPrinter } from '../../../native/simulators/virtual-printer.ts';
import { readQr } from '../../support/read-ticket.ts';
import { sampleQrUrl, sampleTicket } from '../../support/sample-ticket.ts';

const program = join(import.meta.dirname, '../../../native/simulators/printer-main.ts');
const folder = mkdtempSync(join(tmpdir(), 'virtual-printer-'));
const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const seen = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    seen.out += data;
  });
  child.stderr.on('data', (data) => {
    seen.err += data;
  });
  const shows = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(seen.out);
      if (found !== null) return found;
      await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) });
    }
  };
  return { child, seen, shows, closed: once(child, 'close') };
}

describe('npm run printer', () => {
  it('writes picture and text of each ticket, tells of the drawer, and ends cleanly', async () => {
    const { child, shows, seen, closed } = start('--port', '0', '--out', folder);
    const [, port] = await shows(/lista: tcp:\/\/127\.0\.0\.1:(\d+)/);
    connect(Number(port), '127.0.0.1').end(Buffer.concat([Buffer.of(0x1b, 0x70, 0, 50, 50), sampleTicket(48)]));
    await shows(/24,85 €[\s\S]*Gracias[\s\S]*---\n/);
    child.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
    expect(seen.out).toContain('El cajón se abre (patilla 2, 100 ms).');
    expect(seen.out).toContain('Tiques impresos: 1.');
    expect(readQr(readFileSync(join(folder, 'ticket-0001.png')))?.content).toBe(sampleQrUrl);
    expect(readFileSync(join(folder, 'ticket-0001.txt'), 'utf8')).toContain('FACTURA SIMPLIFICADA');
    expect(seen.err).toBe('');
  });

  it.each([
    ['an unknown option', ['--nope']],
    ['a width no paper has', ['--columns', '40']],
    ['a port that is none', ['--port', '99999']],
    ['an unknown fault', ['--fault', 'fire']],
    ['a fault with a number it does not take', ['--fault', 'paperOut:3']],
  ])('%s is a usage error with a sentence', async (_, args) => {
    const { closed, seen } = start(...args);
    expect(await closed).toEqual([2, null]);
    expect(seen.err).toMatch(/^No se entiende «.+»\. Pruebe con --help\.\n$/);
  });

  it('a port in use and a folder that is a file are named', async () => {
    const other = await startVirtualPrinter();
    const busy = start('--port', String(other.port), '--out', folder);
    expect(await busy.closed).toEqual([1, null]);
    expect(busy.seen.err).toContain(`El puerto ${other.port} está ocupado`);
    await other.close();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const blocked = start('--port', '0', '--out', file);
    expect(await blocked.closed).toEqual([1, null]);
    expect(blocked.seen.err).toContain('Elija otra carpeta');
  });

  it('--help lists every fault and exits 0', async () => {
    const { closed, seen } = start('--help');
    expect(await closed).toEqual([0, null]);
    for (const name of ['paperOut', 'silent', 'neverReads', 'resetAfterBytes[:N]']) expect(seen.out).toContain(name);
  });
});
