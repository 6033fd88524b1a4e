import { describe, expect, it } from 'vitest';
import { ok, refuse } from '../../domain/result.ts';
import { MAX_IN_FLIGHT } from '../../electron/host/router.ts';
import { MAX_MESSAGE_LENGTH } from '../../electron/ipc/messages.ts';
import { codeOf, startTestHost } from './support/test-host.ts';

const lookUp = { 'catalog.look-up': () => ok({ product: null }) };
const never = (): Promise<never> => new Promise(() => undefined);

describe('a request of a window', () => {
  it('reaches the process that owns the command, and its answer comes back', async () => {
    const { window, processes } = await startTestHost({ till: lookUp });
    const { peer } = window();
    await peer.call('host.hello', {});
    expect(await peer.call('catalog.look-up', { code: '8400000042413' })).toEqual(ok({ product: null }));
    expect(processes.child('till').heard).toContainEqual(
      expect.objectContaining({ command: 'catalog.look-up', input: { code: '8400000042413' } }),
    );
    expect(JSON.stringify(processes.child('devices').heard)).not.toContain('catalog');
  });

  it('carries refusals as they are', async () => {
    const { window } = await startTestHost({ till: { 'sale.drop': () => refuse('ticket_has_payments') } });
    const { peer } = window();
    await peer.call('host.hello', {});
    const ticketId = '018f0000-0000-7000-8000-000000000000';
    expect(await peer.call('sale.drop', { ticketId })).toEqual(refuse('ticket_has_payments'));
  });

  it('is answered to the one who asked, whoever else uses the same number', async () => {
    const { window, command, time } = await startTestHost({
      till: {
        'catalog.look-up': () => ok({ product: null }),
        'local.adopt': () => ok({ dataFolder: '/d', version: '0.1.0' }),
      },
    });
    const page = window();
    const cli = command();
    await page.peer.call('host.hello', {});
    page.heard.length = 0;
    page.port.post({ kind: 'request', id: 77, command: 'catalog.look-up', input: { code: '1' } });
    cli.port.post({ kind: 'request', id: 77, command: 'local.adopt', input: { answer: 'moved' } });
    await time.settle();
    expect(page.heard).toEqual([{ kind: 'response', id: 77, result: ok({ product: null }) }]);
    expect(cli.heard).toEqual([{ kind: 'response', id: 77, result: ok({ dataFolder: '/d', version: '0.1.0' }) }]);
  });

  it.each([
    ['an unknown command', { command: 'sale.steal', input: {} }, 'command_unknown'],
    ['a name that every object has', { command: 'constructor', input: {} }, 'command_unknown'],
    ['a prototype', { command: '__proto__', input: {} }, 'command_unknown'],
    ['a command between processes', { command: 'devices.print', input: { tasks: [] } }, 'command_not_allowed'],
    ['an outcome of devices', { command: 'jobs.queued', input: {} }, 'command_not_allowed'],
    ['a command of the till to the host', { command: 'host.set-kiosk', input: { isOn: false } }, 'command_not_allowed'],
    ['a command of the command line', { command: 'local.adopt', input: { answer: 'moved' } }, 'command_not_allowed'],
    ['a link', { command: 'host.sign-in-url', input: {} }, 'command_not_allowed'],
    ['an input of another shape', { command: 'catalog.look-up', input: { code: 7 } }, 'input_invalid'],
    ['a field too many', { command: 'sale.desk', input: { extra: 1 } }, 'input_invalid'],
    [
      'a long text',
      { command: 'catalog.look-up', input: { code: 'x'.repeat(MAX_MESSAGE_LENGTH) } },
      'message_too_long',
    ],
    ['a field that no message has', { command: 'sale.desk', input: {}, to: 'till' }, 'message_malformed'],
  ])('is refused for %s, and no process hears of it', async (_what, message, code) => {
    const { window, processes, time } = await startTestHost({ till: lookUp });
    const page = window();
    await page.peer.call('host.hello', {});
    page.heard.length = 0;
    const before = processes.lives.map(({ heard }) => heard.length);
    page.port.post({ kind: 'request', id: 9, ...message });
    await time.settle();
    expect(page.heard).toMatchObject([{ kind: 'response', id: 9, result: { ok: false, refusal: { code } } }]);
    expect(processes.lives.map(({ heard }) => heard.length)).toEqual(before);
  });

  it('waits no longer than its command says', async () => {
    const { window, pass } = await startTestHost({ till: { 'catalog.look-up': never } });
    const page = window();
    await page.peer.call('host.hello', {});
    page.heard.length = 0;
    page.port.post({ kind: 'request', id: 5, command: 'catalog.look-up', input: { code: '1' } });
    await pass(10_000);
    expect(page.heard).toEqual([
      { kind: 'response', id: 5, result: refuse('no_answer', { command: 'catalog.look-up' }, true) },
    ]);
  });

  it('is one of so many at a time', async () => {
    const { window, time } = await startTestHost({ till: { 'catalog.look-up': never } });
    const { peer } = window();
    await peer.call('host.hello', {});
    for (let count = 0; count < MAX_IN_FLIGHT; count += 1) void peer.call('catalog.look-up', { code: '1' });
    await time.settle();
    expect(codeOf(await peer.call('catalog.look-up', { code: '1' }))).toBe('too_many_requests');
  });
});

describe('a command line', () => {
  it('may ask what is for it, without holding the till', async () => {
    const { command } = await startTestHost({ till: { 'local.adopt': () => ok({ dataFolder: '/d', version: '1' }) } });
    const { peer } = command();
    expect(codeOf(await peer.call('local.adopt', { answer: 'moved' }))).toBe('ok');
    expect(await peer.call('host.sign-in-url', {})).toEqual(ok({ url: 'http://127.0.0.1:7410/entrar?llave=x' }));
  });

  it('may not do what is for a window', async () => {
    const { command } = await startTestHost();
    const { peer } = command();
    expect(codeOf(await peer.call('sale.desk', {}))).toBe('command_not_allowed');
    expect(codeOf(await peer.call('host.take-till', {}))).toBe('command_not_allowed');
  });
});

describe('between processes', () => {
  it('the till asks devices, devices ask the till, the till asks the host', async () => {
    const { processes, shellCalls } = await startTestHost({
      devices: { 'devices.print': () => ok({}) },
      till: { 'jobs.queued': () => ok({ tasks: [] }) },
    });
    expect(await processes.child('till').peer.call('devices.print', { tasks: [] })).toEqual(ok({}));
    expect(await processes.child('devices').peer.call('jobs.queued', {})).toEqual(ok({ tasks: [] }));
    expect(await processes.child('till').peer.call('host.set-kiosk', { isOn: true })).toEqual(ok({}));
    expect(shellCalls).toEqual(['kiosk true']);
  });

  it('nobody asks what is not for it', async () => {
    const { processes } = await startTestHost({ till: { 'jobs.queued': () => ok({ tasks: [] }) } });
    expect(codeOf(await processes.child('sync').peer.call('jobs.queued', {}))).toBe('command_not_allowed');
    expect(codeOf(await processes.child('devices').peer.call('sale.desk', {}))).toBe('command_not_allowed');
    expect(codeOf(await processes.child('devices').peer.call('host.quit', {}))).toBe('command_not_allowed');
  });
});

describe('a process that dies', () => {
  it('leaves nobody waiting', async () => {
    const { window, processes, time } = await startTestHost({ till: { 'catalog.look-up': never } });
    const { peer } = window();
    await peer.call('host.hello', {});
    const asked = peer.call('catalog.look-up', { code: '1' });
    await time.settle();
    processes.child('till').die();
    expect(await asked).toEqual(refuse('process_gone', {}, true));
    expect(codeOf(await peer.call('catalog.look-up', { code: '1' }))).toBe('process_gone');
  });

  it('is not given the answers that its life before had asked for', async () => {
    const answers: (() => void)[] = [];
    const { processes, time, pass } = await startTestHost({
      devices: { 'devices.print': () => new Promise((resolve) => answers.push(() => resolve(ok({})))) },
    });
    void processes.child('till').peer.call('devices.print', { tasks: [] });
    await time.settle();
    processes.child('till').die();
    await pass(1);
    const second = processes.child('till');
    const asked = second.peer.call('devices.print', { tasks: [] });
    let isAnswered = false;
    void asked.then(() => {
      isAnswered = true;
    });
    await time.settle();
    answers[0]?.();
    await time.settle();
    expect(isAnswered).toBe(false);
    answers[1]?.();
    expect(await asked).toEqual(ok({}));
  });
});

describe('an event', () => {
  const jobs = { kind: 'event', event: 'jobs.changed', data: { jobs: [] } };

  it('of the till goes to the window that holds it', async () => {
    const { window, processes, time } = await startTestHost();
    const first = window();
    const second = window();
    await first.peer.call('host.hello', {});
    await second.peer.call('host.hello', {});
    processes.child('till').peer.tell('jobs.changed', { jobs: [] });
    await time.settle();
    expect(first.heard).toContainEqual(jobs);
    expect(second.heard).not.toContainEqual(jobs);
  });

  it('of another process than its own, or of another shape, goes nowhere', async () => {
    const { window, processes, time, log } = await startTestHost();
    const { peer, heard } = window();
    await peer.call('host.hello', {});
    processes.child('devices').say(jobs);
    processes.child('till').say({ ...jobs, data: { jobs: 'none' } });
    processes.child('till').say({ kind: 'event', event: '__proto__', data: {} });
    processes.child('till').say({ kind: 'event', event: 'window.lost-till', data: {} });
    await time.settle();
    expect(JSON.stringify(heard)).not.toContain('event');
    expect(log.filter(({ event }) => event === 'event.refused')).toHaveLength(4);
  });

  it('says to every page whether the window fills the screen, once the shell was told', async () => {
    const { window, processes, shellCalls } = await startTestHost();
    const [first, second] = [window(), window()];
    expect(await first.peer.call('host.hello', {})).toMatchObject({ value: { isKiosk: false } });
    await second.peer.call('host.hello', {});
    await processes.child('till').peer.call('host.set-kiosk', { isOn: true });
    const changed = { kind: 'event', event: 'host.kiosk-changed', data: { isOn: true } };
    expect(first.heard).toContainEqual(changed);
    expect(second.heard).toContainEqual(changed);
    expect(shellCalls).toEqual(['kiosk true']);
    expect(await first.peer.call('host.hello', {})).toMatchObject({ value: { isKiosk: true } });
  });

  it('that names the host is heard by the shell', async () => {
    const { host, processes, time } = await startTestHost();
    const states: string[] = [];
    host.on('app.changed', ({ phase }) => states.push(phase));
    const appState = {
      phase: 'ready',
      isSample: false,
      language: 'es',
      dataFolder: '/d',
      timeZone: 'Europe/Madrid',
      refusal: null,
    } as const;
    processes.child('till').peer.tell('app.changed', appState);
    await time.settle();
    expect(states).toEqual(['ready']);
  });
});
