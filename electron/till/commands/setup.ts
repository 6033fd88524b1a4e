import { transact } from '../../../db/handles.ts';
import { listStaff } from '../../../db/staff.ts';
import { ok, refuse } from '../../../domain/result.ts';
import type { ChildOptions } from '../../ipc/child/options.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { defaultPreferences, readPreferences, writePreferences } from '../preferences.ts';
import type { Lifecycle } from '../process/till-process.ts';
import { initTill } from '../setup/init.ts';
import { noteSetupFinished, SETUP_BEGUN } from '../setup/progress.ts';
import { setupOf } from '../setup/wizard-shop.ts';
import type { TillPorts } from '../till.ts';
import { settingsView } from './settings.ts';

/** `app.*` and `setup.*`: answered in every state of the till. */
export function setupHandlers(life: Lifecycle, options: ChildOptions, ports: TillPorts) {
  return {
    'app.state': () => ok(life.state()),
    'app.retry': async () => {
      if (life.current() === null) await life.whileClosed(() => ok(undefined));
      return ok(life.state());
    },
    'setup.create': async ({ language, shop, isReinstalled }) => {
      if (options.isSample) return refuse('sample_stays_sample', {});
      if (life.current() !== null) return refuse('already_initialised', { path: options.dataFolder });
      const setup = setupOf(shop);
      if (!setup.ok) return setup;
      const init = { environment: 'test', isReinstalled, printerUrl: null, settings: SETUP_BEGUN } as const;
      const made = await life.whileClosed(() => initTill(options.dataFolder, setup.value, init, ports));
      if (!made.ok) return made;
      const till = life.current()?.context.till;
      // Made, and then it could not be opened: the state says why.
      if (till !== undefined) transact(till.db, () => writePreferences(till.db, defaultPreferences(language)));
      return ok(life.state());
    },
    'setup.finish': async () => {
      const till = life.current()?.context.till;
      if (till === undefined) return refuse('till_not_ready', { phase: life.state().phase });
      if (listStaff(till.db).length === 0) return refuse('staff_none', {});
      transact(till.db, () => noteSetupFinished(till.db));
      const state = life.state();
      life.current()?.context.tell('app.changed', state);
      return ok(state);
    },
    'settings.write-language': ({ language }) => {
      const till = life.current()?.context.till;
      if (till === undefined) return refuse('till_not_ready', { phase: life.state().phase });
      transact(till.db, () => writePreferences(till.db, { ...readPreferences(till.db), language }));
      life.current()?.context.tell('settings.changed', settingsView(till));
      life.current()?.context.tell('app.changed', life.state());
      return ok({});
    },
  } satisfies Handlers;
}
