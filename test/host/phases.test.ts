import { describe, expect, it } from 'vitest';
import { ok, refuse } from '../../domain/result.ts';
import { type Phase, runPhases } from '../../electron/host/phases.ts';
import { startTestHost } from './support/test-host.ts';

describe('a start', () => {
  const made: string[] = [];
  const phase = (name: string): Phase => ({
    name,
    start: () => {
      made.push(name);
      return Promise.resolve(ok(() => void made.push(`no ${name}`)));
    },
  });

  it('goes through its phases in order and back', async () => {
    made.length = 0;
    const started = await runPhases([phase('a'), phase('b')], () => undefined);
    expect(started.ok && (await started.value.stop())).toBe(undefined);
    expect(made).toEqual(['a', 'b', 'no b', 'no a']);
  });

  it('undoes what was done when a phase refuses or throws', async () => {
    made.length = 0;
    const refusing: Phase = { name: 'c', start: () => Promise.resolve(refuse('data_in_use')) };
    expect(await runPhases([phase('a'), refusing, phase('b')], () => undefined)).toEqual(refuse('data_in_use'));
    const throwing: Phase = { name: 'c', start: () => Promise.reject(new Error('broken')) };
    await expect(runPhases([phase('a'), throwing], () => undefined)).rejects.toThrow('broken');
    expect(made).toEqual(['a', 'no a', 'a', 'no a']);
  });

  it('of a host says which phases it went through', async () => {
    const { log } = await startTestHost();
    const phases = log.filter(({ event }) => event === 'phase.started').map(({ fields }) => fields['phase']);
    expect(phases).toEqual(['folder', 'local-socket', 'processes']);
  });

  it('of a host starts nothing when another till answers on the folder', async () => {
    const isTaken = startTestHost({}, { listenLocal: () => Promise.resolve(null) });
    await expect(isTaken).rejects.toThrow('data_in_use');
  });
});
