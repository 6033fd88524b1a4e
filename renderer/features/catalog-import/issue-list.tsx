import { useState } from 'react';
import { type ImportReport, issueText, type RowIssue } from '../../../domain/catalog/report.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';

/** More than this nobody reads on a till: the file is corrected and imported again. */
const SHOWN = 100;

/** What is wrong with single rows, by line, refusals first. */
export function IssueList({ report }: { readonly report: ImportReport }) {
  const { t } = useWords();
  const [open, setOpen] = useState<'refusals' | 'warnings' | null>(report.refused > 0 ? 'refusals' : null);
  if (report.refused === 0 && report.warned === 0) return null;
  return (
    <section className="import__issues" aria-label={t('import.issues')}>
      <div className="import__issue-kinds">
        {report.refused === 0 ? null : (
          <Button aria-expanded={open === 'refusals'} onClick={() => setOpen(open === 'refusals' ? null : 'refusals')}>
            {t('import.refusals', { count: report.refused })}
          </Button>
        )}
        {report.warned === 0 ? null : (
          <Button aria-expanded={open === 'warnings'} onClick={() => setOpen(open === 'warnings' ? null : 'warnings')}>
            {t('import.warnings', { count: report.warned })}
          </Button>
        )}
      </div>
      {open === null ? null : <Issues issues={report[open]} />}
    </section>
  );
}

function Issues({ issues }: { readonly issues: readonly RowIssue[] }) {
  const { t, language } = useWords();
  return (
    <>
      <ul className="import__list">
        {issues.slice(0, SHOWN).map((issue) => (
          <li key={`${issue.line} ${issue.column} ${issue.code}`} className="import__issue">
            <strong>{issue.article === '' ? t('import.no-name') : issue.article}</strong>
            <span className="second">
              {issue.column === null
                ? t('import.line', { line: issue.line })
                : t('import.line-column', { line: issue.line, column: issue.column })}
            </span>
            <span>{issueText(language, issue)}</span>
          </li>
        ))}
      </ul>
      {issues.length > SHOWN ? (
        <p className="second">{t('import.more-issues', { count: issues.length - SHOWN })}</p>
      ) : null}
    </>
  );
}
