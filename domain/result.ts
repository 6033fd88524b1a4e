/**
 * Expected outcomes are values. A Refusal crosses process boundaries and reaches a person:
 * `code` names it for programs, `error.<code>` is its key in the text catalogue (domain/texts),
 * `params` fill that text, `retryable` says whether the same request may succeed later unchanged.
 */
export type RefusalParams = Readonly<Record<string, string | number>>;

export type Refusal = {
  readonly code: string;
  readonly params: RefusalParams;
  readonly retryable: boolean;
};

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused = { readonly ok: false; readonly refusal: Refusal };
export type Result<T> = Ok<T> | Refused;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const refuse = (code: string, params: RefusalParams = {}, retryable = false): Refused => ({
  ok: false,
  refusal: { code, params, retryable },
});
