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

/** Collects `code` when two values that must be equal are not. */
export function compare(found: Problem[], code: string, where: string, stated: unknown, expected: unknown): void {
  if (stated !== expected) found.push(problem(code, where, stated, expected));
}
