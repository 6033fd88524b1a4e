import type { Result } from '../../domain/result.ts';
import type { Report } from './shell.ts';

/** One named step of a start. What it answers undoes it. */
export type Phase = {
  readonly name: string;
  start(): Promise<Result<() => Promise<void> | void>>;
};

export type Started = { stop(): Promise<void> };

/**
 * Carries the phases out in order. When one refuses or throws, those before it are undone, last first, and the outcome
 * is its refusal or exception. `stop` undoes all of them, once.
 */
export async function runPhases(phases: readonly Phase[], report: Report): Promise<Result<Started>> {
  const undo: { readonly name: string; readonly stop: () => Promise<void> | void }[] = [];
  const undoAll = async (): Promise<void> => {
    for (let last = undo.pop(); last !== undefined; last = undo.pop()) {
      await last.stop();
      report('info', 'phase.ended', { phase: last.name });
    }
  };
  for (const { name, start } of phases) {
    try {
      const started = await start();
      if (!started.ok) {
        report('error', 'phase.refused', { phase: name, code: started.refusal.code });
        await undoAll();
        return started;
      }
      undo.push({ name, stop: started.value });
      report('info', 'phase.started', { phase: name });
    } catch (error) {
      report('error', 'phase.failed', { phase: name });
      await undoAll();
      throw error;
    }
  }
  return { ok: true, value: { stop: undoAll } };
}
