/** Longer headings and words are cut before comparison, so that a hostile cell costs no time. */
const LONGEST = 300;

/**
 * What a heading or word means apart from how it is typed: lower case, without accents, spaces and punctuation, `ß` as
 * `ss`. `S/N`, `s n` and `SN` are the same; the result is '' for a text without letters and digits.
 */
export function plain(text: string): string {
  const cut = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  return cut
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** {@link plain} and, where the text has German umlauts, also its spelling with ae, oe and ue. */
export function plainSpellings(text: string): readonly string[] {
  const lower = text.toLowerCase();
  const spelledOut = lower.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');
  return spelledOut === lower ? [plain(lower)] : [plain(lower), plain(spelledOut)];
}
