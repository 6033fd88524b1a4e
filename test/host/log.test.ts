import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createErrorReader } from '../../electron/host/child-errors.ts';
import { createLog, LOG_FOLDER, logPath } from '../../electron/host/log.ts';
import type { Logged } from './support/test-host.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nowMs = (): number => Date.UTC(2026, 10, 23, 10, 0, 0);
const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trim().split('\n');

describe('the log', () => {
  it('writes lines of JSON with the moment', () => {
    const report = createLog(folder, { nowMs });
    report('info', 'process.started', { process: 'till', pid: 7 });
    expect(linesOf(logPath(folder)).map((line) => JSON.parse(line) as unknown)).toEqual([
      { at: '2026-11-23T10:00:00.000Z', level: 'info', event: 'process.started', process: 'till', pid: 7 },
    ]);
  });

  it('is for nobody else to read', () => {
    createLog(folder, { nowMs })('info', 'a');
    expect(statSync(join(folder, LOG_FOLDER)).mode & 0o077).toBe(0);
    expect(statSync(logPath(folder)).mode & 0o077).toBe(0);
  });

  it('keeps five files of so many bytes, the newest lines in the one without a number', () => {
    const report = createLog(folder, { nowMs, maxBytes: 1_000 });
    for (let count = 0; count < 200; count += 1) report('info', 'tick', { count });
    const names = readdirSync(join(folder, LOG_FOLDER)).sort();
    expect(names).toEqual([1, 2, 3, 4].map((index) => `mostrador.${index}.log`).concat('mostrador.log'));
    for (const name of names) expect(statSync(join(folder, LOG_FOLDER, name)).size).toBeLessThanOrEqual(1_000);
    expect(linesOf(logPath(folder)).at(-1)).toContain('"count":199');
    const first = Number(/"count":(\d+)/.exec(linesOf(logPath(folder, 4))[0] ?? '')?.[1]);
    const all = [4, 3, 2, 1, 0].flatMap((index) => linesOf(logPath(folder, index)));
    expect(all).toHaveLength(200 - first);
  });

  it('goes on in the file that it finds', () => {
    createLog(folder, { nowMs })('info', 'a');
    createLog(folder, { nowMs })('info', 'b');
    expect(linesOf(logPath(folder))).toHaveLength(2);
  });

  it('cuts what is long', () => {
    createLog(folder, { nowMs })('info', 'a', { text: 'x'.repeat(10_000) });
    expect(readFileSync(logPath(folder)).length).toBeLessThan(400);
  });

  it('is not written when it cannot be, and is again when it can', () => {
    writeFileSync(join(folder, LOG_FOLDER), 'a file in its place');
    const report = createLog(folder, { nowMs });
    report('info', 'a');
    rmSync(join(folder, LOG_FOLDER));
    report('info', 'b');
    expect(linesOf(logPath(folder))).toHaveLength(1);
    chmodSync(logPath(folder), 0o600);
    expect(existsSync(logPath(folder))).toBe(true);
  });
});

describe('what a process writes to standard error', () => {
  const read = (text: string): Logged[] => {
    const log: Logged[] = [];
    createErrorReader('till', (level, event, fields = {}) => log.push({ level, event, fields }))(text);
    return log;
  };

  it('is logged when it is a line of ours', () => {
    expect(read('{"level":"info","event":"till.ready","durationMs":120}\n')).toEqual([
      { level: 'info', event: 'till.ready', fields: { process: 'till', durationMs: 120 } },
    ]);
  });

  it.each([
    ['a field of another name', '{"level":"info","event":"sale","customer":"Ana"}'],
    ['a sentence in a field', '{"level":"info","event":"sale","code":"no existe Ana Pérez"}'],
    ['no JSON', '{"level":"info"'],
    ['plain words', 'UNIQUE constraint failed: customers.tax_id 12345678Z'],
  ])('is only counted for %s', (_what, line) => {
    expect(read(`${line}\n`)).toEqual([
      { level: 'warning', event: 'process.said', fields: { process: 'till', length: line.length } },
    ]);
  });

  it('is, of an exception, its kind and where it happened, without words and folders', () => {
    const log = read(
      [
        'TypeError: Cannot read properties of undefined (reading "Ana Pérez")',
        '    at closeSale (file:///home/ana/mostrador/dist/app/till.js:120:15)',
        '    at async Promise.all (index 0)',
        '    at C:\\Users\\Ana\\mostrador\\till.js:7:1',
        '',
      ].join('\n'),
    );
    expect(log.map(({ event, fields }) => [event, fields['kind'] ?? fields['frame'] ?? fields['length']])).toEqual([
      ['process.exception', 'TypeError'],
      ['process.frame', 'closeSale till.js:120:15'],
      ['process.said', 34],
      ['process.frame', 'till.js:7:1'],
    ]);
    expect(JSON.stringify(log)).not.toMatch(/ana/i);
  });

  it('is read however it was cut', () => {
    const log: Logged[] = [];
    const reader = createErrorReader('sync', (level, event, fields = {}) => log.push({ level, event, fields }));
    for (const letter of '{"level":"error","event":"a.b"}\r\n') reader(letter);
    expect(log).toEqual([{ level: 'error', event: 'a.b', fields: { process: 'sync' } }]);
  });
});
