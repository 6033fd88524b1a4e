import { z } from 'zod';
import { event, OPEN_TO_ALL, tillCommand } from '../command.ts';
import { idSchema, lineOfText, nothing } from '../values.ts';

/** Who stands at the till. The till keeps it for the time the shell runs, so a till process that restarts still knows. */
export const staffMemberSchema = z.strictObject({ id: idSchema, name: z.string(), hasPin: z.boolean() });
export type StaffMemberView = z.infer<typeof staffMemberSchema>;

const sessionSchema = z.strictObject({
  staff: z.array(staffMemberSchema),
  /** Null: somebody has to sign in. A single person without PIN is signed in from the start. */
  cashier: staffMemberSchema.nullable(),
});
export type SessionView = z.infer<typeof sessionSchema>;

export const sessionCommands = {
  'session.read': tillCommand(nothing, sessionSchema, OPEN_TO_ALL),
  /** Refuses `staff_not_found`, `pin_wrong` {name}, `pin_throttled` {seconds}. */
  'session.sign-in': tillCommand(z.strictObject({ staffId: idSchema, pin: lineOfText(8) }), sessionSchema, OPEN_TO_ALL),
  /** Open tickets stay as they are. */
  'session.sign-out': tillCommand(nothing, sessionSchema, OPEN_TO_ALL),
} as const;

export const sessionEvents = { 'session.changed': event('till', sessionSchema) } as const;
