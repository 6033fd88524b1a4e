/** The standard fonts of a PDF know WinAnsi: everything Spanish and the euro, and no emoji of a category's name. */
const UNKNOWN = /[^\n\x20-\x7E\u00A0-\u00FF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu;
const KNOWN = /^[\x20-\x7E\u00A0-\u00FF]+$/;

/** `text` with a question mark for every sign that those fonts lack; a letter with a mark that they lack loses the mark. Line feeds stay. */
export function winAnsi(text: string): string {
  return text.normalize('NFC').replace(UNKNOWN, (sign) => {
    const plain = sign.normalize('NFD').replace(/\p{M}/gu, '');
    return KNOWN.test(plain) ? plain : '?';
  });
}
