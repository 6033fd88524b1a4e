/** What the server said instead of an answer (RFC 9457). */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** For people, in the language of the client. */
  readonly detail: string;
  /** For programs; never translated, never changed. */
  readonly code: string;
  /** Whether the same request may succeed later, unchanged. */
  readonly retryable: boolean;
  readonly requestId: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
  readonly params?: Readonly<Record<string, string | number>>;
};

/** Thrown for every answer that is not a success. `problem.code` says which. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  readonly status: number;
  readonly code: string;

  constructor(problem: Problem) {
    const parts = (problem.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer || '/'}: ${detail}`);
    super(`${problem.code}: ${problem.detail}${parts.join('')}`);
    this.name = 'ApiProblem';
    this.problem = problem;
    this.status = problem.status;
    this.code = problem.code;
  }
}

/** Something in between answered instead: a proxy, a login of a network. */
export const notTheServer = (response: Response, text: string): Problem => ({
  type: 'about:blank',
  title: response.statusText,
  status: response.status,
  detail: text.slice(0, 200),
  code: 'not_the_server',
  retryable: response.status >= 500,
  requestId: response.headers.get('x-request-id') ?? '',
});

/** The problem in an answer; one of its own when something in between answered instead. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const read = JSON.parse(text) as Partial<Problem>;
    if (typeof read.code === 'string') return read as Problem;
  } catch {
    // No JSON: a proxy's page.
  }
  return notTheServer(response, text);
}
