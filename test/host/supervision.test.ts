import { describe, expect, it } from 'vitest';
import { BEAT_MS } from '../../electron/host/heartbeat.ts';
import { END_PATIENCE_MS, RETRY_FAILED_MS } from '../../electron/host/supervisor.ts';
import { startTestHost } from './support/test-host.ts';

describe('a process that crashes', () => {
  it('is started again at once, on the same folder, for the same boot', async () => {
    const { host, processes, pass, folder } = await startTestHost();
    const first = processes.child('till');
    first.die();
    expect(host.state('till')).toBe('down');
    await pass(0);
    const second = processes.child('till');
    expect(second).not.toBe(first);
    expect(second.options).toEqual(first.options);
    expect(second.options).toMatchObject({ dataFolder: folder, bootId: 'boot', isSample: false });
    expect(host.state('till')).toBe('up');
  });

  it('is back within 2 s the first three times, and the others do not notice', async () => {
    const { host, processes, pass, time } = await startTestHost();
    for (let count = 0; count < 3; count += 1) {
      processes.child('devices').die();
      const since = time.nowMs();
      while (host.state('devices') !== 'up') await pass(50);
      expect(time.nowMs() - since).toBeLessThanOrEqual(2_000);
    }
    expect(processes.lives.filter(({ name }) => name === 'till')).toHaveLength(1);
  });

  it('has failed when it falls over a fourth time within a minute, and is tried every 30 s', async () => {
    const { host, processes, pass, window } = await startTestHost();
    const page = window();
    for (let count = 0; count < 4; count += 1) {
      processes.child('devices').die();
      await pass(1_000);
    }
    expect(host.state('devices')).toBe('failed');
    expect(page.heard).toContainEqual({
      kind: 'event',
      event: 'process.changed',
      data: { process: 'devices', state: 'failed' },
    });
    const lives = processes.lives.length;
    await pass(RETRY_FAILED_MS - 2_000);
    expect(processes.lives).toHaveLength(lives);
    await pass(2_000);
    expect(processes.lives).toHaveLength(lives + 1);
    expect(host.state('devices')).toBe('up');
    expect(host.state('till')).toBe('up');
  });

  it('has not failed when it dies now and then', async () => {
    const { host, processes, pass } = await startTestHost();
    for (let count = 0; count < 10; count += 1) {
      processes.child('sync').die();
      await pass(21_000);
      expect(host.state('sync')).toBe('up');
    }
  });

  it('leaves in the log what it wrote about itself, and not what it quoted', async () => {
    const { processes, log } = await startTestHost();
    processes.child('devices').complain('{"level":"warning","event":"print.failed","code":"timeout"}\nMaría García,');
    processes.child('devices').complain(' 600123456\n');
    expect(log.slice(-2)).toEqual([
      { level: 'warning', event: 'print.failed', fields: { process: 'devices', code: 'timeout' } },
      { level: 'warning', event: 'process.said', fields: { process: 'devices', length: 23 } },
    ]);
  });
});

describe('a process that answers nothing', () => {
  const silence = 13 * BEAT_MS;

  it('is killed and started again when it is devices or sync', async () => {
    const { processes, pass } = await startTestHost();
    const hung = processes.child('devices');
    hung.isHung = true;
    await pass(silence);
    expect(hung.isDead).toBe(true);
    expect(processes.child('devices')).not.toBe(hung);
  });

  it('is left alone when it is the till and waits for its disk', async () => {
    const { host, processes, pass, log } = await startTestHost({}, { cpuMs: () => 500 });
    const waiting = processes.child('till');
    waiting.isHung = true;
    await pass(100 * BEAT_MS);
    expect(waiting.isDead).toBe(false);
    expect(host.state('till')).toBe('up');
    expect(log.filter(({ event }) => event === 'process.silent')).toHaveLength(1);
  });

  it('is left alone when it is the till and the system does not tell', async () => {
    const { processes, pass } = await startTestHost({}, { cpuMs: () => null });
    const waiting = processes.child('till');
    waiting.isHung = true;
    await pass(100 * BEAT_MS);
    expect(waiting.isDead).toBe(false);
  });

  it('is killed when it is the till and burns the processor', async () => {
    let now = (): number => 0;
    const { processes, pass, time } = await startTestHost({}, { cpuMs: () => now() });
    now = time.nowMs;
    const spinning = processes.child('till');
    spinning.isHung = true;
    await pass(silence + 2 * BEAT_MS);
    expect(spinning.isDead).toBe(true);
    expect(processes.child('till')).not.toBe(spinning);
  });
});

describe('the end', () => {
  it('comes in the opposite order of the start', async () => {
    const { host, processes, listening } = await startTestHost();
    await host.stop();
    expect(processes.events).toEqual([
      'till started',
      'devices started',
      'sync started',
      'sync dead',
      'devices dead',
      'till dead',
    ]);
    expect([...listening]).toEqual([]);
    await host.stop();
  });

  it('does not wait for ever for a process that does not end', async () => {
    const { host, processes, pass } = await startTestHost();
    processes.child('devices').isStubborn = true;
    let isOver = false;
    void host.stop().then(() => {
      isOver = true;
    });
    await pass(END_PATIENCE_MS - 1);
    expect(isOver).toBe(false);
    await pass(1);
    expect(isOver).toBe(true);
    expect(processes.lives.every(({ isDead }) => isDead)).toBe(true);
  });

  it('is not undone by a restart that was due', async () => {
    const { host, processes, pass } = await startTestHost();
    processes.child('sync').die();
    await host.stop();
    const lives = processes.lives.length;
    await pass(60_000);
    expect(processes.lives).toHaveLength(lives);
  });
});
