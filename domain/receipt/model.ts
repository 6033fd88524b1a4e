/**
 * What a paper says, independent of its width and of the printer. domain builds it, native/printing lays it out for
 * 32, 42 or 48 columns, the screen shows the same blocks as paper. Texts are final: already in the ticket's language.
 */
export type Align = 'left' | 'center' | 'right';
/** tall: double height; double: double width and height (takes two columns a character). */
export type TextSize = 'normal' | 'tall' | 'double';

export type ReceiptBlock =
  /** The shop's logo, if the printer profile has one. */
  | { readonly kind: 'logo' }
  /** Running text, wrapped between words. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: Align;
      readonly size: TextSize;
      readonly bold: boolean;
    }
  /** A label at the left and an amount at the right; the amount is never broken, the label wraps. */
  | {
      readonly kind: 'pair';
      readonly left: string;
      readonly right: string;
      readonly size: TextSize;
      readonly bold: boolean;
    }
  /** Rows with columns aligned by `aligns`; the first column takes what is left. Amount columns are never broken. */
  | {
      readonly kind: 'table';
      readonly aligns: readonly Align[];
      readonly header: readonly string[] | null;
      readonly rows: readonly (readonly string[])[];
    }
  /** A line of goods: quantity, description and amount; details go on lines of their own, indented. */
  | {
      readonly kind: 'item';
      readonly quantity: string;
      readonly description: string;
      readonly amount: string;
      readonly details: readonly string[];
    }
  /** SPEC.md section 9: `above`, the symbol (level M, 30-40 mm), `below`. `content` is ASCII. */
  | { readonly kind: 'qr'; readonly content: string; readonly above: string; readonly below: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'space' };

export type Receipt = {
  readonly blocks: readonly ReceiptBlock[];
};
