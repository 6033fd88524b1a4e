import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import './pane.css';

type Props = {
  readonly title: string;
  readonly backLabel: string;
  onBack(): void;
  /** Beside the title. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
};

/** A pane in the place of the products; Escape is dealt with by the keyboard (keys/). */
export function Pane({ title, backLabel, onBack, head, children, foot }: Props) {
  return (
    <section className="pane" aria-label={title}>
      <header className="pane__head">
        <Button onClick={onBack} shortcut="Esc" aria-label={backLabel}>
          <Icon name="back" />
        </Button>
        <h2 className="pane__title">{title}</h2>
        {head}
      </header>
      <div className="pane__body">{children}</div>
      <footer className="pane__foot">{foot}</footer>
    </section>
  );
}
