import { z } from 'zod';
import { event, hostCommand } from '../command.ts';
import { nothing } from '../values.ts';

const helloSchema = z.strictObject({
  host: z.enum(['electron', 'browser']),
  version: z.string(),
  /** One window holds the till; the others see "abierta en otra ventana". */
  holdsTill: z.boolean(),
  isKiosk: z.boolean(),
  /** The sample shop is open. */
  isSample: z.boolean(),
  /** There is a shop to go back to from the sample; not in a demonstration. */
  hasOwnShop: z.boolean(),
});
export type HelloView = z.infer<typeof helloSchema>;

/** A token, or what a system makes of it. */
const secret = z.string().max(10_000);

export const hostCommands = {
  /** First message of a window. The first window gets the till. */
  'host.hello': hostCommand(nothing, helloSchema, { needsLease: false }),
  /** Takes the till over from another window, which is told. */
  'host.take-till': hostCommand(nothing, helloSchema, { needsLease: false }),
  /** Stops the till and starts it on the sample shop, in a folder of its own. Answers when it is up. */
  'host.open-sample': hostCommand(nothing, nothing, { timeoutMs: 30_000 }),
  /** Back to the shop's own folder. */
  'host.leave-sample': hostCommand(nothing, nothing, { timeoutMs: 30_000 }),
  /** From the till, after a PIN: leave or enter full screen. */
  'host.set-kiosk': hostCommand(z.strictObject({ isOn: z.boolean() }), nothing, { from: ['till'] }),
  /** Browser host: a URL with a fresh one-time token; null under Electron, whose window comes to the front. */
  'host.sign-in-url': hostCommand(nothing, z.strictObject({ url: z.string().nullable() }), { from: ['cli'] }),
  /** By the system's secret store; null: this shell has none. */
  'host.seal': hostCommand(z.strictObject({ text: secret }), z.strictObject({ sealed: secret.nullable() }), {
    from: ['sync'],
  }),
  /** Null: this shell has no store, or another user or machine sealed it. */
  'host.unseal': hostCommand(z.strictObject({ sealed: secret }), z.strictObject({ text: secret.nullable() }), {
    from: ['sync'],
  }),
  /** Stops everything in order; the window closes. */
  'host.quit': hostCommand(nothing, nothing, { from: ['cli'] }),
} as const;

export const hostEvents = {
  /** A process of the till: `down` while it restarts, `failed` when it keeps falling over. */
  'process.changed': event(
    'host',
    z.strictObject({ process: z.enum(['till', 'devices', 'sync']), state: z.enum(['up', 'down', 'failed']) }),
  ),
  /** The window fills the screen, or no longer does: `host.set-kiosk` was carried out. */
  'host.kiosk-changed': event('host', z.strictObject({ isOn: z.boolean() })),
  /** Another window took the till over. */
  'window.lost-till': event('host', nothing),
} as const;
