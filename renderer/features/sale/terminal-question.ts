/** Whether somebody is asked at this moment if a card or a Bizum came through: cash must not close the ticket beside it. */
let isAsked = false;

export const isTerminalAsked = (): boolean => isAsked;

export function askTerminal(asks: boolean): void {
  isAsked = asks;
}
