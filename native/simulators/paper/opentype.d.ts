/** The part of opentype.js that the character generator uses; the package has no types of its own. */
declare module 'opentype.js' {
  export type PathCommand =
    | { readonly type: 'M' | 'L'; readonly x: number; readonly y: number }
    | { readonly type: 'Q'; readonly x1: number; readonly y1: number; readonly x: number; readonly y: number }
    | { readonly type: 'Z' };
  export type Glyph = { readonly path: { readonly commands: readonly PathCommand[] } };
  export type Font = {
    charToGlyphIndex(char: string): number;
    charToGlyph(char: string): Glyph;
  };
  const opentype: { parse(file: ArrayBuffer): Font };
  export default opentype;
}
