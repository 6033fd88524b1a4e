import type { PrinterProfile } from '../../domain/printing/types.ts';

/**
 * ESC p m t1 t2 in units of 2 ms: 50 ms on (long enough for 12 V and 24 V solenoids, short enough not to burn one),
 * 500 ms off before the next pulse is taken.
 */
const ON_UNITS = 25;
const OFF_UNITS = 250;

/** The bytes that open the drawer on the pin it is wired to, and no other: a second drawer stays shut. */
export const drawerPulse = (pin: PrinterProfile['drawerPin']): Uint8Array =>
  Uint8Array.of(0x1b, 0x70, pin === 2 ? 0 : 1, ON_UNITS, OFF_UNITS);

/** DLE DC4 1 m t in units of 100 ms; the shortest it knows. */
const REAL_TIME_UNITS = 1;

/**
 * The same pulse as a real-time command, for a printer that says it is stopped (no paper, cover open): it would keep
 * ESC p with all other data and open the drawer when the paper is put in, long after the customer has gone.
 */
export const realTimeDrawerPulse = (pin: PrinterProfile['drawerPin']): Uint8Array =>
  Uint8Array.of(0x10, 0x14, 0x01, pin === 2 ? 0 : 1, REAL_TIME_UNITS);
