import type { ChildOptions } from '../ipc/child/options.ts';
import { createErrorReader } from './child-errors.ts';
import { CHILD_NAMES, type ChildName, type HostOptions, type ProcessState } from './shell.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

/** Where the processes work now: the shop's folder or the sample beside it. */
export type Place = { readonly dataFolder: string; readonly isSample: boolean };

export type CrewListeners = {
  onMessage(name: ChildName, message: unknown): void;
  onGone(name: ChildName): void;
  onState(name: ChildName, state: ProcessState): void;
};

/** The three processes together: they start and end in order, all on the same folder. */
export type Crew = {
  member(name: ChildName): Supervisor;
  start(place: Place): void;
  stop(): Promise<void>;
};

/** A death now and then is survived; one that comes back four times in a minute is a reason to say so. */
const MAX_CRASHES_PER_MINUTE = 3;

export function createCrew(options: HostOptions, listeners: CrewListeners): Crew {
  const { fork, entries, timeouts, monotonicMs, cpuMs, report, samplesFolder, kind, version, bootId } = options;
  let place: Place = { dataFolder: options.dataFolder, isSample: options.isSample };

  const members = new Map(
    CHILD_NAMES.map((name) => {
      const readErrors = createErrorReader(name, report);
      const member = createSupervisor({
        name,
        timeouts,
        monotonicMs,
        cpuMs,
        report,
        maxCrashesPerMinute: options.supervision?.maxCrashesPerMinute ?? MAX_CRASHES_PER_MINUTE,
        fork: () => {
          const child: ChildOptions = { ...place, bootId, samplesFolder, host: kind, version };
          return fork(entries[name], [JSON.stringify(child)], name);
        },
        onMessage: (message) => listeners.onMessage(name, message),
        onGone: () => listeners.onGone(name),
        onState: (state) => listeners.onState(name, state),
        onErrorOutput: readErrors,
      });
      return [name, member] as const;
    }),
  );

  function member(name: ChildName): Supervisor {
    const found = members.get(name);
    if (found === undefined) throw new Error(`no process ${name}`);
    return found;
  }

  return {
    member,
    start(next) {
      place = next;
      for (const name of CHILD_NAMES) member(name).start();
    },
    async stop() {
      for (const name of CHILD_NAMES.toReversed()) await member(name).stop();
    },
  };
}
