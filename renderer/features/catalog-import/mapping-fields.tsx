import { CATALOG_FIELDS, type CatalogField } from '../../../domain/catalog/fields.ts';
import { useWords } from '../../app/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { recognise, titlesOf } from './file-columns.ts';
import { type ImportState, mapField, mappingInForce } from './import-store.ts';

type Preview = Extract<ImportState, { at: 'preview' }>;

const NEEDED: ReadonlySet<CatalogField> = new Set(['name', 'price', 'rate']);

/** Fields that no list can do without and that nobody has found yet. */
const missingOf = (state: Preview): readonly CatalogField[] =>
  state.report === null ? recognise(state.file.head, state.mapping).missing : [];

/** What is still to be said, in words: no fault of anybody, so it is not red. */
export function MissingFields({ state }: { readonly state: Preview }) {
  const { t, language } = useWords();
  const missing = missingOf(state);
  if (missing.length === 0) return null;
  const names = missing.map((field) =>
    t(field === 'reference' ? 'import.field.reference-or-code' : `import.field.${field}`),
  );
  const fields = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
  return (
    <Notice tone="warning" title={t('import.missing', { fields })}>
      {t('import.say-columns')}
    </Notice>
  );
}

/** Which column of the file is what. */
export function MappingFields({ state }: { readonly state: Preview }) {
  const { t } = useWords();
  const columns = state.report?.file.header.filter((name) => name !== '') ?? titlesOf(state.file.head);
  const mapping = mappingInForce(state);
  const missing = new Set(missingOf(state));
  return (
    <fieldset className="import__columns">
      <legend className="field__label">{t('import.columns')}</legend>
      {CATALOG_FIELDS.map((field) => (
        <SelectField
          key={field}
          label={NEEDED.has(field) ? `${t(`import.field.${field}`)} *` : t(`import.field.${field}`)}
          options={[
            { value: '', label: t(missing.has(field) ? 'import.choose-column' : 'import.no-column') },
            ...columns.map((column) => ({ value: column, label: column })),
          ]}
          value={mapping[field] ?? ''}
          onChange={(column) => mapField(field, column)}
        />
      ))}
    </fieldset>
  );
}

/** The first rows as they stand in the file, so that a person sees which column is the price. */
export function FileRows({ state }: { readonly state: Preview }) {
  const { t } = useWords();
  const { header, rows } = state.file.head;
  if (rows.length === 0) return null;
  const mapping = mappingInForce(state);
  const fieldsOf = (title: string): string =>
    CATALOG_FIELDS.filter((field) => title !== '' && mapping[field] === title)
      .map((field) => t(`import.field.${field}`))
      .join(', ');
  const titles = header.map((title, column) => ({ title, column }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="import__scroll" aria-label={t('import.file-rows')} tabIndex={0}>
      <table className="import__rows import__rows--raw">
        <caption className="import__caption">{t('import.file-rows')}</caption>
        <thead>
          <tr>
            {titles.map(({ title, column }) => (
              <th key={column} scope="col">
                {title}
                <span className="import__means">{fieldsOf(title) || t('import.not-used')}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the file does not change while it is looked at
            <tr key={index}>
              {titles.map(({ column }) => (
                <td key={column}>{cells[column] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
