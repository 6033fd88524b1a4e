import { existsSync, mkdirSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { nodeFork } from '../../electron/host/node-fork.ts';
import { cpuMs } from '../../electron/host/real-world.ts';
import type { ChildExit } from '../../electron/host/shell.ts';
import type { ChildOptions } from '../../electron/ipc/child/options.ts';
import { CODES, Counter } from '../support/counter.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';

const ENTRY = join(import.meta.dirname, '../../electron/sync/main.ts');

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('sync');
});
afterEach(removeFolders);

async function until(condition: () => boolean): Promise<void> {
  for (const since = performance.now(); !condition(); await wait(10)) {
    if (performance.now() - since > 10_000) throw new Error('not within 10 s');
  }
}

/** A descriptor may be closed while it is looked at. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** The real sync process; `said` are its lines, `pings` the answers to a question that it does not know. */
function startSync(dataFolder: string) {
  const options: ChildOptions = {
    ...{ dataFolder, bootId: 'boot', isSample: false, samplesFolder: '/samples', host: 'browser', version: '0' },
  } as ChildOptions;
  const child = nodeFork(ENTRY, [JSON.stringify(options)], 'sync');
  const sync = {
    pid: child.pid ?? 0,
    said: [] as { event: string; count?: number; kind?: string }[],
    answers: 0,
    exit: null as ChildExit | null,
    /** Resolves when it answers: then it is up, and has had its first look. */
    async answered(): Promise<void> {
      const before = sync.answers;
      child.port.post({ kind: 'request', id: 0, command: 'nothing', input: {} });
      await until(() => sync.answers > before || sync.exit !== null);
    },
    leave: () => child.port.close(),
  };
  let rest = '';
  child.onErrorOutput((text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    sync.said.push(...lines.map((line) => JSON.parse(line)));
  });
  child.port.onMessage(() => {
    sync.answers += 1;
  });
  child.onExit((exit) => {
    sync.exit = exit;
  });
  onTestFinished(async () => {
    child.kill();
    await until(() => sync.exit !== null);
  });
  return sync;
}

describe('the sync process', () => {
  it('says how much waits in the outbox of a till that is selling', async () => {
    const counter = new Counter();
    onTestFinished(() => counter.close());
    await counter.sell([CODES.oil]);
    await counter.sell([CODES.coffee]);
    const sync = startSync(counter.folder);
    await until(() => sync.said.length > 0);
    expect(sync.said).toEqual([{ level: 'info', event: 'sync.waiting', count: 2 }]);
    // The till writes on, and can close and open its file again: nobody holds it.
    await counter.sell([CODES.oil]);
    counter.restart();
    await sync.answered();
    expect(sync.exit).toBeNull();
  });

  it('keeps off the file of a till that is closed, as while it is restored', async () => {
    const counter = new Counter();
    await counter.sell([CODES.oil]);
    counter.close();
    const before = readdirSync(counter.folder).sort();
    const sync = startSync(counter.folder);
    await sync.answered();
    expect(sync.said).toEqual([]);
    expect(readdirSync(counter.folder).sort()).toEqual(before);
  });

  it.skipIf(process.platform !== 'linux')('holds no file of the till between two looks', async () => {
    const counter = new Counter();
    onTestFinished(() => counter.close());
    const sync = startSync(counter.folder);
    await until(() => sync.said.length > 0);
    await sync.answered();
    const open = readdirSync(`/proc/${sync.pid}/fd`).map((fd) => linkOf(`/proc/${sync.pid}/fd/${fd}`));
    expect(open.filter((path) => path.startsWith(counter.folder))).toEqual([]);
  });

  it.each([
    ['is empty', () => undefined],
    ['is not there', () => rmSync(folder, { recursive: true })],
  ])('lives although the folder %s, and says nothing of it', async (_what, spoil) => {
    spoil();
    const sync = startSync(folder);
    await sync.answered();
    expect(sync.exit).toBeNull();
    expect(sync.said).toEqual([]);
    expect(existsSync(join(folder, 'till.db'))).toBe(false);
  });

  it.each([
    ['half a database', () => writeFileSync(join(folder, 'till.db'), 'SQLite format 3\0 and then the disk was full')],
    ['a folder', () => mkdirSync(join(folder, 'till.db'))],
  ])('lives although there is %s, and names the trouble', async (_what, spoil) => {
    spoil();
    writeFileSync(join(folder, 'till.db-wal'), '');
    const sync = startSync(folder);
    await until(() => sync.said.length > 0);
    await sync.answered();
    expect(sync.exit).toBeNull();
    expect(sync.said.map(({ event }) => event)).toEqual(['sync.cannot-read']);
  });

  it('ends with its shell', async () => {
    const sync = startSync(folder);
    await sync.answered();
    sync.leave();
    await until(() => sync.exit !== null);
    expect(sync.exit).toEqual({ code: 0, signal: null });
  });

  it.skipIf(process.platform !== 'linux')('costs no processor time while nothing happens', async () => {
    const sync = startSync(folder);
    await sync.answered();
    await wait(500);
    const before = cpuMs(sync.pid) ?? Number.NaN;
    await wait(1500);
    expect((cpuMs(sync.pid) ?? Number.NaN) - before).toBeLessThan(100);
  });
});
