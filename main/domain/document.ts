import { type Day, parseDay } from './day.ts';

/** What kinds of documents there are. */
export const DOCUMENT_KINDS = [
  'vendor_letter',
  'contract',
  'approval',
  'certificate',
  'evidence',
  'advisory',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Largest document in bytes; a letter or a contract is far smaller. */
export const DOCUMENT_BYTES = 50_000_000;

/** Words in names of files and the kind that they speak of, the surer ones first. */
const NAMED: readonly (readonly [RegExp, DocumentKind])[] = [
  [/certificat|zertifikat|erasure|wiping|sanitiz|calibration/, 'certificate'],
  [/advisory|bulletin|csaf|cve\d|security notice|field safety/, 'advisory'],
  [/approv|freigabe|authori[sz]ation|permit/, 'approval'],
  [/contract|agreement|amendment|vertrag|contrat|\bsla\b|\bmsa\b|\bsow\b|terms/, 'contract'],
  [/letter|notice|announce|end of|\beol\b|\beos\b|\beogs\b|schreiben|lettre/, 'vendor_letter'],
  [/protocol|report|evidence|test|minutes|scan|screenshot|mail|ticket|protokoll/, 'evidence'],
];

/**
 * What a file's name says of it: its kind, and its day where the name holds exactly one that can be read in one way. `03-04-2026`
 * can be read in two and says nothing (domain.md 5.8).
 */
export function guessDocument(fileName: string): { readonly kind: DocumentKind; readonly datedOn: Day | null } {
  const name = fileName.toLowerCase().replace(/\.[a-z0-9]{1,5}$/, '');
  const words = name.replace(/[^a-z0-9]+/g, ' ');
  const kind = NAMED.find(([pattern]) => pattern.test(words) || pattern.test(name.replace(/[^a-z0-9]+/g, '')))?.[1];
  const days = new Set(daysIn(name));
  const [only] = days;
  return { kind: kind ?? 'other', datedOn: days.size === 1 && only !== undefined ? only : null };
}

function daysIn(name: string): Day[] {
  const found: (Day | null)[] = [];
  for (const [, year, , month, date] of name.matchAll(/(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)/g))
    found.push(parseDay(`${year}-${month}-${date}`));
  for (const [, first = '', second = '', year] of name.matchAll(
    /(?<!\d)(\d\d?)[-_.](\d\d?)[-_.]((?:19|20)\d\d)(?!\d)/g,
  )) {
    const [one, two] = [Number(first), Number(second)];
    if (one <= 12 && two <= 12 && one !== two) continue;
    const [date, month] = one > 12 || one === two ? [one, two] : [two, one];
    found.push(parseDay(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`));
  }
  return found.filter((day) => day !== null);
}
