import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../electron/till/process/turns.ts';

/** Lets everything that can go on do so. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Notes what begins and ends, each when it is let. */
function aStage() {
  const notes: string[] = [];
  const work = (name: string) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const run = async (): Promise<string> => {
      notes.push(`${name} begins`);
      await promise;
      notes.push(`${name} ends`);
      return name;
    };
    return { run, end: resolve };
  };
  return { notes, work };
}

describe('turns', () => {
  it('let commands run side by side, and answer what they answer', async () => {
    const turns = createTurns();
    const { notes, work } = aStage();
    const [one, two] = [work('one'), work('two')];
    const both = Promise.all([turns.run(one.run), turns.run(two.run)]);
    await settle();
    expect(notes).toEqual(['one begins', 'two begins']);
    two.end();
    one.end();
    expect(await both).toEqual(['one', 'two']);
  });

  it('let what runs alone wait for those at work, and whatever is asked meanwhile for it', async () => {
    const turns = createTurns();
    const { notes, work } = aStage();
    const [before, exchange, after] = [work('before'), work('exchange'), work('after')];
    const ends = [turns.run(before.run), turns.run(() => turns.alone(exchange.run)), turns.run(after.run)];
    await settle();
    expect(notes).toEqual(['before begins']);
    before.end();
    await settle();
    expect(notes).toEqual(['before begins', 'before ends', 'exchange begins']);
    after.end();
    await settle();
    expect(notes).toHaveLength(3);
    exchange.end();
    await Promise.all(ends);
    expect(notes.slice(3)).toEqual(['exchange ends', 'after begins', 'after ends']);
  });

  it('let two that run alone come one after the other', async () => {
    const turns = createTurns();
    const { notes, work } = aStage();
    const [first, second] = [work('first'), work('second')];
    const ends = [first, second].map(({ run }) => turns.run(() => turns.alone(run)));
    second.end();
    await settle();
    expect(notes).toEqual(['first begins']);
    first.end();
    await Promise.all(ends);
    expect(notes).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('let in what a command at work waits for, but not once the folder is closed', async () => {
    const turns = createTurns();
    const { notes, work } = aStage();
    const [sale, exchange] = [work('sale'), work('exchange')];
    const selling = turns.run(sale.run);
    const exchanging = turns.run(() => turns.alone(exchange.run));
    await settle();
    // The paper that the sale waits for: without it both would wait for each other.
    await turns.run(() => {
      notes.push('paper');
      sale.end();
    }, true);
    await selling;
    await settle();
    expect(notes).toEqual(['sale begins', 'paper', 'sale ends', 'exchange begins']);
    const late = turns.run(() => void notes.push('late paper'), true);
    await settle();
    expect(notes).not.toContain('late paper');
    exchange.end();
    await Promise.all([exchanging, late]);
    expect(notes.slice(-2)).toEqual(['exchange ends', 'late paper']);
  });

  it('go on after a command or an exchange that throws', async () => {
    const turns = createTurns();
    const fail = (): never => {
      throw new Error('bug');
    };
    await expect(turns.run(fail)).rejects.toThrow('bug');
    await expect(turns.run(() => turns.alone(fail))).rejects.toThrow('bug');
    expect(await turns.run(() => turns.alone(() => 'exchanged'))).toBe('exchanged');
    expect(await turns.run(() => 'sold')).toBe('sold');
  });
});
