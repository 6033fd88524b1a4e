import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ok, refuse } from '../../domain/result.ts';
import { commands, isCommand } from '../../electron/ipc/contract/index.ts';
import { createPeer, type Handlers, type PeerReports, type Timeouts } from '../../electron/ipc/peer.ts';
import { systemTimeouts } from '../../electron/ipc/system-timeouts.ts';
import { portPair } from '../support/port-pair.ts';

const SILENT: PeerReports = { onError: () => undefined };
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function connect(handlers: Handlers, reports: Partial<PeerReports> = {}, timeouts: Timeouts = systemTimeouts) {
  const ports = portPair();
  createPeer(ports.right, handlers, { ...SILENT, ...reports }, timeouts);
  return { ports, asker: createPeer(ports.left, {}, SILENT, timeouts) };
}

describe('a peer', () => {
  it('asks and is answered', async () => {
    const { asker } = connect({ 'customers.search': ({ text }) => ok({ customers: text === 'x' ? [] : [] }) });
    expect(await asker.call('customers.search', { text: 'x', limit: 5 })).toEqual(ok({ customers: [] }));
  });

  it('hands on what the other end refuses', async () => {
    const { asker } = connect({ 'sale.accept-clock': () => refuse('not_signed_in') });
    expect(await asker.call('sale.accept-clock', {})).toEqual(refuse('not_signed_in'));
  });

  it('never lets malformed input reach a handler, and says where it is wrong, not what it was', async () => {
    const handler = vi.fn(() => ok({ customers: [] }));
    const { asker } = connect({ 'customers.search': handler });
    const refused = await asker.call('customers.search', { text: 'secreto', limit: 10_000 });
    expect(refused).toEqual(refuse('input_invalid', { command: 'customers.search', field: 'limit' }));
    expect(handler).not.toHaveBeenCalled();
  });

  it('refuses an answer that the contract does not know', async () => {
    const { asker } = connect({ 'customers.search': () => ok({ customers: 7 }) as never });
    expect(await asker.call('customers.search', { text: '', limit: 1 })).toEqual(
      refuse('answer_invalid', { command: 'customers.search' }),
    );
  });

  it('answers and reports when a handler throws', async () => {
    const onError = vi.fn();
    const { asker } = connect(
      {
        'sale.desk': () => {
          throw new Error('a bug');
        },
      },
      { onError },
    );
    expect(await asker.call('sale.desk', {})).toEqual(refuse('internal_error', { command: 'sale.desk' }));
    expect(onError).toHaveBeenCalledOnce();
  });

  it('knows no command that it has no handler for, nor any property of every object', async () => {
    const { ports } = connect({});
    const answers: unknown[] = [];
    ports.left.onMessage((message) => answers.push(message));
    for (const command of ['sale.desk', 'constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      ports.left.post({ kind: 'request', id: 1, command, input: {} });
    }
    await settled();
    expect(answers).toHaveLength(5);
    for (const answer of answers) {
      expect(answer).toEqual({ kind: 'response', id: 1, result: refuse('command_unknown') });
    }
  });

  it('answers for every request that waits when the other end is gone', async () => {
    const { ports, asker } = connect({ 'sale.desk': () => new Promise(() => undefined) });
    const asked = [asker.call('sale.desk', {}), asker.call('sale.desk', {})];
    await settled();
    ports.cut();
    expect(await Promise.all(asked)).toEqual([refuse('process_gone', {}, true), refuse('process_gone', {}, true)]);
    expect(await asker.call('sale.desk', {})).toEqual(refuse('process_gone', {}, true));
  });

  it('gives up in time, and ignores the answer that comes too late', async () => {
    let fire: () => void = () => undefined;
    const timeouts: Timeouts = {
      set: (callback) => {
        fire = callback;
      },
      clear: () => undefined,
    };
    let finish: () => void = () => undefined;
    const slow: Handlers = {
      'sale.accept-clock': () =>
        new Promise((resolve) => {
          finish = () => resolve(ok({}));
        }),
    };
    const { asker } = connect(slow, {}, timeouts);
    const asked = asker.call('sale.accept-clock', {});
    await settled();
    fire();
    expect(await asked).toEqual(refuse('no_answer', { command: 'sale.accept-clock' }, true));
    finish();
    await settled();
  });

  it('tells events to those who listen, and drops one that the contract does not know', async () => {
    const ports = portPair();
    const onMalformed = vi.fn();
    const left = createPeer(ports.left, {}, { ...SILENT, onMalformed }, systemTimeouts);
    const right = createPeer(ports.right, {}, SILENT, systemTimeouts);
    const heard = vi.fn();
    const stop = left.on('process.changed', heard);
    right.tell('process.changed', { process: 'till', state: 'down' });
    ports.right.post({ kind: 'event', event: 'process.changed', data: { process: 'init' } });
    ports.right.post({ kind: 'event', event: 'toString', data: {} });
    await settled();
    expect(heard).toHaveBeenCalledExactlyOnceWith({ process: 'till', state: 'down' });
    expect(onMalformed.mock.calls).toEqual([['event_invalid process.changed'], ['event_unknown']]);
    stop();
    right.tell('process.changed', { process: 'till', state: 'up' });
    await settled();
    expect(heard).toHaveBeenCalledOnce();
  });

  it('survives whatever is sent to it, and answers only what is a request', async () => {
    const handler = vi.fn(() => ok({}));
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (rubbish) => {
        const { ports } = connect({ 'sale.accept-clock': handler });
        const answers: unknown[] = [];
        ports.left.onMessage((message) => answers.push(message));
        ports.left.post({ rubbish });
        ports.left.post([rubbish]);
        ports.left.post({ kind: 'request', id: 1, command: 'sale.accept-clock', input: { rubbish } });
        await settled();
        expect(answers).toHaveLength(1);
        expect(handler).not.toHaveBeenCalled();
      }),
      { numRuns: 200 },
    );
  });
});

describe('the contract', () => {
  it('lets a page ask no process for what is between processes', () => {
    const internal = ['devices.print', 'jobs.mark-sending', 'jobs.outcome', 'jobs.queued', 'host.set-kiosk'] as const;
    for (const name of internal) expect(commands[name].from).not.toContain('window');
    for (const [name, { from }] of Object.entries(commands)) {
      if (name.startsWith('local.')) expect([name, from]).toEqual([name, ['cli']]);
    }
  });

  it('takes no unknown field in any input', () => {
    for (const name of Object.keys(commands).filter(isCommand)) {
      const parsed = commands[name].input.safeParse({ surelyNotAField: 1 });
      expect([name, parsed.success]).toEqual([name, false]);
    }
  });
});
