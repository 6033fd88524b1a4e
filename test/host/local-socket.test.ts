import { spawnSync } from 'node:child_process';
import { linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { connect as connectSocket, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ok } from '../../domain/result.ts';
import { createPeer } from '../../electron/ipc/peer.ts';
import type { Port } from '../../electron/ipc/port.ts';
import { systemTimeouts } from '../../electron/ipc/system-timeouts.ts';
import { localAddress, socketFolder } from '../../electron/local-socket/address.ts';
import { connectLocal } from '../../electron/local-socket/connect.ts';
import { listenLocal } from '../../electron/local-socket/listen.ts';
import { socketPort } from '../../electron/local-socket/socket-port.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-socket-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function listen(onConnection: (port: Port) => void = () => undefined) {
  const server = await listenLocal(folder, onConnection);
  if (server === null) throw new Error('taken');
  onTestFinished(() => server.close());
  return server;
}

const nothingToReport = { onError: () => undefined };
const answersAdopt = (port: Port): void => {
  createPeer(
    port,
    { 'local.adopt': () => ok({ dataFolder: folder, version: 'ñ€🧾' }) },
    nothingToReport,
    systemTimeouts,
  );
};

async function ask(): Promise<unknown> {
  const port = await connectLocal(folder);
  if (port === null) return null;
  onTestFinished(() => port.close());
  return createPeer(port, {}, nothingToReport, systemTimeouts).call('local.adopt', { answer: 'moved' }, 2_000);
}

describe.skipIf(process.platform === 'win32')('the local socket', () => {
  it('takes a command to the till of the folder, whatever path it is reached by', async () => {
    await listen(answersAdopt);
    expect(await ask()).toEqual(ok({ dataFolder: folder, version: 'ñ€🧾' }));
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    onTestFinished(() => rmSync(link));
    expect(localAddress(link)).toBe(localAddress(folder));
    expect(localAddress(`${folder}/..`)).not.toBe(localAddress(folder));
  });

  it('is nobody where no till runs', async () => {
    expect(await connectLocal(folder)).toBeNull();
  });

  it('is in a folder that only its user can enter, at a path that fits', async () => {
    await listen();
    const path = localAddress(folder);
    expect(lstatSync(path).isSocket()).toBe(true);
    expect(lstatSync(socketFolder()).mode & 0o777).toBe(0o700);
    expect(lstatSync(socketFolder()).uid).toBe(process.getuid?.());
    const deep = join(folder, 'x'.repeat(200));
    mkdirSync(deep);
    expect(localAddress(deep).length).toBeLessThan(104);
  });

  it('is one per folder: the second till finds the first', async () => {
    await listen();
    expect(await listenLocal(folder, () => undefined)).toBeNull();
  });

  it('of a till that was killed is replaced', async () => {
    const listener = join(import.meta.dirname, '../../electron/local-socket/listen.ts');
    const program = `const { listenLocal } = await import(${JSON.stringify(listener)});
      await listenLocal(process.argv[1], () => undefined); process.kill(process.pid, 'SIGKILL');`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', program, folder]);
    expect(run.signal).toBe('SIGKILL');
    expect(lstatSync(localAddress(folder)).isSocket()).toBe(true);
    expect(await connectLocal(folder)).toBeNull();
    await listen(answersAdopt);
    expect(await ask()).toMatchObject({ ok: true });
  });

  it('of a till that was killed goes to one of several that start at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      // What a killed till leaves: a socket with nobody behind it.
      const dead = await listen();
      const path = localAddress(folder);
      linkSync(path, `${path}.kept`);
      await dead.close();
      renameSync(`${path}.kept`, path);
      expect(await connectLocal(folder)).toBeNull();

      const answered: number[] = [];
      const servers = await Promise.all([0, 1, 2, 3].map((shell) => listenLocal(folder, () => answered.push(shell))));
      const winners = servers.flatMap((server, shell) => (server === null ? [] : [shell]));
      expect(winners).toHaveLength(1);
      const port = await connectLocal(folder);
      await expect.poll(() => answered).toContain(winners[0]);
      port?.close();
      for (const server of servers) await server?.close();
      expect(readdirSync(socketFolder()).filter((name) => path.endsWith(name.slice(0, 32)))).toEqual([]);
    }
  });

  it('is free again after its end, and whoever was connected knows', async () => {
    const server = await listen();
    const port = await connectLocal(folder);
    const gone = new Promise<void>((resolve) => port?.onClose(resolve));
    await server.close();
    await gone;
    expect(await connectLocal(folder)).toBeNull();
  });

  it('drops whoever writes no JSON or no end', async () => {
    const heard: unknown[] = [];
    const ports: Port[] = [];
    await listen((port) => {
      ports.push(port);
      port.onMessage((message) => heard.push(message));
    });
    const write = (text: string): Promise<Socket> =>
      new Promise((resolve) => {
        const socket = connectSocket(localAddress(folder), () => socket.write(text));
        socket.on('error', () => undefined);
        socket.once('close', () => resolve(socket));
      });
    await write('{"kind":"request"}\nno json\n{"never":1}\n');
    expect(heard).toEqual([{ kind: 'request' }]);
    await write('x'.repeat(17_000_000));
    expect(heard).toHaveLength(1);
  });

  it('puts together what comes in pieces, letters of several bytes too', async () => {
    const got = new Promise<unknown>((resolve) => {
      void listen((port) => port.onMessage(resolve)).then(() => {
        const bytes = Buffer.from(`${JSON.stringify({ text: 'café €' })}\n`);
        const socket = connectSocket(localAddress(folder), () => {
          socket.setNoDelay(true);
          const send = (at: number): void => {
            if (at < bytes.length) socket.write(bytes.subarray(at, at + 1), () => setImmediate(send, at + 1));
          };
          send(0);
        });
        onTestFinished(() => void socket.destroy());
      });
    });
    expect(await got).toEqual({ text: 'café €' });
  });

  it('sends what was posted before it was closed', async () => {
    const message = { text: 'x'.repeat(500_000) };
    await listen((port) => {
      port.post(message);
      port.close();
    });
    const socket = connectSocket(localAddress(folder));
    const got = new Promise<unknown>((resolve) => socketPort(socket).onMessage(resolve));
    expect(await got).toEqual(message);
  });
});
