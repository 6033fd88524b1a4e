import { randomInt, randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { basename, dirname, join } from 'node:path';

/** A shell that has made its socket and does not listen on it yet looks dead, for microseconds; on a busy machine longer. */
const SECOND_LOOK_MS = 50;
/** Several shells that start at once get out of each other's way at random. */
const LONGEST_PAUSE_MS = 60;
/** Each try is about that long: a few seconds in all. */
const MOST_TRIES = 50;

/** Makes `server` listen at `address`; false when something is there already, living or dead. One of several at once wins. */
export function listens(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    server.once('error', fail);
    server.listen(address, () => {
      server.removeListener('error', fail);
      resolve(true);
    });
  });
}

/**
 * Listens at `address` in the place of a dead till; false when somebody lives there. Who removes a socket must be the only
 * one who does: of two that both saw a dead one, the second would remove the living one that the first has made.
 */
export async function replaceDead(server: Server, address: string): Promise<boolean> {
  // A pipe of Windows goes with its process: what is there lives.
  if (process.platform === 'win32' || (await isInhabited(address))) return false;
  const turn = await takeTurn(address);
  if (turn === null) return false;
  try {
    if (await isInhabited(address)) return false;
    rmSync(address, { force: true });
    return await listens(server, address);
  } finally {
    await close(turn);
  }
}

/**
 * The right to remove: a socket of one's own beside the address, while nobody else has one. Whoever makes the second sees
 * the first and steps back, so two never have it; and it ends with its process, however that dies. Null: never free.
 */
async function takeTurn(address: string): Promise<Server | null> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const own = `${address}.${randomUUID().slice(0, 8)}`;
    const turn = createServer((socket) => void socket.destroy());
    if ((await listens(turn, own)) && !(await isAnyInhabited(othersOf(address, own)))) return turn;
    await close(turn);
    await pause(randomInt(LONGEST_PAUSE_MS));
  }
  return null;
}

const othersOf = (address: string, own: string): string[] =>
  readdirSync(dirname(address))
    .map((name) => join(dirname(address), name))
    .filter((path) => path !== own && basename(path).startsWith(`${basename(address)}.`));

/** Those of the dead are removed on the way: their names are never used again. */
async function isAnyInhabited(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    if (await isInhabited(path)) return true;
    rmSync(path, { force: true });
  }
  return false;
}

async function isInhabited(path: string): Promise<boolean> {
  if (await answers(path)) return true;
  await pause(SECOND_LOOK_MS);
  return answers(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Takes its name from the folder as well. */
const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
