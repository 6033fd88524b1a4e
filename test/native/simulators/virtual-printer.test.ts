import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startVirtualPrinter,
  type VirtualPrinter,
  type VirtualPrinterOptions,
} from '../../../native/simulators/virtual-printer.ts';
import { sampleTicket } from '../../support/sample-ticket.ts';

const ticketBytes = (text: string): Buffer => Buffer.from(`\x1b@${text}\n\x1dVB\0`, 'latin1');
const ask = (n: number): Buffer => Buffer.of(0x10, 0x04, n);

const open: (VirtualPrinter | Socket)[] = [];

async function printer(options: VirtualPrinterOptions = {}): Promise<VirtualPrinter> {
  const started = await startVirtualPrinter(options);
  open.push(started);
  return started;
}

async function sender(to: VirtualPrinter): Promise<Socket> {
  const socket = connect(to.port, '127.0.0.1');
  socket.on('error', () => undefined);
  open.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function answer(socket: Socket, request: Buffer): Promise<number[]> {
  socket.write(request);
  const [data] = (await once(socket, 'data')) as [Buffer];
  return [...data];
}

const isAnswered = (socket: Socket): Promise<boolean> =>
  Promise.race([once(socket, 'data').then(() => true), wait(60).then(() => false)]);

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 400) throw new Error('it did not happen within 2 s');
    await wait(5);
  }
}

afterEach(async () => {
  for (const thing of open.splice(0)) await ('destroy' in thing ? thing.destroy() : thing.close());
});

describe('virtual printer', () => {
  it('hands out tickets in order, each once, waiting for them', async () => {
    const device = await printer();
    const first = device.nextTicket();
    const socket = await sender(device);
    socket.write(Buffer.concat([ticketBytes('one'), ticketBytes('two')]));
    expect((await first).toText()).toBe('one\n');
    expect((await device.nextTicket()).toText()).toBe('two\n');
    expect(device.tickets).toHaveLength(2);
  });

  it('senders take turns: a ticket half sent is not mixed with another', async () => {
    const device = await printer();
    const [slow, quick] = [await sender(device), await sender(device)];
    slow.write('begin ');
    await until(() => device.printedBytes === 6);
    quick.write(ticketBytes('other'));
    await wait(20);
    slow.write('end\n\x1dVB\0');
    expect((await device.nextTicket()).toText()).toBe('begin end\n');
    expect((await device.nextTicket()).toText()).toBe('other\n');
  });

  it('closing rejects who waits for a ticket', async () => {
    const device = await printer();
    const waiting = expect(device.nextTicket()).rejects.toThrow('closed');
    await device.close();
    await waiting;
  });
});

describe('status', () => {
  it.each([
    ['ready', {}, [0x12, 0x12, 0x12, 0x12]],
    ['paper out', { paperOut: true }, [0x1a, 0x32, 0x12, 0x7e]],
    ['paper low', { paperLow: true }, [0x12, 0x12, 0x12, 0x1e]],
    ['cover open', { coverOpen: true }, [0x1a, 0x16, 0x12, 0x12]],
    ['offline', { offline: true }, [0x1a, 0x12, 0x12, 0x12]],
    ['cutter error', { cutterError: true }, [0x1a, 0x52, 0x1a, 0x12]],
  ])('DLE EOT 1-4 when %s', async (_, state, expected) => {
    const socket = await sender(await printer(state));
    const answers: number[] = [];
    for (const n of [1, 2, 3, 4]) answers.push(...(await answer(socket, ask(n))));
    expect(answers).toEqual(expected);
  });

  it('GS r, GS I and ESC v answer in the order of the print data', async () => {
    const device = await printer({ paperLow: true });
    const socket = await sender(device);
    expect(await answer(socket, Buffer.of(0x1d, 0x72, 1))).toEqual([0x03]);
    expect(await answer(socket, Buffer.of(0x1d, 0x49, 66))).toEqual([...Buffer.from('_MOSTRADOR\0')]);
    expect(await answer(socket, Buffer.of(0x1b, 0x76))).toEqual([0x03]);
  });

  it('GS a sends four bytes at once and again at each change asked for', async () => {
    const device = await printer();
    const socket = await sender(device);
    expect(await answer(socket, Buffer.of(0x1d, 0x61, 0x0f))).toEqual([0x10, 0, 0, 0x0f]);
    const changed = once(socket, 'data');
    device.set({ paperOut: true });
    expect([...((await changed)[0] as Buffer)]).toEqual([0x18, 0, 0x0f, 0x0f]);
  });
});

describe('stopped printer', () => {
  it('keeps what it is sent and prints it once when paper is back', async () => {
    const device = await printer({ paperOut: true });
    const socket = await sender(device);
    socket.write(ticketBytes('late'));
    expect(await answer(socket, ask(4))).toEqual([0x7e]);
    expect(device.tickets).toHaveLength(0);
    device.set({ paperOut: false });
    expect((await device.nextTicket()).toText()).toBe('late\n');
    expect(device.tickets).toHaveLength(1);
  });

  it('opens the drawer at once on DLE DC4 but keeps ESC p', async () => {
    const device = await printer({ paperOut: true });
    const socket = await sender(device);
    socket.write(Buffer.of(0x1b, 0x70, 0, 25, 250, 0x10, 0x14, 1, 1, 2));
    await until(() => device.drawerPulses.length > 0);
    expect(device.drawerPulses).toEqual([{ pin: 5, onMs: 200, offMs: 200 }]);
    device.set({ paperOut: false });
    await until(() => device.drawerPulses.length > 1);
    expect(device.drawerPulses[1]).toEqual({ pin: 2, onMs: 50, offMs: 500 });
  });

  it('opens it on ESC p too where the make does that', async () => {
    const device = await printer({ paperOut: true, pulseWhileStopped: true });
    (await sender(device)).write(Buffer.of(0x1b, 0x40, 0x1b, 0x70, 0, 25, 250));
    await until(() => device.drawerPulses.length === 1);
  });

  it('paperOutAfterBytes ends the paper in the middle of a ticket', async () => {
    const device = await printer({ paperOutAfterBytes: 100 });
    const socket = await sender(device);
    socket.write(sampleTicket(48));
    await until(() => device.state.paperOut);
    expect(device.printedBytes).toBe(100);
    device.set({ paperOut: false });
    await device.nextTicket();
    expect(device.problems).toEqual([]);
  });
});

describe('faults', () => {
  it('silent prints and answers nothing; the control answers', async () => {
    const device = await printer({ silent: true });
    const socket = await sender(device);
    socket.write(Buffer.concat([ask(1), ticketBytes('x')]));
    expect(await isAnswered(socket)).toBe(false);
    expect(device.tickets).toHaveLength(1);
    device.set({ silent: false });
    expect(await answer(socket, ask(1))).toEqual([0x12]);
  });

  it('neverReads takes the connection and no byte; the control prints', async () => {
    const device = await printer({ neverReads: true });
    const socket = await sender(device);
    socket.write(ticketBytes('x'));
    await wait(40);
    expect(device.printedBytes).toBe(0);
    device.set({ neverReads: false });
    expect((await device.nextTicket()).toText()).toBe('x\n');
  });

  it('closeAfterBytes prints those bytes and ends the connection cleanly', async () => {
    const device = await printer({ closeAfterBytes: 5 });
    const socket = await sender(device);
    socket.resume();
    const ended = once(socket, 'end');
    socket.write(ticketBytes('abcdef'));
    await ended;
    expect(device.printedBytes).toBe(5);
  });

  it('resetAfterBytes resets the connection', async () => {
    const device = await printer({ resetAfterBytes: 5 });
    const socket = connect(device.port, '127.0.0.1');
    open.push(socket);
    socket.write(ticketBytes('abcdef'));
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
    expect(device.printedBytes).toBe(5);
  });

  it('a sender that leaves in the middle of a command is a problem, and the next one prints', async () => {
    const device = await printer({ tearOffOnDisconnect: true });
    (await sender(device)).end(Buffer.from('half\n\x1dv0\0', 'latin1'));
    expect((await device.nextTicket()).toText()).toBe('half\n');
    expect(device.problems.map(({ code }) => code)).toEqual(['truncated_command']);
    (await sender(device)).end(ticketBytes('whole'));
    expect((await device.nextTicket()).toText()).toBe('whole\n');
  });

  it('slowBytesPerSecond takes its time', async () => {
    const device = await printer({ slowBytesPerSecond: 1_000 });
    (await sender(device)).write(ticketBytes('x'.repeat(100)));
    const from = performance.now();
    await device.nextTicket();
    expect(performance.now() - from).toBeGreaterThan(70);
  });
});
