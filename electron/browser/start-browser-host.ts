import { ok, type Result } from '../../domain/result.ts';
import { startHost } from '../host/host.ts';
import type { Layout } from '../host/layout.ts';
import { nodeFork } from '../host/node-fork.ts';
import { cpuMs, monotonicMs, newId, newSecret, systemTimeouts } from '../host/real-world.ts';
import { readRenderer } from '../host/renderer-files.ts';
import type { Host, Report, Supervision } from '../host/shell.ts';
import { createKeys } from './keys.ts';
import { type PageServer, startServer } from './server.ts';

export type BrowserHostOptions = {
  readonly dataFolder: string;
  readonly isSample: boolean;
  readonly port: number | null;
  readonly layout: Layout;
  readonly report: Report;
  /** A window or a command asked to end: call `stop` and leave. */
  readonly onQuit: () => void;
  /** The window is to enter or leave full screen. */
  readonly onKiosk?: (isOn: boolean) => void;
  readonly isKiosk?: boolean;
  readonly supervision?: Supervision;
};

export type BrowserHost = {
  readonly port: number;
  readonly host: Host;
  /** A URL that works once. */
  signInUrl(): string;
  /** Windows first, then the processes. */
  stop(): Promise<void>;
};

/**
 * The till on a folder, served to browsers of this machine. Refuses `renderer_missing`, `port_taken` and what startHost
 * refuses; then nothing runs.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<Result<BrowserHost>> {
  const { layout, report } = options;
  const files = readRenderer(layout.rendererFolder);
  if (!files.ok) return files;
  let host: Host | null = null;
  const served = await startServer({
    files: files.value,
    keys: createKeys({ monotonicMs, newSecret }),
    port: options.port,
    onRefused: (rule) => report('warning', 'server.refused', { rule }),
    // Nobody has a link before the host is there.
    onWindow: (port) => (host === null ? port.close() : host.connectWindow(port, { windowId: newId() })),
  });
  if (!served.ok) return served;
  const server = served.value;
  const started = await startHost({ ...hostOptions(options), shell: shellOf(server, options) });
  if (!started.ok) {
    await server.close();
    return started;
  }
  host = started.value;
  return ok({
    port: server.port,
    host: started.value,
    signInUrl: () => server.signInUrl(),
    async stop() {
      await server.close();
      await started.value.stop();
    },
  });
}

const hostOptions = ({ dataFolder, isSample, isKiosk = false, layout, report, supervision }: BrowserHostOptions) => ({
  kind: 'browser' as const,
  version: layout.version,
  dataFolder,
  isSample,
  isKiosk,
  samplesFolder: layout.samplesFolder,
  entries: layout.entries,
  fork: nodeFork,
  report,
  bootId: newId(),
  timeouts: systemTimeouts,
  monotonicMs,
  cpuMs,
  ...(supervision === undefined ? {} : { supervision }),
});

const shellOf = (server: PageServer, { onQuit, onKiosk = () => undefined }: BrowserHostOptions) => ({
  setKiosk: onKiosk,
  signInUrl: () => server.signInUrl(),
  secrets: null,
  quit: onQuit,
});
