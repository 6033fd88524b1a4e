import { describe, expect, it } from 'vitest';
import { ok } from '../../domain/result.ts';
import { codeOf, startTestHost } from './support/test-host.ts';

const lookUp = { till: { 'catalog.look-up': () => ok({ product: null }) } };

describe('the lease of the till', () => {
  it('goes to the first window that says hello; the second one is told, and may do nothing else', async () => {
    const { window } = await startTestHost(lookUp);
    const first = window();
    const second = window();
    expect(await first.peer.call('host.hello', {})).toMatchObject({ value: { holdsTill: true, host: 'browser' } });
    expect(await second.peer.call('host.hello', {})).toMatchObject({ value: { holdsTill: false } });
    expect(codeOf(await first.peer.call('catalog.look-up', { code: '1' }))).toBe('ok');
    expect(codeOf(await second.peer.call('catalog.look-up', { code: '1' }))).toBe('window_not_holding');
    expect(codeOf(await second.peer.call('host.open-sample', {}))).toBe('window_not_holding');
  });

  it('is nobody’s before hello', async () => {
    const { window } = await startTestHost(lookUp);
    expect(codeOf(await window().peer.call('catalog.look-up', { code: '1' }))).toBe('window_not_holding');
  });

  it('moves when another window takes it, and the one that had it is told', async () => {
    const { window, time } = await startTestHost(lookUp);
    const first = window();
    const second = window();
    await first.peer.call('host.hello', {});
    expect(await second.peer.call('host.take-till', {})).toMatchObject({ value: { holdsTill: true } });
    await time.settle();
    expect(first.heard).toContainEqual({ kind: 'event', event: 'window.lost-till', data: {} });
    expect(codeOf(await first.peer.call('catalog.look-up', { code: '1' }))).toBe('window_not_holding');
    expect(codeOf(await second.peer.call('catalog.look-up', { code: '1' }))).toBe('ok');
    expect(second.heard).not.toContainEqual({ kind: 'event', event: 'window.lost-till', data: {} });
  });

  it('is free when its window closes', async () => {
    const { window, time } = await startTestHost(lookUp);
    const first = window();
    const second = window();
    await first.peer.call('host.hello', {});
    first.close();
    await time.settle();
    expect(codeOf(await second.peer.call('catalog.look-up', { code: '1' }))).toBe('window_not_holding');
    expect(await second.peer.call('host.hello', {})).toMatchObject({ value: { holdsTill: true } });
  });

  it('is kept when the window that closes never had it', async () => {
    const { window, time } = await startTestHost(lookUp);
    const first = window();
    const second = window();
    await first.peer.call('host.hello', {});
    await second.peer.call('host.hello', {});
    second.close();
    await time.settle();
    expect(codeOf(await first.peer.call('catalog.look-up', { code: '1' }))).toBe('ok');
  });
});

describe('the host', () => {
  it('tells every window when a process goes and comes, and one that comes later how it is', async () => {
    const { window, processes, pass } = await startTestHost();
    const changed = (state: string) => ({
      kind: 'event',
      event: 'process.changed',
      data: { process: 'till', state },
    });
    const page = window();
    for (let count = 0; count < 4; count += 1) {
      processes.child('till').die();
      await pass(1_000);
    }
    expect(page.heard).toEqual([
      ...Array(3)
        .fill([changed('down'), changed('up')])
        .flat(),
      changed('failed'),
    ]);
    const later = window();
    await later.peer.call('host.hello', {});
    await pass(1);
    expect(later.heard).toContainEqual(changed('failed'));
  });

  it('answers before it quits', async () => {
    const { command, window, pass, shellCalls } = await startTestHost();
    const page = window();
    await page.peer.call('host.hello', {});
    // A page may not: it would be a way out of a full screen that is left by PIN.
    expect(codeOf(await page.peer.call('host.quit', {}))).toBe('command_not_allowed');
    expect(codeOf(await command().peer.call('host.quit', {}))).toBe('ok');
    expect(shellCalls).toEqual([]);
    await pass(1_000);
    expect(shellCalls).toEqual(['quit']);
  });

  it('remembers whether the window fills the screen', async () => {
    const { window, processes } = await startTestHost();
    await processes.child('till').peer.call('host.set-kiosk', { isOn: true });
    expect(await window().peer.call('host.hello', {})).toMatchObject({ value: { isKiosk: true } });
  });
});
