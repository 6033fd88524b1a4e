import type { ChildExit, ChildHandle, ChildName, Fork } from '../../../electron/host/shell.ts';
import { type ChildOptions, readChildOptions } from '../../../electron/ipc/child/options.ts';
import { createPeer, type Handlers, type Peer } from '../../../electron/ipc/peer.ts';
import { createPortPair } from './port-pair.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One life of a process that never was. */
export type FakeChild = {
  readonly name: ChildName;
  readonly pid: number;
  readonly options: ChildOptions;
  readonly peer: Peer;
  /** Everything that reached it. */
  readonly heard: unknown[];
  /** Says something without the contract's help. */
  say(message: unknown): void;
  complain(text: string): void;
  die(exit?: Partial<ChildExit>): void;
  /** Hears everything and answers nothing. */
  isHung: boolean;
  /** Does not end when it is asked to. */
  isStubborn: boolean;
  isDead: boolean;
};

export type FakeFork = {
  readonly fork: Fork;
  readonly lives: FakeChild[];
  /** The last life of a process. */
  child(name: ChildName): FakeChild;
  /** What happened to the processes, in order. */
  readonly events: string[];
};

export type HandlersOf = Partial<Record<ChildName, Handlers>>;

export function createFakeFork(time: VirtualTime, handlers: HandlersOf = {}): FakeFork {
  const lives: FakeChild[] = [];
  const events: string[] = [];
  const fork: Fork = (_entry, args, name) => {
    const [own, theirs] = createPortPair();
    const exits: ((exit: ChildExit) => void)[] = [];
    const outputs: ((chunk: string) => void)[] = [];
    const heard: unknown[] = [];
    const life: FakeChild = {
      name,
      pid: 1000 + lives.length,
      options: readChildOptions(args[0]),
      heard,
      isHung: false,
      isStubborn: false,
      isDead: false,
      peer: createPeer(
        {
          ...theirs,
          post: (message) => life.isHung || life.isDead || theirs.post(message),
          onMessage: (listener) =>
            theirs.onMessage((message) => {
              if (life.isDead) return;
              heard.push(message);
              listener(message);
            }),
        },
        handlers[name] ?? {},
        { onError: () => undefined },
        time.timeouts,
      ),
      say: (message) => theirs.post(message),
      complain: (text) => {
        for (const listener of outputs) listener(text);
      },
      die({ code = null, signal = 'SIGKILL' } = {}) {
        if (life.isDead) return;
        life.isDead = true;
        events.push(`${name} dead`);
        for (const listener of exits) listener({ code, signal });
      },
    };
    lives.push(life);
    events.push(`${name} started`);
    own.onClose(() => life.isStubborn || life.die({ code: 0, signal: null }));
    const handle: ChildHandle = {
      port: own,
      pid: life.pid,
      onExit: (listener) => exits.push(listener),
      onErrorOutput: (listener) => outputs.push(listener),
      kill: () => life.die(),
    };
    return handle;
  };
  return {
    fork,
    lives,
    events,
    child(name) {
      const found = lives.findLast((life) => life.name === name);
      if (found === undefined) throw new Error(`${name} never started`);
      return found;
    },
  };
}
