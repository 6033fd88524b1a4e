import { STATUS_CODES } from 'node:http';
import type { Problem } from '../../contracts/problem.ts';
import type { Refusal, RefusalParams } from '../../domain/result.ts';
import { type Language, refusalText } from '../../domain/texts/index.ts';

export type ProblemPart = { readonly pointer: string; readonly code: string; readonly detail: string };

export type ProblemOptions = {
  readonly status?: number;
  readonly params?: RefusalParams;
  readonly retryable?: boolean;
  readonly errors?: readonly ProblemPart[];
  readonly retryAfterSeconds?: number;
  /** More of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** Thrown by a handler to answer with a problem instead; a transaction that it leaves is rolled back. */
export class ProblemError extends Error {
  readonly refusal: Refusal;
  readonly status: number;
  readonly errors: readonly ProblemPart[];
  readonly retryAfterSeconds: number | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    refusal: Refusal,
    status: number,
    options: Pick<ProblemOptions, 'errors' | 'retryAfterSeconds' | 'headers'> = {},
  ) {
    super(refusal.code);
    this.name = 'ProblemError';
    this.refusal = refusal;
    this.status = status;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.headers = options.headers ?? {};
  }
}

/** What was asked does not fit what is there. */
const DEFAULT_STATUS = 422;

export const problem = (code: string, options: ProblemOptions = {}): ProblemError =>
  new ProblemError(
    { code, params: options.params ?? {}, retryable: options.retryable ?? false },
    options.status ?? DEFAULT_STATUS,
    options,
  );

/** Also for what belongs to another company: nobody learns that it exists. */
export const notFound = (): ProblemError => problem('not_found', { status: 404 });

export const refusalProblem = (refusal: Refusal, status = DEFAULT_STATUS): ProblemError =>
  new ProblemError(refusal, status);

/** The answer as contracts/problem.ts describes it. */
export function problemBody(error: ProblemError, language: Language, requestId: string): Problem {
  const { refusal, status, errors } = error;
  return {
    type: `urn:mostrador:problem:${refusal.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: refusalText(language, refusal),
    code: refusal.code,
    retryable: refusal.retryable,
    requestId,
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
    ...(Object.keys(refusal.params).length > 0 ? { params: { ...refusal.params } } : {}),
  };
}

/** Spanish unless English is asked for first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const quality = rest.map((item) => /^\s*q=([\d.]+)$/.exec(item)?.[1]).find((item) => item !== undefined);
      return { language: tag.slice(0, 2), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => (language === 'es' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted[0]?.language === 'en' ? 'en' : 'es';
}
