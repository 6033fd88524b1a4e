import type { Refusal } from '../../../domain/result.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

type Props = { readonly refusal: Refusal | null; onRetry?(): void };

/** Why it was not done, and again where that may help. */
export function Refused({ refusal, onRetry }: Props) {
  const { t, why } = useWords();
  if (refusal === null) return null;
  return (
    <Notice
      tone="danger"
      code={refusal.code}
      actions={onRetry === undefined ? undefined : <Button onClick={onRetry}>{t('caja.retry')}</Button>}
    >
      {why(refusal)}
    </Notice>
  );
}
