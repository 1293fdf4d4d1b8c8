/** A run of letters and digits; a point belongs to it only before a digit, so that versions stay whole. */
const TOKEN = /[\p{L}\p{N}+]+(?:\.(?=\p{N})[\p{L}\p{N}+]+)*/gu;
const MARKS = /\((?:r|tm|c)\)|[®™©]/gi;
/** `win10`, `v6.9`; short runs of letters stay (`sp1`, `r2`, `tl4`). */
const GLUED = /^(\p{L}{3,}|[vw])(\p{N}.*)$/u;
const NUMBER = /^\d+$/;

/**
 * The words of a text in lower case. Versions stay whole (`22.04.3`), `win10` becomes two words, the usual spellings of
 * one thing become one (`service pack 1` is `sp1`), and patch levels are left out. Linear in the length of the text.
 */
export function tokenise(text: string): string[] {
  const plain = text
    .replace(MARKS, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\.\d{1,4})_(?=\d)/g, '$1.');
  const raw: string[] = [];
  for (const word of plain.match(TOKEN) ?? []) {
    const glued = GLUED.exec(word);
    if (glued?.[1] && glued[2]) raw.push(glued[1], glued[2]);
    else raw.push(word);
  }
  const tokens: string[] = [];
  for (let at = 0; at < raw.length; at++) {
    const [word = '', next = '', third = ''] = [raw[at], raw[at + 1], raw[at + 2]];
    if (word === 'service' && next === 'pack' && NUMBER.test(third)) {
      tokens.push(`sp${third}`);
      at += 2;
    } else if (word === 'sp' && NUMBER.test(next)) {
      tokens.push(`sp${next}`);
      at += 1;
    } else if (word === 'release' && (next === '1' || next === '2')) {
      joinRelease(tokens, `r${next}`);
      at += 1;
    } else if (word === 'r2') joinRelease(tokens, word);
    else if (word === 'os' && next === 'build' && /^\d/.test(third)) at += 2;
    else if ((word === 'build' || word === 'update' || word === 'patch') && /^\d/.test(next)) at += 1;
    else if ((word === '64' || word === '32') && next === 'bit') at += 1;
    // Patch levels: CU17, KB5001342, U3. They say how new the installation is, not which release it is.
    else if (!/^(?:cu|su|kb|u)\d{1,9}[a-z]?$/.test(word)) tokens.push(word);
  }
  return tokens;
}

/** "2012 R2" is another release than "2012", so it is one word. */
function joinRelease(tokens: string[], release: string): void {
  const last = tokens.at(-1);
  if (last !== undefined && /^\d{4}$/.test(last) && release === 'r2') tokens[tokens.length - 1] = `${last}${release}`;
  else tokens.push(release);
}
