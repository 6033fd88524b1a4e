import { type Language, text } from '../../../domain/texts/index.ts';
import type { Agreement } from './agreement.ts';

export type Reason = {
  readonly code: 'different' | 'quarantined' | 'parked' | 'pending' | 'empty';
  readonly text: string;
};

/** Why a till and central are not equal, and what to do; nothing when they are. */
export function reasonsOf(language: Language, { state, series, quarantined, parked, pending }: Agreement): Reason[] {
  const reasons: Reason[] = [];
  const add = (code: Reason['code'], params: Readonly<Record<string, string | number>> = {}): void =>
    void reasons.push({ code, text: text(language, `central.agreement.${code}`, params) });
  for (const { code, isEqual } of series) if (!isEqual) add('different', { code });
  if (quarantined > 0) add('quarantined', { count: quarantined });
  if (parked > 0) add('parked', { count: parked });
  if ((pending ?? 0) > 0) add('pending', { count: pending ?? 0 });
  if (state === 'empty') add('empty');
  return reasons;
}
