import { create } from 'zustand';

/** What every pairing code begins with (contracts/sync/pairing.ts). */
const PREFIX = 'MP1.';

/** The pairing code as far as it was typed, pasted or scanned. Gone with the page, and once it was used. */
export const useTypedCode = create<{ readonly code: string }>(() => ({ code: '' }));
export const typeCode = (code: string): void => useTypedCode.setState({ code });

/** Takes a scan that is a pairing code; false: it is something else. */
export function takeScannedCode(scanned: string): boolean {
  const isCode = scanned.startsWith(PREFIX);
  if (isCode) typeCode(scanned);
  return isCode;
}
