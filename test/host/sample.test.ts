import { describe, expect, it } from 'vitest';
import type { ListenLocal, LocalServer } from '../../electron/host/shell.ts';
import { codeOf, startTestHost } from './support/test-host.ts';

const NO_SERVER: LocalServer = { close: () => Promise.resolve() };

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
    expect(await peer.call('host.hello', {})).toMatchObject({
      value: { isSample: true, hasOwnShop: true, holdsTill: true },
    });

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

  it('opens also where the system gives no socket: nobody at the command line reaches it, and that is logged', async () => {
    let sockets = 0;
    const listenLocal: ListenLocal = () => {
      sockets += 1;
      return sockets === 1 ? Promise.resolve(NO_SERVER) : Promise.reject(new Error('EMFILE'));
    };
    const { window, processes, folder, log } = await startTestHost({}, { listenLocal });
    const { peer } = window();
    await peer.call('host.hello', {});
    expect(codeOf(await peer.call('host.open-sample', {}))).toBe('ok');
    expect(processes.child('till').options).toMatchObject({ dataFolder: `${folder}-muestra` });
    expect(log).toContainEqual({ level: 'warning', event: 'local-socket.failed', fields: { kind: 'Error' } });
  });

  it('does not come up after the shell has ended in the middle, and leaves no socket behind', async () => {
    const sockets: { isOpen: boolean }[] = [];
    const second = Promise.withResolvers<void>();
    const listenLocal: ListenLocal = async () => {
      if (sockets.length === 1) await second.promise;
      const socket = { isOpen: true };
      sockets.push(socket);
      return {
        close: () => {
          socket.isOpen = false;
          return Promise.resolve();
        },
      };
    };
    const { window, host, processes, time } = await startTestHost({}, { listenLocal });
    const { peer } = window();
    await peer.call('host.hello', {});
    const opening = peer.call('host.open-sample', {});
    await time.settle();
    const stopping = host.stop();
    await time.settle();
    const lives = processes.lives.length;
    second.resolve();
    await Promise.all([stopping, opening]);
    expect(codeOf(await opening)).toBe('host_switching');
    expect(processes.lives).toHaveLength(lives);
    expect(sockets).toEqual([{ isOpen: false }, { isOpen: false }]);
  });

  it('of a demonstration has no shop to go back to', async () => {
    const { window, processes } = await startTestHost({}, { isSample: true });
    const { peer } = window();
    expect(await peer.call('host.hello', {})).toMatchObject({ value: { isSample: true, hasOwnShop: false } });
    expect(codeOf(await peer.call('host.leave-sample', {}))).toBe('sample_only');
    expect(processes.lives).toHaveLength(3);
  });
});
