import './progress-bar.css';

type Props = { readonly label: string; readonly done: number; readonly total: number };

/** Long work, with how far it is; a total of 0 is one that is not known yet. */
export function ProgressBar({ label, done, total }: Props) {
  return (
    <div className="progress">
      <p className="progress__label" role="status">
        {label}
      </p>
      <progress
        className="progress__bar"
        aria-label={label}
        max={Math.max(1, total)}
        {...(total > 0 ? { value: Math.min(done, total) } : {})}
      />
    </div>
  );
}
