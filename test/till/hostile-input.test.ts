import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../domain/result.ts';
import { isTextKey } from '../../domain/texts/index.ts';
import type { ChildOptions } from '../../electron/ipc/child/options.ts';
import { type CommandName, commands } from '../../electron/ipc/contract/index.ts';
import { answer, createPeer, type Handlers } from '../../electron/ipc/peer.ts';
import { systemTimeouts } from '../../electron/ipc/system-timeouts.ts';
import { dataHandlers } from '../../electron/till/commands/data.ts';
import { setupHandlers } from '../../electron/till/commands/setup.ts';
import { TILL_COMMANDS } from '../../electron/till/process/open-context.ts';
import { createTillProcess, type TillProcess } from '../../electron/till/process/till-process.ts';
import { initTill } from '../../electron/till/setup/init.ts';
import { parseShopFile } from '../../electron/till/setup/shop-file.ts';
import { budget, seed } from '../support/budget.ts';
import { hostileInputs } from '../support/hostile-inputs.ts';
import { portPair } from '../support/port-pair.ts';
import { removeFolders, SHOP_FILE, temporaryFolder, testPorts, unwrap } from '../support/till.ts';

const PRODUCT = {
  name: 'Aceite de oliva',
  code: '8400000042413',
  format: null,
  unit: 'unit',
  unitCents: 2295,
  taxClass: 'superReduced',
  categoryId: null,
} as const;

/** Every command that the till answers, as it is composed in its process, asked what nobody should ask. */
let till: TillProcess;
let known: string[] = [];
const errors: { command: string; error: unknown }[] = [];
const fixedSeed = seed(77);

beforeAll(async () => {
  const ports = testPorts();
  const dataFolder = temporaryFolder('hostile');
  const shop = unwrap(parseShopFile(SHOP_FILE));
  unwrap(initTill(dataFolder, shop, { environment: 'test', isReinstalled: false, printerUrl: 'virtual:' }, ports));
  const options: ChildOptions = {
    dataFolder,
    bootId: 'boot',
    isSample: false,
    samplesFolder: 'samples',
    host: 'browser',
    version: '0',
  };
  const { left, right } = portPair();
  // The shell and the devices, which take whatever they are given.
  createPeer(
    right,
    { 'devices.print': ({ tasks }) => printed(tasks), 'host.set-kiosk': () => ok({}) },
    { onError: (command, error) => errors.push({ command, error }) },
    systemTimeouts,
  );
  const peer = createPeer(left, {}, { onError: () => undefined }, systemTimeouts);
  till = createTillProcess({ options, ports, peer: () => peer }, (life) => ({
    ...setupHandlers(life, options, ports),
    ...dataHandlers(life, options, ports),
  }));
  expect(till.open()).toMatchObject({ phase: 'ready' });
  await signIn();
  const product = await answer(
    { kind: 'request', id: 1, command: 'catalog.create-product', input: PRODUCT },
    till.handlers,
    { onError: (command, error) => errors.push({ command, error }) },
  );
  const made = product.result.ok ? product.result.value : null;
  known = [String((made as { id?: unknown } | null)?.id), PRODUCT.code, join(temporaryFolder('hostile'), 'fuera')];
});
afterAll(async () => {
  await till.close();
  removeFolders();
});

let cashierId = '';

/** Some of what is asked signs the cashier out; the rest is asked as somebody who stands at the till. */
async function signIn(): Promise<void> {
  const read = await answer({ kind: 'request', id: 1, command: 'session.read', input: {} }, till.handlers, {
    onError: () => undefined,
  });
  const session = read.result.ok ? (read.result.value as { staff: { id: string }[] }) : null;
  cashierId ||= session?.staff[0]?.id ?? '';
  await ask('session.sign-in', { staffId: cashierId, pin: '' });
}
beforeEach(signIn);

/** A printer that is always there: a command that waits for its paper is not what is looked at. */
function printed(tasks: readonly { readonly jobId: number }[]) {
  for (const { jobId } of tasks) void ask('jobs.outcome', { jobId, outcome: { state: 'confirmed' } });
  return ok({});
}

async function ask(command: CommandName, input: unknown): Promise<string> {
  const handlers: Handlers = till.handlers;
  const request = { kind: 'request', id: 1, command, input } as const;
  const { result } = await answer(request, handlers, {
    onError: (name, error) => errors.push({ command: name, error }),
  });
  if (!result.ok) return result.refusal.code;
  // What the contract would not let out is as bad as an exception.
  const parsed = commands[command].output.safeParse(result.value);
  return parsed.success ? 'ok' : 'answer_invalid';
}

const check = async (command: CommandName, inputs: fc.Arbitrary<unknown>, runs: number): Promise<void> => {
  const parameters = { numRuns: runs, seed: fixedSeed };
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      errors.length = 0;
      const code = await ask(command, input);
      expect(errors).toEqual([]);
      expect(['internal_error', 'answer_invalid']).not.toContain(code);
      if (code !== 'ok') expect(isTextKey(`error.${code}`), `no sentence for ${code}`).toBe(true);
    }),
    parameters,
  );
};

describe('the till is complete', () => {
  it('answers every command of its part of the contract', async () => {
    const unanswered: string[] = [];
    for (const command of TILL_COMMANDS) {
      if ((await ask(command, { nonsense: true })) === 'command_unknown') unanswered.push(command);
    }
    expect(unanswered).toEqual([]);
  });
});

describe.each(TILL_COMMANDS)('%s', (command) => {
  it('refuses with a code whatever is no input of it', async () => {
    const isInput = (input: unknown): boolean => commands[command].input.safeParse(input).success;
    await check(
      command,
      fc.anything({ withNullPrototype: true, withBigInt: true }).filter((input) => !isInput(input)),
      budget(8, 2_000),
    );
  });

  it('answers hostile values of the right shape with a result or a code', async () => {
    await check(command, hostileInputs(commands[command].input, known), budget(8, 2_000));
  }, 60_000);
});

describe('after all of it', () => {
  it('the folder is sound', async () => {
    expect(await ask('session.sign-in', { staffId: cashierId, pin: '' })).toBe('ok');
    expect(await ask('data.verify', {})).toBe('ok');
  });
});
