/** Text as it is safe inside an element and inside a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** HTML that was made here: everything put into it was escaped on its way. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const piece = (value: string | number | Html | readonly Html[]): string => {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeHtml(String(value));
};

/** A template whose values are escaped unless they are Html already. */
export const html = (
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html => new Html(parts.reduce((text, part, index) => `${text}${piece(values[index - 1] ?? '')}${part}`));
