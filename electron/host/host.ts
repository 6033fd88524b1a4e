/**
 * The host that Electron's main process and the browser host share: it starts, watches and routes, and sells nothing.
 * What a shell does, in this order (electron/browser/main.ts does all of it):
 *
 *   parseOptions(argv)               options.ts        --data --port --url --demo --pair --host --no-window --kiosk
 *   defaultDataFolder, makeDemoFolder, prepareDataFolder   data-folder.ts
 *   askRunningTill(dataFolder)       running-till.ts   another host on this folder? its sign-in URL; null: none
 *   createLog(dataFolder, { nowMs }) log.ts            report(level, event, fields)
 *   startHost(options)               this file         phases: folder, local-socket, processes
 *   host.connectWindow(port, { windowId })             once per page; when its port closes its lease is free
 *   host.stop()                                        ends the processes in order
 *
 * Types are in shell.ts, layoutOf(import.meta.url) in layout.ts gives entries, samples, renderer and version, the real
 * clock is real-world.ts. `nodeFork` (node-fork.ts) starts children of Node; Electron passes a Fork of utilityProcess:
 * arguments go to the child as they are, port.close() is child.kill() (SIGTERM), kill() is process.kill(pid, 'SIGKILL'),
 * onErrorOutput is child.stderr (stdio: 'pipe').
 */
import { ok, type Result } from '../../domain/result.ts';
import type { DataOf, EventName } from '../ipc/contract/index.ts';
import { events } from '../ipc/contract/index.ts';
import type { EventMessage, Request, Response } from '../ipc/messages.ts';
import { answer, type Handlers } from '../ipc/peer.ts';
import type { Port } from '../ipc/port.ts';
import { listenLocal } from '../local-socket/listen.ts';
import { createCrew } from './crew.ts';
import { prepareDataFolder } from './data-folder.ts';
import { runPhases } from './phases.ts';
import { createWhereabouts, type Whereabouts } from './place.ts';
import { type Asker, createAsker, createRouter, type Router } from './router.ts';
import { CHILD_NAMES, type ChildName, type Host, type HostOptions, type ProcessState } from './shell.ts';
import { createWindows, type Windows } from './windows.ts';

/** The answer to `host.quit` goes out before everything ends. */
const QUIT_DELAY_MS = 100;

type State = { isKiosk: boolean };

/**
 * Starts the till on a data folder. The processes may still be starting when it answers; what is asked of them waits.
 * Refuses `data_in_use` {path} (another host answers there) and what prepareDataFolder refuses; then nothing runs.
 */
export async function startHost(options: HostOptions): Promise<Result<Host>> {
  const { report, timeouts } = options;
  const windows = createWindows();
  const listeners = new Map<string, Set<(data: never) => void>>();
  const state: State = { isKiosk: options.isKiosk ?? false };

  const crew = createCrew(options, {
    onMessage: (name, message) => router.hearProcess(name, message),
    onGone: (name) => router.processGone(name),
    onState: (process, changed) => windows.tellAll(processChanged(process, changed)),
  });
  const router = createRouter({
    postTo: (owner, message) => crew.member(owner).post(message),
    holdsTill: (asker) => windows.holds(asker),
    answerHost: (asker, request) => answerAsHost(asker, request),
    onEvent: (message) => deliver(message),
    timeouts,
    report,
  });
  const whereabouts = createWhereabouts({
    home: { dataFolder: options.dataFolder, isSample: options.isSample },
    crew,
    listenLocal: options.listenLocal ?? listenLocal,
    onCommand: (port) => connectCommand(port, router),
    timeouts,
    report,
  });

  function answerAsHost(asker: Asker, request: Request): Promise<Response> {
    const handlers = hostHandlers(asker, { options, windows, whereabouts, state });
    const onError = (command: string, error: unknown): void =>
      report('error', 'command.failed', { command, kind: error instanceof Error ? error.name : typeof error });
    return answer(request, handlers, { onError }).then((response) => {
      // A window that has just come would otherwise believe that everything runs.
      if (request.command === 'host.hello') timeouts.set(() => tellTrouble(asker), 0);
      return response;
    });
  }

  function tellTrouble(asker: Asker): void {
    for (const name of CHILD_NAMES) {
      const now = crew.member(name).state();
      if (now !== 'up') windows.tell(asker, processChanged(name, now));
    }
  }

  function deliver(message: EventMessage): void {
    const { to } = events[message.event as EventName];
    if (to.includes('window')) windows.tellHolder(message);
    for (const name of CHILD_NAMES) if (to.includes(name)) crew.member(name).post(message);
    if (to.includes('host')) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.data as never);
    }
  }

  const started = await runPhases(phasesOf(options, whereabouts), report);
  if (!started.ok) return started;
  return ok({
    connectWindow: (port, { windowId }) => connectWindow(port, windowId, router, windows),
    on<Name extends EventName>(event: Name, listener: (data: DataOf<Name>) => void) {
      const heard = listeners.get(event) ?? new Set();
      listeners.set(event, heard.add(listener as (data: never) => void));
      return () => heard.delete(listener as (data: never) => void);
    },
    state: (name) => crew.member(name).state(),
    pid: (name) => crew.member(name).pid(),
    whenUp: (name) => crew.member(name).whenUp(),
    stop: () => started.value.stop(),
  });
}

const phasesOf = ({ dataFolder }: HostOptions, whereabouts: Whereabouts) => [
  {
    name: 'folder',
    start: () => Promise.resolve(done(prepareDataFolder(dataFolder), () => undefined)),
  },
  // Before the processes: of two shells that start at once on one folder, one goes no further.
  { name: 'local-socket', start: async () => done(await whereabouts.listen(), () => whereabouts.stop()) },
  {
    name: 'processes',
    start: () => {
      whereabouts.start();
      return Promise.resolve(ok(() => whereabouts.stop()));
    },
  },
];

const done = <T>(result: Result<unknown>, undo: () => T): Result<() => T> => (result.ok ? ok(undo) : result);

const processChanged = (process: ChildName, state: ProcessState): EventMessage => ({
  kind: 'event',
  event: 'process.changed',
  data: { process, state },
});

function connectWindow(port: Port, windowId: string, router: Router, windows: Windows): void {
  const asker = createAsker('window', (message) => port.post(message), windowId);
  const window = { port, asker };
  windows.add(window);
  port.onClose(() => {
    asker.isOpen = false;
    windows.remove(window);
  });
  port.onMessage((raw) => router.hear(asker, raw));
}

function connectCommand(port: Port, router: Router): void {
  const asker = createAsker('cli', (message) => port.post(message));
  port.onClose(() => {
    asker.isOpen = false;
  });
  port.onMessage((raw) => router.hear(asker, raw));
}

type Desk = {
  readonly options: HostOptions;
  readonly windows: Windows;
  readonly whereabouts: Whereabouts;
  readonly state: State;
};

function hostHandlers(asker: Asker, { options, windows, whereabouts, state }: Desk): Handlers {
  const hello = (holdsTill: boolean) =>
    ok({
      host: options.kind,
      version: options.version,
      holdsTill,
      isKiosk: state.isKiosk,
      isSample: whereabouts.isSample(),
      hasOwnShop: !options.isSample,
    });
  return {
    'host.hello': () => hello(windows.claim(asker)),
    'host.take-till': () => {
      const loser = windows.take(asker);
      loser?.port.post({ kind: 'event', event: 'window.lost-till', data: {} } satisfies EventMessage);
      return hello(true);
    },
    'host.open-sample': () => whereabouts.openSample(),
    'host.leave-sample': () => whereabouts.leaveSample(),
    'host.set-kiosk': ({ isOn }) => {
      state.isKiosk = isOn;
      options.shell.setKiosk(isOn);
      windows.tellAll({ kind: 'event', event: 'host.kiosk-changed', data: { isOn } });
      return ok({});
    },
    'host.sign-in-url': () => ok({ url: options.shell.signInUrl() }),
    'host.seal': async ({ text }) => ok({ sealed: (await options.shell.secrets?.seal(text)) ?? null }),
    'host.unseal': async ({ sealed }) => ok({ text: (await options.shell.secrets?.unseal(sealed)) ?? null }),
    'host.quit': () => {
      options.timeouts.set(() => options.shell.quit(), QUIT_DELAY_MS);
      return ok({});
    },
  };
}
