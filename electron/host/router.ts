import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Caller } from '../ipc/command.ts';
import { type CommandName, commands, events, isCommand, isEvent } from '../ipc/contract/index.ts';
import {
  type EventMessage,
  MAX_MESSAGE_LENGTH,
  messageSchema,
  type Request,
  type Response,
  requestSchema,
} from '../ipc/messages.ts';
import { parseInput, processGone, type Timeouts } from '../ipc/peer.ts';
import { CHILD_NAMES, type ChildName, type Report } from './shell.ts';

/** More than a window or a command ever asks at once; a page that floods is told to wait. */
export const MAX_IN_FLIGHT = 256;

/** Somebody who asks: a window, a command on the local socket, one life of a process. */
export type Asker = {
  readonly caller: Caller;
  readonly windowId: string | null;
  readonly post: (message: Response) => void;
  /** False once it is gone: an answer must not reach whoever comes after it. */
  isOpen: boolean;
  inFlight: number;
};

export const createAsker = (caller: Caller, post: Asker['post'], windowId: string | null = null): Asker => ({
  caller,
  windowId,
  post,
  isOpen: true,
  inFlight: 0,
});

export type RouterPorts = {
  /** False when the process is not there. */
  postTo(owner: ChildName, message: unknown): boolean;
  holdsTill(asker: Asker): boolean;
  /** Carries out a command of the host; input not parsed yet. */
  answerHost(asker: Asker, request: Request): Promise<Response>;
  /** An event of a process, its data checked. */
  onEvent(message: EventMessage): void;
  readonly timeouts: Timeouts;
  readonly report: Report;
};

export type Router = {
  /** A message of a window or of a command: nothing about it is trusted. */
  hear(asker: Asker, raw: unknown): void;
  hearProcess(name: ChildName, raw: unknown): void;
  /** The process ended: whoever waits for it is told, and what it had asked itself is forgotten. */
  processGone(name: ChildName): void;
};

type Pending = { readonly asker: Asker; readonly id: number; readonly owner: ChildName; readonly timer: unknown };

/** What was asked of the processes and is not answered yet, under numbers of our own. */
class Pendings {
  readonly #waiting = new Map<number, Pending>();
  readonly #timeouts: Timeouts;
  // Zero is the heartbeat's.
  #nextId = 1;

  constructor(timeouts: Timeouts) {
    this.#timeouts = timeouts;
  }

  add(asker: Asker, owner: ChildName, command: CommandName, id: number): number {
    const ours = this.#nextId++;
    const giveUp = (): void => this.settle(ours, refuse('no_answer', { command }, true));
    const timer = this.#timeouts.set(giveUp, commands[command].timeoutMs);
    this.#waiting.set(ours, { asker, id, owner, timer });
    asker.inFlight += 1;
    return ours;
  }

  settle(ours: number, result: Result<unknown>): void {
    const asked = this.#waiting.get(ours);
    if (asked === undefined) return;
    this.#waiting.delete(ours);
    this.#timeouts.clear(asked.timer);
    asked.asker.inFlight -= 1;
    reply(asked.asker, asked.id, result);
  }

  isOwnedBy(ours: number, owner: ChildName): boolean {
    return this.#waiting.get(ours)?.owner === owner;
  }

  refuseAllOf(owner: ChildName): void {
    for (const [ours, asked] of [...this.#waiting]) if (asked.owner === owner) this.settle(ours, processGone());
  }
}

function reply(asker: Asker, id: number, result: Result<unknown>): void {
  if (asker.isOpen) asker.post({ kind: 'response', id, result: result as Response['result'] });
}

export function createRouter(ports: RouterPorts): Router {
  const pendings = new Pendings(ports.timeouts);
  const askerOf = (name: ChildName): Asker => createAsker(name, (message) => ports.postTo(name, message));
  const processes = new Map(CHILD_NAMES.map((name) => [name, askerOf(name)]));

  function route(asker: Asker, request: Request): void {
    const { id, input } = request;
    const allowed = admit(asker, request, ports);
    if (!allowed.ok) {
      ports.report('warning', 'request.refused', { caller: asker.caller, code: allowed.refusal.code });
      reply(asker, id, allowed);
      return;
    }
    const command = allowed.value;
    const { owner } = commands[command];
    if (owner === 'host') {
      void ports.answerHost(asker, request).then((response) => asker.isOpen && asker.post(response));
      return;
    }
    const ours = pendings.add(asker, owner, command, id);
    const isThere = ports.postTo(owner, { kind: 'request', id: ours, command, input } satisfies Request);
    if (!isThere) pendings.settle(ours, processGone());
  }

  return {
    hear(asker, raw) {
      const request = readRequest(raw);
      if (request.ok) {
        route(asker, request.value);
        return;
      }
      ports.report('warning', 'message.refused', { caller: asker.caller, code: request.refusal.code });
      const id = idOf(raw);
      if (id !== null) reply(asker, id, request);
    },
    hearProcess(name, raw) {
      const { data: message } = messageSchema.safeParse(raw);
      if (message === undefined) ports.report('error', 'message.refused', { caller: name, code: 'message_malformed' });
      else if (message.kind === 'response') {
        if (pendings.isOwnedBy(message.id, name)) pendings.settle(message.id, message.result);
      } else if (message.kind === 'request') route(processes.get(name) ?? askerOf(name), message);
      else if (isSound(name, message)) ports.onEvent(message);
      else ports.report('error', 'event.refused', { process: name });
    },
    processGone(name) {
      const before = processes.get(name);
      if (before !== undefined) before.isOpen = false;
      processes.set(name, askerOf(name));
      pendings.refuseAllOf(name);
    },
  };
}

/** Refuses `message_malformed`, `message_too_long`. */
function readRequest(raw: unknown): Result<Request> {
  const length = jsonLength(raw);
  if (length !== null && length > MAX_MESSAGE_LENGTH) return refuse('message_too_long');
  const parsed = length === null ? null : requestSchema.safeParse(raw);
  return parsed?.success === true ? ok(parsed.data) : refuse('message_malformed');
}

/** Known, allowed, with the lease it needs, with an input that its schema accepts: in this order. */
function admit(asker: Asker, request: Request, ports: RouterPorts): Result<CommandName> {
  const { command } = request;
  if (!isCommand(command)) return refuse('command_unknown');
  const spec = commands[command];
  if (!spec.from.includes(asker.caller)) return refuse('command_not_allowed', { command });
  if (spec.needsLease && asker.caller === 'window' && !ports.holdsTill(asker)) return refuse('window_not_holding');
  if (asker.inFlight >= MAX_IN_FLIGHT) return refuse('too_many_requests', {}, true);
  const input = parseInput(command, request.input);
  return input.ok ? ok(command) : input;
}

function isSound(name: ChildName, { event, data }: EventMessage): boolean {
  return isEvent(event) && events[event].source === name && events[event].data.safeParse(data).success;
}

/** Characters of JSON; null for what is no JSON at all (a cycle, a big integer, undefined). */
function jsonLength(raw: unknown): number | null {
  try {
    return JSON.stringify(raw)?.length ?? null;
  } catch {
    return null;
  }
}

function idOf(raw: unknown): number | null {
  if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, 'id')) return null;
  const { id, kind } = raw as { id: unknown; kind?: unknown };
  return kind === 'request' && Number.isSafeInteger(id) && Number(id) >= 0 ? Number(id) : null;
}
