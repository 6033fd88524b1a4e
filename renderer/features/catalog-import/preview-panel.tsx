import type { ImportReport } from '../../../domain/catalog/report.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type ImportState, setDecimalMark } from './import-store.ts';
import { IssueList } from './issue-list.tsx';
import { FileRows, MappingFields, MissingFields } from './mapping-fields.tsx';

type Preview = Extract<ImportState, { at: 'preview' }>;
type Props = { readonly state: Preview; onImport(): void; onCancel(): void };

/** How the file is understood, before anything is written; each column can be put right. */
export function PreviewPanel({ state, onImport, onCancel }: Props) {
  const { t, why } = useWords();
  const { report, refusal, isReading, file } = state;
  const good = report === null ? 0 : report.rows - report.refused;
  const canImport = !isReading && good > 0;
  // Always taken: while the file is being read Enter must not go on to the next step without it.
  const importIfRead = (): void => {
    if (canImport) onImport();
  };
  useKeys({ keys: { Enter: importIfRead } });
  return (
    <div className="import">
      <div className="import__head">
        <p className="import__file">
          <strong>{file.name}</strong>
          <span role="status">
            {isReading ? (
              <Late>{t('import.reading')}</Late>
            ) : report === null ? null : (
              t('import.counts', {
                rows: report.rows,
                created: report.created,
                updated: report.updated,
                refused: report.refused,
              })
            )}
          </span>
        </p>
        <Button onClick={onCancel}>{t('import.other-file')}</Button>
        <Button look="accent" className="import__go" disabled={!canImport} shortcut={t('key.enter')} onClick={onImport}>
          {good === 0 ? t('settings.import') : t(good === 1 ? 'import.go-one' : 'import.go', { count: good })}
        </Button>
      </div>
      {refusal === null || refusal.code === 'catalog_column_missing' ? null : (
        <Notice tone="danger" code={refusal.code}>
          {why(refusal)}
        </Notice>
      )}
      <MissingFields state={state} />
      <MappingFields state={state} />
      <DecimalQuestion state={state} />
      {report === null ? (
        <FileRows state={state} />
      ) : (
        <>
          <Rows report={report} />
          <IssueList report={report} />
        </>
      )}
    </div>
  );
}

/** Asked only when the file itself does not tell whether 1.250 is one or a thousand. */
function DecimalQuestion({ state }: { readonly state: Preview }) {
  const { t } = useWords();
  const ambiguous = state.report?.file.ambiguousPrices ?? 0;
  // Where other prices show their mark, the till has understood these too.
  const isUnclear = ambiguous > 0 && state.report?.file.decimalMark === null;
  if (!isUnclear && state.decimalMark === null) return null;
  return (
    <Choice<',' | '.'>
      label={t('import.decimal', { count: ambiguous })}
      options={[
        { value: ',', label: t('import.decimal-comma') },
        { value: '.', label: t('import.decimal-point') },
      ]}
      value={state.decimalMark}
      onChange={setDecimalMark}
    />
  );
}

/** The first rows as they would be stored. */
function Rows({ report }: { readonly report: ImportReport }) {
  const { t } = useWords();
  if (report.preview.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="import__scroll" aria-label={t('import.first-rows')} tabIndex={0}>
      <table className="import__rows">
        <thead>
          <tr>
            <th scope="col">{t('import.field.reference')}</th>
            <th scope="col">{t('import.field.name')}</th>
            <th scope="col" className="amount">
              {t('import.field.price')}
            </th>
            <th scope="col">{t('import.field.rate')}</th>
            <th scope="col">{t('import.field.code')}</th>
            <th scope="col">{t('import.field.category')}</th>
            <th scope="col">{t('import.field.unit')}</th>
          </tr>
        </thead>
        <tbody>
          {report.preview.map((row) => (
            <tr key={row.line}>
              <td>{row.reference}</td>
              <td>
                {row.name}
                {row.format ? <span className="second"> {row.format}</span> : null}
              </td>
              <td className="amount">{displayEuros(row.unitCents)}</td>
              <td>{t(`product.tax.${row.taxClass}`)}</td>
              <td>{row.codes.map(({ code }) => code).join(' ')}</td>
              <td>{row.categoryPath?.join(' › ') ?? ''}</td>
              <td>{row.unit === undefined ? '' : t(`product.unit.${row.unit}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
