import {
  type Arbitrary,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  jsonValue,
  oneof,
  option,
  record,
  string,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok } from '../../domain/result.ts';
import { type CommandName, commands } from '../../electron/ipc/contract/index.ts';
import { type Response, responseSchema } from '../../electron/ipc/messages.ts';
import type { Handlers } from '../../electron/ipc/peer.ts';
import { budget, seed } from '../support/budget.ts';
import { startTestHost } from './support/test-host.ts';

const names = Object.keys(commands) as CommandName[];
const POISON = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', 'a.b', 'sale.desk\u0000'];
const fixedSeed = seed(20_261_123);

/** Objects whose keys reach for the prototype, as JSON.parse makes them. */
const poisoned: Arbitrary<unknown> = oneof(
  jsonValue(),
  constantFrom(
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{"isAdmin":true}}}',
    '{"code":"1","__proto__":{"from":["window"]}}',
    '{"ticketId":{"toString":1}}',
    '[[[[[[[[]]]]]]]]',
  ).map((text) => JSON.parse(text) as unknown),
);

const message = record(
  {
    kind: oneof({ weight: 6, arbitrary: constant('request') }, constantFrom('response', 'event'), jsonValue()),
    id: oneof({ weight: 6, arbitrary: constantFrom(0, 1, 2, 3) }, constantFrom(-1, 1.5, 2 ** 53, '1', null)),
    command: oneof({ weight: 6, arbitrary: constantFrom(...names) }, constantFrom(...POISON), string()),
    input: poisoned,
    result: option(poisoned),
    event: option(constantFrom('jobs.changed', 'process.changed')),
    extra: option(poisoned),
  },
  { requiredKeys: ['kind', 'id', 'command', 'input'] },
);
/** A message without the fields that are there only sometimes. */
const sent = oneof(
  {
    weight: 8,
    arbitrary: message.map((fields) => Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== null))),
  },
  poisoned,
  constantFrom<unknown>(undefined, 1n, Symbol.iterator, () => 1, Number.NaN),
);

/** Handlers that note what reached them: only what the contract allows a window may. */
function noting(owner: string, reached: Set<string>): Handlers {
  const own = names.filter((name) => commands[name].owner === owner);
  const note = (name: string) => () => {
    reached.add(name);
    return ok({});
  };
  return Object.fromEntries(own.map((name) => [name, note(name)])) as Handlers;
}

const isResponse = (heard: unknown): heard is Response => (heard as { kind?: unknown } | null)?.kind === 'response';

describe('whatever a window sends', () => {
  it('reaches only what windows may ask, with inputs of its schema, and changes nothing that others see', async () => {
    console.log(`seed ${fixedSeed}`);
    const reached = new Set<string>();
    const { window, time, processes, shellCalls } = await startTestHost({
      till: noting('till', reached),
      devices: noting('devices', reached),
      sync: noting('sync', reached),
    });
    const page = window();
    await page.peer.call('host.hello', {});
    await assert(
      asyncProperty(sent, async (raw) => {
        const before = processes.lives.map(({ heard }) => heard.length);
        page.heard.length = 0;
        page.port.post(raw);
        await time.settle();
        for (const heard of page.heard) expect(responseSchema.safeParse(heard).success).toBe(true);
        expect(page.heard.filter(isResponse).length).toBeLessThanOrEqual(1);
        processes.lives.slice(0, before.length).forEach(({ heard }, index) => {
          for (const forwarded of heard.slice(before[index])) {
            const { command, input } = forwarded as { command: CommandName; input: unknown };
            if ((command as string) === 'process.beat') continue;
            expect(commands[command].from).toContain('window');
            expect(commands[command].input.safeParse(input).success).toBe(true);
          }
        });
        expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
        return page.heard.every((heard) => !isResponse(heard) || Number.isSafeInteger(heard.id));
      }),
      { numRuns: budget(400, 20_000), seed: fixedSeed },
    );
    for (const name of reached) expect(commands[name as CommandName].from).toContain('window');
    expect(shellCalls.filter((call) => call.startsWith('kiosk'))).toEqual([]);
    // The control: a request that is allowed still arrives.
    expect((await page.peer.call('catalog.set-favourite', { productId: 'x' as never, isFavourite: true })).ok).toBe(
      false,
    );
    reached.clear();
    await page.peer.call('sale.desk', {});
    expect([...reached]).toEqual(['sale.desk']);
  });

  it('cannot answer for a process', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { window, time, processes } = await startTestHost({
      devices: { 'devices.print': () => new Promise((resolve) => answers.push(() => resolve(ok({})))) },
    });
    const page = window();
    await page.peer.call('host.hello', {});
    let isAnswered = false;
    const asked = processes.child('till').peer.call('devices.print', { tasks: [] });
    void asked.then(() => {
      isAnswered = true;
    });
    await time.settle();
    for (let id = 0; id < 50; id += 1) page.port.post({ kind: 'response', id, result: ok({}) });
    processes.child('sync').say({ kind: 'response', id: 1, result: ok({}) });
    await time.settle();
    expect(isAnswered).toBe(false);
    answers[0]?.(null);
    expect(await asked).toEqual(ok({}));
  });
});
