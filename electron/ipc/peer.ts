import type { Refused, Result } from '../../domain/result.ts';
import { ok, refuse } from '../../domain/result.ts';
import {
  type CommandName,
  commands,
  type DataOf,
  type EventName,
  events,
  type InputOf,
  isCommand,
  isEvent,
  type OutputOf,
  type ReadInputOf,
} from './contract/index.ts';
import { type EventMessage, messageSchema, type Request, type Response } from './messages.ts';
import type { Port } from './port.ts';

/** Answers to the commands that a process owns; their inputs have been parsed. */
export type Handlers = {
  readonly [Name in CommandName]?: (
    input: ReadInputOf<Name>,
  ) => Result<OutputOf<Name>> | Promise<Result<OutputOf<Name>>>;
};

export type PeerReports = {
  /** A handler threw: a bug or a broken machine. The one who asked gets `internal_error`. */
  onError(command: string, error: unknown): void;
  /** A message that no schema understands; it is dropped. Called with what was wrong, never with what it carried. */
  onMalformed?(problem: string): void;
};

export type Timeouts = {
  set(callback: () => void, delayMs: number): unknown;
  clear(handle: unknown): void;
};

/** One end of the contract: asks, answers, tells, listens. Schemas at this end, whatever the other end did. */
export type Peer = {
  /**
   * Never rejects. Refuses `process_gone` (the other end closed; retryable), `no_answer` {command} (retryable),
   * `answer_invalid` {command}, and whatever the one who answers refuses.
   */
  call<Name extends CommandName>(
    command: Name,
    input: InputOf<Name>,
    timeoutMs?: number,
  ): Promise<Result<OutputOf<Name>>>;
  tell<Name extends EventName>(event: Name, data: DataOf<Name>): void;
  /** Returns how to stop listening. */
  on<Name extends EventName>(event: Name, listener: (data: DataOf<Name>) => void): () => void;
};

type Waiting = { readonly command: CommandName; settle(result: Result<unknown>): void };

export const processGone = (): Refused => refuse('process_gone', {}, true);

export function createPeer(port: Port, handlers: Handlers, reports: PeerReports, timeouts: Timeouts): Peer {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(data: never) => void>>();
  let nextId = 1;
  let isClosed = false;

  function settle({ id, result }: Response): void {
    const asked = waiting.get(id);
    if (asked === undefined) return;
    asked.settle(readAnswer(asked.command, result));
  }

  function hear({ event, data }: EventMessage): void {
    const parsed = isEvent(event) ? events[event].data.safeParse(data) : null;
    if (parsed?.success !== true) {
      reports.onMalformed?.(parsed === null ? 'event_unknown' : `event_invalid ${event}`);
      return;
    }
    for (const listener of listeners.get(event) ?? []) listener(parsed.data as never);
  }

  port.onMessage((raw) => {
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success) {
      reports.onMalformed?.('message_malformed');
      return;
    }
    const message = parsed.data;
    if (message.kind === 'response') settle(message);
    else if (message.kind === 'event') hear(message);
    else
      void answer(message, handlers, reports).then((response) => {
        if (!isClosed) port.post(response);
      });
  });
  port.onClose(() => {
    isClosed = true;
    for (const asked of [...waiting.values()]) asked.settle(processGone());
  });

  return {
    call<Name extends CommandName>(command: Name, input: InputOf<Name>, timeoutMs = commands[command].timeoutMs) {
      if (isClosed) return Promise.resolve(processGone());
      const id = nextId++;
      return new Promise<Result<OutputOf<Name>>>((resolve) => {
        const timer = timeouts.set(() => waiting.get(id)?.settle(refuse('no_answer', { command }, true)), timeoutMs);
        waiting.set(id, {
          command,
          settle(result) {
            waiting.delete(id);
            timeouts.clear(timer);
            resolve(result as Result<OutputOf<Name>>);
          },
        });
        port.post({ kind: 'request', id, command, input } satisfies Request);
      });
    },
    tell(event, data) {
      if (!isClosed) port.post({ kind: 'event', event, data } satisfies EventMessage);
    },
    on(event, listener) {
      const heard = listeners.get(event) ?? new Set();
      listeners.set(event, heard.add(listener as (data: never) => void));
      return () => heard.delete(listener as (data: never) => void);
    },
  };
}

function readAnswer(command: CommandName, result: Response['result']): Result<unknown> {
  if (!result.ok) return result;
  const parsed = commands[command].output.safeParse(result.value);
  return parsed.success ? ok(parsed.data) : refuse('answer_invalid', { command });
}

/**
 * Answers one request. Own properties only: `constructor` is no command. Refuses `command_unknown`, `input_invalid`
 * {command, field}, `internal_error` {command} when the handler threw.
 */
export async function answer(request: Request, handlers: Handlers, reports: PeerReports): Promise<Response> {
  const { id, command } = request;
  const reply = (result: Result<unknown>): Response => ({ kind: 'response', id, result: result as Response['result'] });
  if (!isCommand(command) || !Object.hasOwn(handlers, command)) return reply(refuse('command_unknown', {}));
  const input = parseInput(command, request.input);
  if (!input.ok) return reply(input);
  try {
    const handler = handlers[command] as (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
    return reply(await handler(input.value));
  } catch (error) {
    reports.onError(command, error);
    return reply(refuse('internal_error', { command }));
  }
}

/** Refuses `input_invalid` {command, field}: where it is wrong, not what it carried. */
export function parseInput(command: CommandName, input: unknown): Result<unknown> {
  const parsed = commands[command].input.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  return refuse('input_invalid', { command, field: field.slice(0, 80) || '-' });
}
