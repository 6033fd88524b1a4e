import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { oneAtATime, SHOWN_AFTER_MS, type WorkView } from '../../renderer/features/payment/one-at-a-time.ts';

/** Work of the till that ends when the test says so. */
function slowWork() {
  let end: (result: Result<null>) => void = () => undefined;
  const promise = new Promise<Result<null>>((done) => {
    end = done;
  });
  return { work: vi.fn(() => promise), end: (result: Result<null>) => end(result) };
}

describe('one thing at a time at the payment', () => {
  let shown: WorkView[];
  let turn: ReturnType<typeof oneAtATime>;
  const last = () => shown.at(-1);

  beforeEach(() => {
    vi.useFakeTimers();
    shown = [];
    turn = oneAtATime((view) => shown.push(view));
    return () => void vi.useRealTimers();
  });

  it('does not begin a second work while the first runs', async () => {
    const first = slowWork();
    const second = slowWork();
    const running = turn.run(first.work);
    await turn.run(second.work);
    expect(second.work).not.toHaveBeenCalled();
    first.end(ok(null));
    await running;
    expect(turn.isBusyNow()).toBe(false);
  });

  it('says that it works only when somebody could notice', async () => {
    const { work, end } = slowWork();
    const running = turn.run(work);
    await vi.advanceTimersByTimeAsync(SHOWN_AFTER_MS - 1);
    expect(shown.some(({ isBusy }) => isBusy)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(last()).toEqual({ isBusy: true, refusal: null });
    end(ok(null));
    await running;
    expect(last()).toEqual({ isBusy: false, refusal: null });
  });

  it('never says it for work that was quick', async () => {
    await turn.run(async () => ok(null));
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown.some(({ isBusy }) => isBusy)).toBe(false);
  });

  it('keeps the keys of the meantime, in order, and their Enter', async () => {
    const { work, end } = slowWork();
    const done: string[] = [];
    const running = turn.run(work);
    turn.press(() => done.push('F1'));
    turn.press(() => done.push('8'));
    turn.pressEnter(() => done.push('Enter'));
    expect(done).toEqual([]);
    end(ok(null));
    await running;
    expect(done).toEqual(['F1', '8', 'Enter']);
  });

  it('takes an Enter alone for the bounce of the one before', async () => {
    const { work, end } = slowWork();
    const done = vi.fn();
    const running = turn.run(work);
    turn.pressEnter(done);
    end(ok(null));
    await running;
    expect(done).not.toHaveBeenCalled();
  });

  it('keeps what comes after an Enter of the meantime for its end', async () => {
    const first = slowWork();
    const second = slowWork();
    const done: string[] = [];
    const running = turn.run(first.work);
    turn.press(() => done.push('F1'));
    turn.pressEnter(() => void turn.run(second.work));
    turn.press(() => done.push('8'));
    first.end(ok(null));
    await running;
    expect(second.work).toHaveBeenCalledOnce();
    expect(done).toEqual(['F1']);
    second.end(ok(null));
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toEqual(['F1', '8']);
  });

  it('forgets them when the work was refused: its reason stays in view', async () => {
    const { work, end } = slowWork();
    const done = vi.fn();
    const running = turn.run(work);
    turn.press(done);
    end(refuse('disk_full', {}));
    await running;
    expect(done).not.toHaveBeenCalled();
    expect(last()).toMatchObject({ isBusy: false, refusal: { code: 'disk_full' } });
  });

  it('carries a key out at once when nothing runs', () => {
    const done = vi.fn();
    turn.press(done);
    turn.pressEnter(done);
    expect(done).toHaveBeenCalledTimes(2);
  });

  it('shows nothing any more and forgets the keys once the pane is gone', async () => {
    const { work, end } = slowWork();
    const done = vi.fn();
    const running = turn.run(work);
    turn.press(done);
    turn.end();
    shown.length = 0;
    end(ok(null));
    await running;
    turn.press(done);
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown).toEqual([]);
    expect(done).not.toHaveBeenCalled();
  });
});
