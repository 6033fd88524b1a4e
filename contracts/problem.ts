import { z } from 'zod';

/**
 * What central answers instead of what was asked (RFC 9457, application/problem+json). `code` is for programs and never
 * translated; `detail` is for people, in the language of Accept-Language.
 */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  /** Whether the same request may succeed later, unchanged. */
  retryable: z.boolean(),
  requestId: z.string(),
  /** What of the request was wrong; `pointer` is a JSON pointer into it. */
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  /** Facts that a program needs to go on, by code. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export const PROBLEM_TYPE = 'application/problem+json';
