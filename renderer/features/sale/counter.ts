import { goBack, goHome, openPane, paneNow } from '../../app/panes.ts';
import { playSound } from '../../app/sounds.ts';
import { useKeys, useScans } from '../../keys/use-keys.ts';
import { paperNow } from './paper-choice.ts';
import {
  forgetPending,
  forgetRefusal,
  lineInHand,
  park,
  payExact,
  removeLine,
  saleNow,
  scan,
  selectLine,
  showRefusal,
} from './sale-store.ts';
import { clearSearch, codeOfText, isMultiplier, searchNow, sellAgain, writeSearch } from './search-store.ts';
import { isTerminalAsked } from './terminal-question.ts';

/** The keys of the counter and where they are shown. Screens that are opened on top have their own. */
export const KEYS = {
  print: 'F1',
  quantity: 'F2',
  discount: 'F3',
  customer: 'F4',
  park: 'F6',
  keypad: 'F7',
  tickets: 'F8',
  pay: 'F9',
  exact: 'F12',
} as const;

const hasLines = (): boolean => (saleNow().ticket?.lines.length ?? 0) > 0;

/** Goods on the counter that wait for their weight would leave unpaid: first they are weighed or put back. */
function isWeightMissing(): boolean {
  const { pending } = saleNow();
  if (pending?.kind !== 'weight') return false;
  goHome();
  playSound('miss');
  showRefusal({ code: 'weight_pending', params: { name: pending.name }, retryable: false });
  return true;
}

export function openPayment(): void {
  if (hasLines() && !isWeightMissing()) openPane({ name: 'payment' });
}

/** A card that may have been charged: cash beside it would be paid twice, or booked as what it was not. */
function isTerminalOpen(): boolean {
  if (!isTerminalAsked()) return false;
  playSound('miss');
  showRefusal({ code: 'terminal_pending', params: {}, retryable: false });
  return true;
}

/** Paid in cash with the exact amount: one key after the last scan. */
export async function payExactCash(): Promise<void> {
  if (isTerminalOpen() || isWeightMissing() || (!hasLines() && saleNow().waiting === 0)) return;
  const closed = await payExact('cash', paperNow());
  if (closed.ok) goHome();
}

export function openKeypad(mode: 'quantity' | 'price' | 'discount'): void {
  if (hasLines()) openPane({ name: 'keypad', mode });
}

/** Puts the ticket aside under the name that it has. */
export function parkNow(): void {
  const { ticket } = saleNow();
  if (ticket === null) return;
  void park(ticket.label).then(({ ok }) => {
    if (ok) goHome();
  });
}

/** One step back, from what is asked to what is open. */
function stepBack(): void {
  const { pending, refusal, selectedLineId } = saleNow();
  if (paneNow().name !== 'products') goBack();
  else if (pending !== null) forgetPending();
  else if (refusal !== null) forgetRefusal();
  else if (selectedLineId !== null) selectLine(null);
  else sellAgain();
}

function selectNeighbour(by: 1 | -1): void {
  const { ticket } = saleNow();
  const inHand = lineInHand(saleNow());
  if (ticket === null || inHand === null) return;
  const lines = ticket.lines;
  const position = lines.findIndex(({ id }) => id === inHand.id) + (saleNow().selectedLineId === null ? 0 : by);
  selectLine(lines[Math.max(0, Math.min(lines.length - 1, position))]?.id ?? null);
}

function removeSelected(): void {
  const { selectedLineId } = saleNow();
  if (selectedLineId !== null) void removeLine(selectedLineId);
}

/** Goods that were scanned. With `3*` in the search field it is three of them. */
export async function takeScan(text: string): Promise<void> {
  const { ticket, waiting } = saleNow();
  if (paneNow().name === 'payment') {
    // Money is on the table for what the ticket says: another line now would be paid by nobody.
    if (waiting === 0 && (ticket?.payments.length ?? 0) > 0) {
      playSound('miss');
      showRefusal({ code: 'scan_after_payment', params: {}, retryable: false });
      return;
    }
    goHome();
  }
  const typed = searchNow().text.trim();
  clearSearch();
  sellAgain();
  const scanned = await scan(isMultiplier(typed) ? codeOfText(`${typed}${text}`) : text);
  // A question is asked where the products are.
  if (!scanned.ok && saleNow().pending !== null && paneNow().name !== 'payment') goHome();
}

/** Letters and digits begin a search wherever nobody else wants them. */
function beginSearch(character: string): boolean {
  const pane = paneNow().name;
  if (pane === 'payment' || pane === 'settings' || [...character].length !== 1) return false;
  if (pane !== 'products') goHome();
  writeSearch(searchNow().text + character);
  return true;
}

const HANDLERS = {
  keys: {
    [KEYS.quantity]: () => openKeypad('quantity'),
    [KEYS.discount]: () => openKeypad('discount'),
    [KEYS.customer]: () => openPane({ name: 'customer' }),
    [KEYS.park]: parkNow,
    [KEYS.keypad]: () => openPane({ name: 'keypad' }),
    [KEYS.tickets]: () => openPane({ name: 'tickets' }),
    [KEYS.pay]: openPayment,
    [KEYS.exact]: () => void payExactCash(),
    Escape: stepBack,
    Delete: removeSelected,
    ArrowUp: () => selectNeighbour(-1),
    ArrowDown: () => selectNeighbour(1),
  },
  onCharacter: beginSearch,
  snapshot() {
    const { text } = searchNow();
    return () => {
      if (searchNow().text !== text) writeSearch(text);
    };
  },
} as const;

/** Keys and scans of the counter, below those of whatever is open. */
export function useCounter(): void {
  useKeys(HANDLERS);
  useScans((text) => void takeScan(text));
}
