import type { SentInstallation } from '../../../db/central/pending.ts';
import type { BuiltLine, Limits } from '../events/lines.ts';
import type { Source } from './ports.ts';

type Prepared = {
  readonly installation: number;
  readonly limits: Limits;
  readonly lines: readonly BuiltLine[];
  readonly after: BuiltLine;
};

/** A turn of the event loop: what was just asked of central leaves this machine first. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Builds the next batch while central works on this one: a till that comes back after weeks has both sides at work all the
 * time. What was built is used only if the till stands exactly where it was built for; else it is built again.
 */
export class ReadAhead {
  #prepared: Prepared | null = null;

  take(source: Source, { installation, ack }: SentInstallation, limits: Limits): readonly BuiltLine[] {
    const prepared = this.#prepared;
    this.#prepared = null;
    const fits =
      prepared !== null &&
      prepared.installation === installation.id &&
      prepared.limits.events === limits.events &&
      prepared.after.seq === ack.ackedThrough &&
      // A file that was exchanged meanwhile has another hash there.
      prepared.after.at.eventHash === ack.lastEventHash;
    return fits ? prepared.lines : source.batch(installation.id, ack.ackedThrough, limits);
  }

  /** Of an installation of which `sent` is on its way. Nothing is built when that was all. */
  async prepare(
    source: Source,
    { installation, lastSeq }: SentInstallation,
    sent: readonly BuiltLine[],
    limits: Limits,
  ): Promise<void> {
    const after = sent.at(-1);
    if (after === undefined || after.seq >= lastSeq) return;
    await nextTurn();
    const lines = source.batch(installation.id, after.at, limits);
    if (lines.length > 0) this.#prepared = { installation: installation.id, limits, lines, after };
  }
}
