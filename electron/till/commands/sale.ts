import type { Handlers } from '../../ipc/peer.ts';
import type { TillContext } from './context.ts';
import { addingHandlers } from './sale/adding.ts';
import { closingHandlers } from './sale/closing.ts';
import { deskHandlers } from './sale/desk.ts';
import { editHandlers } from './sale/edits.ts';

/** `sale.*`: everything between the first scan and the change. */
export const saleHandlers = (context: TillContext) =>
  ({
    ...deskHandlers(context),
    ...addingHandlers(context),
    ...editHandlers(context),
    ...closingHandlers(context),
  }) satisfies Handlers;
