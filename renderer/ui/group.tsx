import type { ReactNode } from 'react';
import './group.css';

type Props = {
  readonly title: string;
  readonly hint?: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
};

/** What belongs together on a form, with a name. */
export function Group({ title, hint, actions, children }: Props) {
  return (
    <section className="group" aria-label={title}>
      <header className="group__head">
        <h2 className="group__title">{title}</h2>
        {actions}
      </header>
      {hint === undefined ? null : <p className="group__hint">{hint}</p>}
      {children}
    </section>
  );
}

/** Fields side by side where there is room. */
export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className="columns">{children}</div>;
}
