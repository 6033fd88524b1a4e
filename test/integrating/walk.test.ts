import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShell, type Shell } from './support/shell.ts';

/** The quarter of an hour of docs/integrating/README.md, typed as it stands: only its folders and ports are others. */
const ROOT = join(import.meta.dirname, '../..');
const README = readFileSync(join(ROOT, 'docs/integrating/README.md'), 'utf8');
const FILES = ['mi-central', 'mi-caja', 'test.env', 'webhook.env', 'tienda-pruebas.json', 'position'];

const isHere = ['bash', 'python3', 'curl'].every((program) => spawnSync(program, ['--version']).status === 0);

/** The shell blocks below a heading, up to the next one. */
function blocksOf(heading: string): string[] {
  const [, rest = ''] = README.split(`\n${heading}\n`);
  const [section = ''] = rest.split(/\n##+ /);
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
}

function onlyBlock(heading: string, at = 0): string {
  const block = blocksOf(heading)[at];
  if (block === undefined) throw new Error(`no commands below ${heading}`);
  return block;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

describe.skipIf(!isHere)('a quarter of an hour', () => {
  const [terminals, folder] = [[] as Shell[], mkdtempSync(join(tmpdir(), 'mostrador-walk-'))];
  let port = 0;
  const open = (): Shell => {
    const shell = openShell(ROOT);
    terminals.push(shell);
    return shell;
  };
  /** `mi-central` is a folder that is thrown away, and the ports are free ones. */
  const typed = (block: string): string =>
    FILES.reduce(
      (text, name) =>
        text.replaceAll(new RegExp(`(?<![\\w/])${name.replace('.', '\\.')}(?!\\w)`, 'g'), join(folder, name)),
      block.replaceAll('8088', String(port)).replace('--http\n', '--http --port 0\n'),
    );

  beforeAll(async () => {
    // PostgreSQL runs as another user when the tests run as root.
    chmodSync(folder, 0o755);
    port = await freePort();
  });
  afterAll(async () => {
    for (const shell of terminals.toReversed()) await shell.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('from nothing to a verified webhook of a sale at a till, an order and the feed', {
    timeout: 180_000,
  }, async () => {
    const [first, second, third] = [open(), open(), open()];
    await first.leaveRunning(typed(onlyBlock('### 1. A central')), /\{"url":"http:\/\/127\.0\.0\.1:\d+"/);
    expect(await second.run(typed(onlyBlock('### 2. A test company')))).toContain('"environment":"test"');
    await second.run(typed(onlyBlock('### 3. A token of your own')));
    await second.run(typed(onlyBlock('### 4. A webhook and its receiver')));
    await third.run('export PATH="$PWD/node_modules/.bin:$PATH"');
    await third.leaveRunning(typed(onlyBlock('### 4. A webhook and its receiver', 1)), new RegExp(String(port)));
    await second.run(typed(onlyBlock('### 5. The ping')));
    await expect.poll(third.said, { timeout: 20_000 }).toMatch(/^verified evt_\w+ \{"type":"webhook\.ping"/m);
    await second.run(typed(onlyBlock('### 6. A sale at a till')));
    const sale = /^verified evt_\w+ \{"type":"sale\.completed".*"number":"01T03S-\d\d-000001".*"total":"45\.90"/m;
    await expect.poll(third.said, { timeout: 20_000 }).toMatch(sale);
    expect(await second.run(typed(onlyBlock('### 6. A sale at a till', 1)))).toMatch(/"total":"45\.90"/);
    expect(await second.run(typed(onlyBlock('## An order of your shop')))).toMatch(
      /invoiced: 01API?S-\d\d-\d{6} 19\.90/,
    );
    expect(await second.run(typed(onlyBlock('## The feed')))).toContain('sale.completed');
    const twice = typed(onlyBlock('## Asking twice'));
    expect(await second.run(twice)).toMatch(/^HTTP\/1\.1 201[\s\S]*"total":"2\.40"/m);
    expect(await second.run(twice)).toMatch(/^idempotent-replayed: true/im);
    const told = (): Promise<string> => second.run(typed(onlyBlock('## When nothing comes')));
    await expect.poll(told, { timeout: 20_000 }).toContain('"state":"delivered"');
  });
});
