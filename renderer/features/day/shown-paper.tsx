import { useRef } from 'react';
import type { Receipt } from '../../../domain/receipt/model.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Paper } from '../../ui/paper.tsx';

/** Parts of the height that the keys scroll. */
const STEPS = { ArrowDown: 0.25, ArrowUp: -0.25, PageDown: 0.9, PageUp: -0.9 } as const;

/** A paper of the day as it comes out of the printer; arrows scroll it. */
export function ShownPaper({ receipt, label }: { readonly receipt: Receipt; readonly label: string }) {
  const region = useRef<HTMLElement>(null);
  const scroll = (step: number) => (): void => region.current?.scrollBy({ top: region.current.clientHeight * step });
  useKeys({
    keys: {
      ArrowDown: scroll(STEPS.ArrowDown),
      ArrowUp: scroll(STEPS.ArrowUp),
      PageDown: scroll(STEPS.PageDown),
      PageUp: scroll(STEPS.PageUp),
    },
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with Tab
    <section ref={region} className="paper-pane__scroll" aria-label={label} tabIndex={0}>
      <Paper receipt={receipt} label={label} qrLabel="" huella={null} />
    </section>
  );
}
