import { refuse } from '../../domain/result.ts';
import type { CommandName, DataOf, EventName } from '../../electron/ipc/contract/index.ts';
import type { WaitingJob } from '../../electron/ipc/contract/printing.ts';
import type { SessionView } from '../../electron/ipc/contract/session.ts';
import type { SettingsView } from '../../electron/ipc/contract/settings.ts';
import type { AppState } from '../../electron/ipc/contract/setup.ts';
import type { StatusView } from '../../electron/ipc/contract/status.ts';
import { createPeer, type Handlers, type Peer } from '../../electron/ipc/peer.ts';
import type { Port } from '../../electron/ipc/port.ts';
import { systemTimeouts } from '../../electron/ipc/system-timeouts.ts';
import { FakeCatalog } from './fake-catalog.ts';
import { FakeDesk } from './fake-desk.ts';
import { otherHandlers, saleHandlers } from './fake-handlers.ts';
import { APP_STATE, HELLO, SESSION, SETTINGS, STATUS } from './fake-state.ts';

/** What a till answers to a page, in memory and without a process: for tests of the screens and for looking at them. */
export type FakeOptions = {
  readonly hello?: Partial<typeof HELLO>;
  readonly appState?: Partial<AppState>;
  readonly session?: Partial<SessionView>;
  readonly settings?: Partial<SettingsView>;
  readonly status?: Partial<StatusView>;
  readonly jobs?: readonly WaitingJob[];
  /** Instead of the answers of the fake; one that does not return is a till that does not answer. */
  readonly handlers?: Handlers;
  /** How long every answer takes. */
  readonly delayMs?: number;
};

export type FakeState = {
  hello: typeof HELLO;
  appState: AppState;
  session: SessionView;
  settings: SettingsView;
  status: StatusView;
  jobs: readonly WaitingJob[];
};

export type FakeTill = {
  readonly catalog: FakeCatalog;
  readonly desk: FakeDesk;
  readonly state: FakeState;
  /** Commands as they came in, in order. */
  readonly asked: readonly { readonly command: string; readonly input: unknown }[];
  /** Connects a page. */
  serve(port: Port): void;
  tell<Name extends EventName>(event: Name, data: DataOf<Name>): void;
  /** The next time this command comes it is refused. */
  refuseNext(command: CommandName, code: string, params?: Record<string, string | number>): void;
};

export function fakeTill(options: FakeOptions = {}): FakeTill {
  const catalog = new FakeCatalog();
  const desk = new FakeDesk(catalog);
  const state: FakeState = {
    hello: { ...HELLO, ...options.hello },
    appState: { ...APP_STATE, ...options.appState },
    session: { ...SESSION, ...options.session },
    settings: { ...SETTINGS, ...options.settings },
    status: { ...STATUS, ...options.status },
    jobs: options.jobs ?? [],
  };
  const asked: { command: string; input: unknown }[] = [];
  const refusals = new Map<string, ReturnType<typeof refuse>[]>();
  const peers: Peer[] = [];

  const tell: FakeTill['tell'] = (event, data) => {
    for (const peer of peers) peer.tell(event, data);
  };
  const all = {
    ...saleHandlers(desk, catalog, tell),
    ...otherHandlers(state, catalog, tell),
    ...options.handlers,
  } as Record<string, (input: unknown) => unknown>;
  const handlers: Record<string, unknown> = {};
  for (const [command, handler] of Object.entries(all)) {
    handlers[command] = async (input: unknown) => {
      asked.push({ command, input });
      if (options.delayMs !== undefined) await new Promise((done) => setTimeout(done, options.delayMs));
      return refusals.get(command)?.shift() ?? handler(input);
    };
  }

  return {
    catalog,
    desk,
    state,
    asked,
    serve(port) {
      const reports = {
        onError: (command: string, error: unknown) => console.error(`fake till: ${command}`, error),
        onMalformed: (problem: string) => console.error(`fake till: ${problem}`),
      };
      peers.push(createPeer(port, handlers as Handlers, reports, systemTimeouts));
    },
    tell,
    refuseNext(command, code, params = {}) {
      refusals.set(command, [...(refusals.get(command) ?? []), refuse(code, params)]);
    },
  };
}

/** Two ends in memory, for tests without a browser. Messages go through JSON, as between processes. */
export function portPair(): readonly [Port, Port] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const end = (mine: 0 | 1, other: 0 | 1): Port => ({
    post: (message) => {
      const copy: unknown = JSON.parse(JSON.stringify(message));
      queueMicrotask(() => {
        for (const listener of listeners[other]) listener(copy);
      });
    },
    onMessage: (listener) => void listeners[mine].push(listener),
    onClose: () => undefined,
    close: () => undefined,
  });
  return [end(0, 1), end(1, 0)];
}
