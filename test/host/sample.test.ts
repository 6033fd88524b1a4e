import { describe, expect, it } from 'vitest';
import { codeOf, startTestHost } from './support/test-host.ts';

describe('the sample shop', () => {
  it('opens in a folder beside the shop’s own, with the command line of that folder, and back', async () => {
    const { window, processes, folder, listening } = await startTestHost();
    const { peer } = window();
    await peer.call('host.hello', {});
    const own = processes.lives.slice();
    expect(codeOf(await peer.call('host.open-sample', {}))).toBe('ok');
    expect(own.every(({ isDead }) => isDead)).toBe(true);
    expect(processes.child('till').options).toMatchObject({ dataFolder: `${folder}-muestra`, isSample: true });
    expect([...listening]).toEqual([`${folder}-muestra`]);
    expect(await peer.call('host.hello', {})).toMatchObject({ value: { isSample: true, holdsTill: true } });

    expect(codeOf(await peer.call('host.leave-sample', {}))).toBe('ok');
    expect(processes.child('till').options).toMatchObject({ dataFolder: folder, isSample: false });
    expect([...listening]).toEqual([folder]);
  });

  it('has the processes go down and up for the window', async () => {
    const { window } = await startTestHost();
    const page = window();
    await page.peer.call('host.hello', {});
    await page.peer.call('host.open-sample', {});
    const states = page.heard.filter((message) => JSON.stringify(message).includes('"till"'));
    expect(states).toMatchObject([{ data: { state: 'down' } }, { data: { state: 'up' } }]);
  });

  it('is not changed twice at a time', async () => {
    const { window } = await startTestHost();
    const { peer } = window();
    await peer.call('host.hello', {});
    expect(codeOf(await peer.call('host.open-sample', {}))).toBe('ok');
    const again = await Promise.all([peer.call('host.leave-sample', {}), peer.call('host.leave-sample', {})]);
    expect(again.map(codeOf)).toEqual(['ok', 'host_switching']);
  });

  it('of a demonstration has no shop to go back to', async () => {
    const { window, processes } = await startTestHost({}, { isSample: true });
    const { peer } = window();
    await peer.call('host.hello', {});
    expect(codeOf(await peer.call('host.leave-sample', {}))).toBe('sample_only');
    expect(processes.lives).toHaveLength(3);
  });
});
