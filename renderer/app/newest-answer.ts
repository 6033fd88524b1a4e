/**
 * Search as you type: one question at a time. When its answer comes and something else is wanted by then, that is asked,
 * so that the last one wins and a slow machine is never behind by more than one.
 */
export type NewestAnswer<Query, Answer> = {
  /** Compared by identity: what is wanted changes with the object. */
  wanted(): Query;
  ask(query: Query): Promise<Answer>;
  show(answer: Answer, query: Query): void;
};

/** Asks what is wanted now, unless a question is on its way already; resolves when the newest answer is shown. */
export function newestAnswer<Query, Answer>({ wanted, ask, show }: NewestAnswer<Query, Answer>): () => Promise<void> {
  let running: Promise<void> | null = null;

  async function answered(): Promise<{ readonly query: Query; readonly answer: Answer }> {
    for (;;) {
      const query = wanted();
      const answer = await ask(query);
      if (wanted() === query) return { query, answer };
    }
  }
  async function run(): Promise<void> {
    try {
      const { query, answer } = await answered();
      show(answer, query);
    } finally {
      running = null;
    }
  }
  return () => {
    running ??= run();
    return running;
  };
}

/** One line that a command takes: a paste may bring tabs and line ends. */
export const oneLine = (text: string, max: number): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, max);
