/** Something that verify found, by name: `code` is a text key `problem.<code>`, `where` a number, position or table. */
export type Problem = {
  readonly code: string;
  readonly where: string;
  readonly stated: string;
  readonly expected: string;
};

export const problem = (code: string, where: string, stated: unknown = '', expected: unknown = ''): Problem => ({
  code,
  where,
  stated: String(stated),
  expected: String(expected),
});

/**
 * In a damaged file anything may throw, from a page that cannot be read to a text that is no JSON: then that is what was
 * found, and the rest is looked at all the same.
 */
export function guard(found: Problem[], where: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    found.push(problem('file_damaged', where, error.message));
  }
}

/** Collects `code` when two values that must be equal are not. */
export function compare(found: Problem[], code: string, where: string, stated: unknown, expected: unknown): void {
  if (stated !== expected) found.push(problem(code, where, stated, expected));
}
