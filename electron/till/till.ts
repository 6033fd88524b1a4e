import type { WritableDatabase } from '../../db/handles.ts';
import type { HighWaterFile, HighWaterMark } from '../../db/high-water.ts';
import type { Identity } from '../../db/identity.ts';
import type { Installation } from '../../db/installations.ts';
import type { Clock, Ids, Sha256Hex } from '../../domain/ports.ts';
import type { Program } from '../../domain/program.ts';
import type { Place } from './adapters.ts';
import type { PrintingSettings } from './printing/settings.ts';

/** The outside world as the till needs it; tests replace any of it. */
export type TillPorts = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sha256: Sha256Hex;
  readonly program: Program;
  place(dataFolder: string): Place;
};

/**
 * A data folder, held and open for selling. Only the functions of electron/till change it; the fields that change are
 * those that a command of the till changes (another installation, settings).
 */
export type Till = {
  readonly dataFolder: string;
  readonly db: WritableDatabase;
  readonly ports: TillPorts;
  identity: Identity;
  readonly highWater: HighWaterFile;
  installation: Installation;
  /** What was last written to highWater. */
  mark: HighWaterMark;
  /** Why the mark could not be written, for `status`; the sale itself is safe. */
  markProblem: string | null;
  /** The folder is used in another place than before: no sale until a person says whether it was moved or copied. */
  isElsewhere: boolean;
  printing: PrintingSettings;
  /** A person said that the clock is right although it looks wrong. */
  isClockAccepted: boolean;
  /** The alarm for a chain ahead of the clock was raised since this start: once is enough. */
  isClockAlarmRaised: boolean;
  close(): void;
};
