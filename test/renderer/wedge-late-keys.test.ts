import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDLE_WEDGE, stepWedge, type WedgeEffect, type WedgeInput } from '../../renderer/keys/wedge.ts';

/** A busy machine: keys were pressed in rhythm and are handed over later, after timers that did not know of them. */
function play(inputs: readonly WedgeInput[]): WedgeEffect[] {
  let wedge = IDLE_WEDGE;
  const effects: WedgeEffect[] = [];
  for (const input of inputs) {
    const step = stepWedge(wedge, input);
    wedge = step.wedge;
    effects.push(...step.effects);
  }
  return effects;
}

const CODE = '8410000000017';

const scanWithLateKeys = (gapMs: number, lateAfter: ReadonlySet<number>, lateMs: number): WedgeInput[] => [
  ...[...CODE].flatMap((key, index): WedgeInput[] => {
    const atMs = index * gapMs;
    const character = { kind: 'character', key, atMs } as const;
    return lateAfter.has(index) ? [character, { kind: 'time', atMs: atMs + lateMs }] : [character];
  }),
  { kind: 'end', atMs: CODE.length * gapMs },
];

describe('keys that are handed over late', () => {
  it('are one scan all the same, whenever timers fired in between', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 50 }),
        fc.uniqueArray(fc.integer({ min: 0, max: CODE.length - 1 })),
        fc.integer({ min: 33, max: 200 }),
        (gapMs, lateAfter, lateMs) => {
          const scans = play(scanWithLateKeys(gapMs, new Set(lateAfter), lateMs)).filter(({ kind }) => kind === 'scan');
          expect(scans.map(({ text }) => text)).toEqual([CODE]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are typing when they were really pressed apart', () => {
    const apart = [...'123'].flatMap((key, index): WedgeInput[] => [
      { kind: 'character', key, atMs: index * 200 },
      { kind: 'time', atMs: index * 200 + 60 },
    ]);
    expect(play(apart).map(({ kind, text }) => [kind, text])).toEqual([
      ['type', '1'],
      ['type', '2'],
      ['type', '3'],
    ]);
  });
});
