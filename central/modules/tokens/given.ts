import { problem } from '../../app/problem.ts';

/** Nobody gives more than they have. Thrown: forbidden (403). */
export function checkGiven(own: readonly string[], wanted: readonly string[]): void {
  if (own.includes('admin') || wanted.every((scope) => own.includes(scope))) return;
  throw problem('forbidden', { status: 403 });
}
