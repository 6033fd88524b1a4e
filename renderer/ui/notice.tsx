import type { ReactNode } from 'react';
import './notice.css';

type Props = {
  readonly tone: 'plain' | 'good' | 'warning' | 'danger';
  readonly title?: string;
  readonly children?: ReactNode;
  /** For whoever helps by telephone. */
  readonly code?: string;
  /** Buttons: what to do about it. */
  readonly actions?: ReactNode;
};

/** Said in place, never over what somebody is doing. Danger and warning are announced at once. */
export function Notice({ tone, title, children, code, actions }: Props) {
  return (
    <div className={`notice notice--${tone}`} role={tone === 'danger' || tone === 'warning' ? 'alert' : 'status'}>
      <div className="notice__words">
        {title === undefined ? null : <p className="notice__title">{title}</p>}
        {children === undefined ? null : <div>{children}</div>}
        {code === undefined ? null : <p className="notice__code">{code}</p>}
      </div>
      {actions}
    </div>
  );
}

type EmptyProps = { readonly title: string; readonly children?: ReactNode };

/** An empty screen says what to do. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="empty">
      <p className="empty__title">{title}</p>
      {children}
    </div>
  );
}
