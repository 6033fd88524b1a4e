import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Timeouts } from '../ipc/peer.ts';
import type { Port } from '../ipc/port.ts';
import type { Crew, Place } from './crew.ts';
import { prepareDataFolder, sampleFolderOf } from './data-folder.ts';
import type { ListenLocal, LocalServer, Report } from './shell.ts';

/** Below the 30 s that a window waits. A sample shop is made with its catalogue in a few. */
const START_PATIENCE_MS = 25_000;

export type PlacePorts = {
  readonly home: Place;
  readonly crew: Crew;
  readonly listenLocal: ListenLocal;
  readonly onCommand: (port: Port) => void;
  readonly timeouts: Timeouts;
  readonly report: Report;
};

/**
 * Which folder the processes work on. The local socket goes with them: a command for the shop's folder must not reach
 * the sample.
 */
export type Whereabouts = {
  isSample(): boolean;
  /**
   * Takes the local socket of the shop's folder. Refuses `data_in_use` {path} when another till answers there. Where the
   * system gives no socket the till sells without: nobody at the command line reaches it, and the lock of the folder still
   * keeps them from writing beside it.
   */
  listen(): Promise<Result<null>>;
  start(): void;
  /** Both refuse `host_switching`, `host_no_answer`, what prepareDataFolder refuses, and leaveSample `sample_only`. */
  openSample(): Promise<Result<Record<string, never>>>;
  leaveSample(): Promise<Result<Record<string, never>>>;
  stop(): Promise<void>;
};

export function createWhereabouts({ home, crew, listenLocal, onCommand, timeouts, report }: PlacePorts): Whereabouts {
  let place = home;
  let server: LocalServer | null = null;
  let isSwitching = false;
  let isStopped = false;

  async function listen(): Promise<Result<null>> {
    try {
      server = await listenLocal(place.dataFolder, onCommand);
    } catch (error) {
      report('warning', 'local-socket.failed', { kind: error instanceof Error ? error.name : typeof error });
      return ok(null);
    }
    return server === null ? refuse('data_in_use', { path: place.dataFolder }, true) : ok(null);
  }

  async function silence(): Promise<void> {
    const open = server;
    server = null;
    await open?.close();
  }

  async function move(next: Place): Promise<Result<Record<string, never>>> {
    if (isSwitching || isStopped) return refuse('host_switching', {}, true);
    isSwitching = true;
    try {
      const folder = prepareDataFolder(next.dataFolder);
      if (!folder.ok) return folder;
      await crew.stop();
      await silence();
      if (isStopped) return refuse('host_switching', {}, true);
      place = next;
      // Another till on that folder: the processes say so when they find it locked, and the way back is on the screen.
      await listen();
      if (isStopped) {
        // It ended while the socket was being made: nobody else would close that one.
        await silence();
        return refuse('host_switching', {}, true);
      }
      crew.start(place);
      return (await isUp(crew, timeouts)) ? ok({}) : refuse('host_no_answer', {}, true);
    } finally {
      isSwitching = false;
    }
  }

  return {
    isSample: () => place.isSample,
    listen,
    start: () => crew.start(place),
    openSample() {
      if (place.isSample) return Promise.resolve(ok({}));
      return move({ dataFolder: sampleFolderOf(home.dataFolder), isSample: true });
    },
    leaveSample() {
      if (home.isSample) return Promise.resolve(refuse('sample_only'));
      return place.isSample ? move(home) : Promise.resolve(ok({}));
    },
    async stop() {
      isStopped = true;
      await crew.stop();
      await silence();
    },
  };
}

async function isUp(crew: Crew, timeouts: Timeouts): Promise<boolean> {
  let timer: unknown = null;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = timeouts.set(() => resolve(false), START_PATIENCE_MS);
  });
  const up = crew
    .member('till')
    .whenUp()
    .then(() => true);
  const answered = await Promise.race([up, tooLate]);
  timeouts.clear(timer);
  return answered;
}
