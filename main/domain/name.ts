/** Words that say what kind of company it is and not which. */
const LEGAL_FORMS = new Set(
  'inc incorporated ltd limited llc llp corp corporation co company gmbh mbh ag kg kgaa ohg se sa sas sarl srl spa bv nv oy ab as aps plc pty pte kk sl slu lda'.split(
    ' ',
  ),
);

function plain(text: string): string {
  const letters = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  // A name of nothing but accents keeps them: no name may have the key of no name.
  return letters.trim() === '' ? text.normalize('NFKC').toLowerCase() : letters;
}

/**
 * What tells one vendor from another: case, accents, spaces, punctuation and the legal form do not (domain.md 5.7, "same
 * vendor under several names"). `NORVIA MEDICAL INC` and `Norvia Medical, Inc.` give `norviamedical`.
 */
export function vendorKey(name: string): string {
  const words = plain(name)
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter(Boolean);
  const telling = words.filter((word, index) => index === 0 || !LEGAL_FORMS.has(word));
  return telling.join('') || plain(name).trim();
}

/** What tells one model of a vendor from another: case, accents, spaces and hyphens do not, points between digits do. */
export function modelKey(name: string): string {
  const key = plain(name).replace(/(?<!\d)\.|\.(?!\d)|[^\p{Letter}\p{Number}+.]+/gu, '');
  return key || plain(name).trim();
}

/** What tells one software version from another: `V 4.1` and `4.1` are the same. */
export function versionKey(name: string): string {
  return plain(name)
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^v(?:er(?:sion)?)?\.? ?(?=\d)/, '');
}

/** What tells sites, departments and locations apart: case and spaces do not. */
export function placeKey(name: string): string {
  return plain(name).trim().replace(/\s+/g, ' ');
}
