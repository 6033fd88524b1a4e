import type { OutputOf } from '../../electron/ipc/contract/index.ts';
import { forgetDesk, loadDesk, showDesk } from '../features/sale/sale-store.ts';
import { appNow, knowApp } from './app-store.ts';
import { client } from './client.ts';

/** Greets the host, reads what the screens need, and keeps it as events tell. Runs once for the life of the page. */
export function startApp(): void {
  client.on('app.changed', (appState) => {
    knowApp({ appState });
    if (appState.phase === 'ready' || appState.phase === 'setup') void loadOpenTill();
  });
  client.on('session.changed', (session) => knowApp({ session }));
  client.on('status.changed', (status) => knowApp({ status }));
  client.on('settings.changed', (settings) => knowApp({ settings }));
  client.on('jobs.changed', ({ jobs }) => knowApp({ jobs }));
  client.on('desk.changed', showDesk);
  client.on('catalog.changed', () => void loadOverview());
  client.on('process.changed', ({ process, state }) => {
    const isBack = state === 'up' && appNow().processes[process] !== 'up';
    knowApp({ processes: { ...appNow().processes, [process]: state } });
    if (process === 'till' && isBack) void load();
  });
  client.on('host.kiosk-changed', ({ isOn }) => {
    const { hello } = appNow();
    if (hello !== null) knowApp({ hello: { ...hello, isKiosk: isOn } });
  });
  client.on('window.lost-till', () => {
    const { hello } = appNow();
    if (hello !== null) knowApp({ hello: { ...hello, holdsTill: false } });
  });
  client.onConnected((isConnected) => {
    knowApp({ connection: isConnected ? 'connecting' : 'lost' });
    if (isConnected) void greet();
  });
  void greet();
}

async function greet(): Promise<void> {
  await meet(await client.ask('host.hello', {}));
}

/** Takes the till from the window that holds it. */
export async function takeTill(): Promise<void> {
  await meet(await client.ask('host.take-till', {}));
}

async function meet(hello: { ok: true; value: OutputOf<'host.hello'> } | { ok: false }): Promise<void> {
  if (!hello.ok) return;
  knowApp({ connection: 'connected', hello: hello.value });
  if (hello.value.holdsTill) await load();
}

/** Reads everything again: after a start, a restart of the till, another folder. */
export async function load(): Promise<void> {
  const state = await client.ask('app.state', {});
  if (!state.ok) return;
  knowApp({ appState: state.value });
  if (state.value.phase === 'ready' || state.value.phase === 'setup') await loadOpenTill();
  else forgetDesk();
}

async function loadOpenTill(): Promise<void> {
  const [session, settings, status, jobs] = await Promise.all([
    client.ask('session.read', {}),
    client.ask('settings.read', {}),
    client.ask('status.read', {}),
    client.ask('printing.jobs', {}),
    loadOverview(),
    loadDesk(),
  ]);
  if (session.ok) knowApp({ session: session.value });
  if (settings.ok) knowApp({ settings: settings.value });
  if (status.ok) knowApp({ status: status.value });
  if (jobs.ok) knowApp({ jobs: jobs.value.jobs });
}

async function loadOverview(): Promise<void> {
  const overview = await client.ask('catalog.overview', {});
  if (overview.ok) knowApp({ overview: overview.value });
}
