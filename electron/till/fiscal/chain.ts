import type { ChainTip } from '../../../db/fiscal-records.ts';
import type { HighWaterMark } from '../../../db/high-water.ts';
import { aeatDate } from '../../../domain/time.ts';
import { type ChainLink, linkAfter } from '../../../domain/verifactu/encadenamiento.ts';
import type { Till } from '../till.ts';

/** The link of the next record of a chain. */
export const linkTo = (tip: ChainTip | null): ChainLink =>
  linkAfter(
    tip === null
      ? null
      : {
          id: { idEmisor: tip.issuerTaxId, numSerie: tip.number, fechaExpedicion: aeatDate(tip.issuedAt) },
          huella: tip.huella,
        },
  );

/** What a committed record moved: the chain tip, the outbox and, for a new number, its series. */
export type Advance = Pick<HighWaterMark, 'position' | 'huella' | 'eventSeq' | 'series'>;

/** Brings the high-water mark to what was just committed. */
export function advanceHighWater(till: Till, advance: Advance): void {
  levelHighWater(till, {
    numeroInstalacion: till.installation.numeroInstalacion,
    position: advance.position,
    huella: advance.huella,
    eventSeq: advance.eventSeq,
    series: { ...till.mark.series, ...advance.series },
  });
}

/**
 * Writes the mark. One that cannot be written is behind, which is harmless; it must never turn a committed sale into an
 * error. The problem is kept for `status`.
 */
export function levelHighWater(till: Till, mark: HighWaterMark): void {
  till.mark = mark;
  try {
    till.highWater.write(mark);
    till.markProblem = null;
  } catch (error) {
    till.markProblem = error instanceof Error ? error.message : String(error);
  }
}
