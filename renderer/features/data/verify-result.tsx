import { isTextKey } from '../../../domain/texts/index.ts';
import type { VerificationView } from '../../../electron/ipc/contract/data.ts';
import { useWords, type Words } from '../../app/language.ts';
import { Notice } from '../../ui/notice.tsx';

type Problem = VerificationView['problems'][number];

/** What verify found, in words, with where it is. */
export function VerifyResult({ verification }: { readonly verification: VerificationView }) {
  const words = useWords();
  const { t } = words;
  const { isSound, documents, records, problems, problemCount } = verification;
  if (isSound && problemCount === 0) {
    return (
      <Notice tone="good" title={t('data.sound')}>
        {t('data.verified', { documents, records })}
      </Notice>
    );
  }
  return (
    <>
      <Notice tone={isSound ? 'warning' : 'danger'} title={t('data.unsound', { count: problemCount })}>
        {t('data.unsound-do')}
      </Notice>
      <ul className="data-problems">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.where} ${problem.stated}`} className="data-problems__one">
            <strong>{problemText(problem, words)}</strong>
            <span>{problem.where}</span>
            {isIncident(problem) || (problem.stated === '' && problem.expected === '') ? null : (
              <span className="second">
                {t('data.stated', {
                  stated: problem.stated,
                  expected: problem.expected === '' ? '—' : problem.expected,
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {problemCount > problems.length ? (
        <p className="second">{t('data.more-problems', { count: problemCount - problems.length })}</p>
      ) : null}
    </>
  );
}

const isIncident = ({ code }: Pick<Problem, 'code'>): boolean => code.startsWith('incident_');

/** Incidents have their sentence already; a code of another version is shown as it is. */
function problemText({ code }: Problem, { t }: Words): string {
  const key = isIncident({ code }) ? `incident.${code.slice('incident_'.length)}` : `problem.${code}`;
  return isTextKey(key) ? t(key) : code;
}
