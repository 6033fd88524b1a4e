import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import type { WaitingJob } from '../../electron/ipc/contract/printing.ts';
import { copyState } from '../../renderer/features/tickets/copy-state.ts';
import { qrPath } from '../../renderer/ui/qr-path.ts';

const URL =
  'https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=89890001K&numserie=01T01S-26-000014&fecha=22-11-2026&importe=17.56';

/** Dark modules of a path of runs. */
function modulesOf(path: string): Set<string> {
  const dark = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(width); at += 1) dark.add(`${Number(x) + at},${y}`);
  }
  return dark;
}

describe('the QR of a paper on the screen', () => {
  it('has the modules of a symbol of level M in byte mode, each once', () => {
    const { size, path } = qrPath(URL);
    const dark = modulesOf(path);
    const { modules } = create([{ data: new TextEncoder().encode(URL), mode: 'byte' }], { errorCorrectionLevel: 'M' });
    expect(size).toBe(modules.size);
    expect(dark.size).toBe([...modules.data].filter((module) => module !== 0).length);
    for (const place of dark) {
      const [x = 0, y = 0] = place.split(',').map(Number);
      expect(modules.get(y, x)).toBeTruthy();
    }
  });
});

describe('how a copy stands', () => {
  const job = (state: WaitingJob['state'], reason: WaitingJob['reason'] = null): WaitingJob => ({
    jobId: 7,
    kind: 'receipt',
    printerName: 'Mostrador',
    number: '01T01S-26-000014',
    totalCents: null,
    state,
    reason,
    createdAtMs: 0,
  });

  it('follows its job, and a job that no longer waits has gone to the printer', () => {
    expect(copyState(7, [])).toEqual({ state: 'sent' });
    expect(copyState(7, [{ ...job('failed'), jobId: 8 }])).toEqual({ state: 'sent' });
    expect(copyState(7, [job('queued')])).toEqual({ state: 'waiting' });
    expect(copyState(7, [job('failed', 'paper-out')])).toEqual({
      state: 'failed',
      printer: 'Mostrador',
      reason: 'paper-out',
    });
  });
});
