import { useRef, useState } from 'react';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import './file-place.css';

/** Where a file is, to be copied, and how to get at it: a page of the browser opens no folder of the machine. */
export function FilePlace({ path }: { readonly path: string }) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'selected' | null>(null);
  const copy = async (): Promise<void> => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    try {
      await navigator.clipboard.writeText(path);
      setOutcome('copied');
    } catch {
      // Not every shell gives a page the clipboard; what is selected can be copied by hand.
      setOutcome('selected');
    }
  };
  return (
    <div className="file-place">
      <input ref={field} className="input file-place__path" readOnly aria-label={t('data.path')} value={path} />
      <Button onClick={() => void copy()}>{t('data.copy-path')}</Button>
      <p className="second file-place__said" role="status">
        {outcome === null ? t('data.get-file') : t(outcome === 'copied' ? 'data.path-copied' : 'data.path-selected')}
      </p>
    </div>
  );
}
