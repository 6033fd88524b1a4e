import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Receipt } from '../../domain/receipt/model.ts';
import { nodeFork } from '../../electron/host/node-fork.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';
import { freePort, receiptTask, ScriptedTill, until } from './support/scripted-till.ts';

afterEach(removeFolders);

function till(): ScriptedTill {
  const scripted = new ScriptedTill(temporaryFolder('devices'));
  onTestFinished(() => scripted.end());
  return scripted;
}

describe('the device process', () => {
  it('ends with its shell', async () => {
    const at = till();
    await until(() => at.asked.length > 0);
    at.leave();
    await until(() => at.exit !== null);
    expect(at.exit).toEqual({ code: 0, signal: null });
  });

  it('ends with 70 and says where when there is a bug', async () => {
    // Arguments of another version of the shell.
    const child = nodeFork(join(import.meta.dirname, '../../electron/devices/main.ts'), ['{}'], 'devices');
    let said = '';
    child.onErrorOutput((text) => {
      said += text;
    });
    expect(await new Promise((resolve) => child.onExit(resolve))).toEqual({ code: 70, signal: null });
    expect(said).toContain('"devices.exception"');
    expect(said).toContain('options.ts');
  });

  it('writes what happened, and never what was on the paper', async () => {
    const receipt: Receipt = {
      blocks: [{ kind: 'text', text: 'Maria Perez', align: 'left', size: 'normal', bold: false }],
    };
    const at = till();
    await at.print(receiptTask(1, `tcp://127.0.0.1:${await freePort()}`, receipt));
    await at.ended(1);
    await until(() => at.said.includes('print.failed'));
    const lines = at.said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual({ level: 'warning', event: 'print.failed', jobId: 1, code: 'refused' });
    expect(at.said).not.toContain('Perez');
    expect(at.said).not.toContain('127.0.0.1');
  });

  it.skipIf(process.platform !== 'linux')('loads no printer library before a paper needs it', async () => {
    const at = till();
    await until(() => at.asked.length > 0);
    await wait(300);
    const maps = readFileSync(`/proc/${at.pid}/maps`, 'utf8');
    // Negative control: this is how it looks when it is loaded.
    await at.devices.call('devices.find-printers', {});
    expect(readFileSync(`/proc/${at.pid}/maps`, 'utf8')).toMatch(/bindings-cpp.*\.node/);
    expect(maps).not.toMatch(/bindings-cpp.*\.node/);
  });
});
