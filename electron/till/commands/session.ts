import { findStaff, listStaff, type StaffMember } from '../../../db/staff.ts';
import { ok } from '../../../domain/result.ts';
import type { SessionView, StaffMemberView } from '../../ipc/contract/session.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { createSignIn, type SignIn } from '../staff/sign-in.ts';
import type { TillContext } from './context.ts';

export const staffView = ({ id, name, hasPin }: StaffMember): StaffMemberView => ({ id, name, hasPin });

export function sessionView({ till, session }: Pick<TillContext, 'till' | 'session'>): SessionView {
  const cashier = session.cashier === null ? null : findStaff(till.db, session.cashier.id);
  return {
    staff: listStaff(till.db).map(staffView),
    cashier: cashier?.isActive === true ? staffView(cashier) : null,
  };
}

/**
 * `session.*`. A single person without PIN is signed in when somebody looks, because anybody could; after signing out on
 * purpose it asks.
 * @param signIn shared with whatever else asks for a PIN, so that tries are counted once.
 */
export function sessionHandlers(
  context: TillContext,
  signIn: SignIn = createSignIn(context.till.db, context.till.ports.clock),
) {
  const { till, session } = context;

  function signInTheOnlyOne(): void {
    const [only, ...others] = listStaff(till.db);
    if (only !== undefined && others.length === 0 && !only.hasPin) session.set(only);
  }

  return {
    'session.read': () => {
      const view = sessionView(context);
      if (view.cashier !== null || session.isSignedOut) return ok(view);
      signInTheOnlyOne();
      return ok(sessionView(context));
    },
    'session.sign-in': async ({ staffId, pin }) => {
      const person = await signIn.enter(staffId, pin);
      if (!person.ok) return person;
      session.set(person.value);
      return ok(sessionView(context));
    },
    'session.sign-out': () => {
      session.signOut();
      return ok(sessionView(context));
    },
  } satisfies Handlers;
}
