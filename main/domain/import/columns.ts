import {
  type ColumnOf,
  HEADING_LANGUAGES,
  HEADINGS,
  type HeadingLanguage,
  IMPORT_COLUMNS,
  IMPORT_NOUNS,
  type ImportNoun,
} from './headings.ts';
import { isNoted } from './note-headings.ts';
import { plain, plainSpellings } from './plain.ts';

/** Where the headings stand in a table and what each column means. A hand-made mapping is the same plain object. */
export interface ImportHeader<N extends ImportNoun = ImportNoun> {
  /** Index into the rows, 0-based; the data begin in the next row. The lower one where two rows make the headings. */
  readonly headerRow: number;
  /** The headings, where two rows make them; else they are the cells of the header row. */
  readonly headings?: readonly string[];
  /** One entry for each cell of the header row; null where a heading is not known. Only the notes may come from several. */
  readonly columns: readonly (ColumnOf<N> | null)[];
  /** The language that most headings belong to; canonical names count as English, `mixed` when none has most. */
  readonly language: HeadingLanguage | 'mixed';
}

/** A header is looked for in so many rows of the file; real exports have up to eight lines before it. */
export const HEADER_SEARCH_ROWS = 30;

/** How well a heading fits. A better fit takes the column; at the same fit the leftmost heading does. */
const FIT = { canonical: 100, word: 90, withoutBrackets: 80, beginning: 70, insideBrackets: 60, weak: 20 } as const;

interface Meaning {
  readonly column: string;
  readonly fit: number;
  readonly languages: ReadonlySet<HeadingLanguage>;
}

interface Vocabulary {
  /** Maps, not objects: a heading `__proto__` or `constructor` is a word like any other. */
  readonly exact: ReadonlyMap<string, readonly Meaning[]>;
  readonly beginnings: readonly { readonly text: string; readonly meaning: Meaning }[];
}

/**
 * Any of these sets of columns makes a row a header. Enough to tell a header from data and from titles, and no more:
 * what else is missing is reported row by row, where a person sees which column was not found.
 */
const KEYS: { readonly [N in ImportNoun]: readonly (readonly ColumnOf<N>[])[] } = {
  devices: [['asset_tag'], ['serial_number'], ['udi_di']],
  models: [['model', 'manufacturer']],
  milestones: [['model', 'milestone', 'on']],
  vendors: [['name']],
  contracts: [['number']],
  commitments: [
    ['kind', 'contract_number'],
    ['kind', 'vendor'],
  ],
};

function vocabularyOf(noun: ImportNoun): Vocabulary {
  const exact = new Map<string, Map<string, { column: string; fit: number; languages: Set<HeadingLanguage> }>>();
  const beginnings: { text: string; meaning: Meaning }[] = [];
  const add = (text: string, column: string, fit: number, language: HeadingLanguage) => {
    const meanings = exact.get(text) ?? new Map();
    const known = meanings.get(column) ?? { column, fit, languages: new Set() };
    known.fit = Math.max(known.fit, fit);
    known.languages.add(language);
    meanings.set(column, known);
    exact.set(text, meanings);
  };
  for (const column of IMPORT_COLUMNS[noun]) add(plain(column), column, FIT.canonical, 'en');
  for (const [column, byLanguage] of Object.entries(HEADINGS[noun])) {
    for (const language of HEADING_LANGUAGES) {
      for (const heading of byLanguage[language]?.split('|') ?? []) {
        const weak = heading.startsWith('~');
        for (const text of plainSpellings(heading)) {
          add(text, column, weak ? FIT.weak : FIT.word, language);
          if (heading.endsWith('*')) {
            beginnings.push({ text, meaning: { column, fit: FIT.beginning, languages: new Set([language]) } });
          }
        }
      }
    }
  }
  return { exact: new Map([...exact].map(([text, meanings]) => [text, [...meanings.values()]])), beginnings };
}

const VOCABULARIES: ReadonlyMap<ImportNoun, Vocabulary> = new Map(
  IMPORT_NOUNS.map((noun) => [noun, vocabularyOf(noun)]),
);

/** What a heading may mean, at most with the given fit: a weak word stays weak wherever it stands. */
function meaningsOf(vocabulary: Vocabulary, heading: string): readonly Meaning[] {
  const text = plain(heading);
  if (text === '') return [];
  const exact = vocabulary.exact.get(text);
  if (exact !== undefined) return exact;
  const capped = (words: string, fit: number) =>
    (vocabulary.exact.get(plain(words)) ?? []).map((meaning) => ({ ...meaning, fit: Math.min(meaning.fit, fit) }));
  const open = heading.search(/[([]/);
  const before = open > 0 ? capped(heading.slice(0, open), FIT.withoutBrackets) : [];
  if (before.length > 0) return before;
  const begun = vocabulary.beginnings.filter((beginning) => text.startsWith(beginning.text));
  if (begun.length > 0) return begun.map((beginning) => beginning.meaning);
  return open > 0 ? capped(heading.slice(open + 1), FIT.insideBrackets) : [];
}

interface Assignment {
  readonly columns: (string | null)[];
  readonly found: ReadonlyMap<string, Meaning>;
}

function assign(vocabulary: Vocabulary, cells: readonly string[]): Assignment {
  const candidates: { readonly index: number; readonly meaning: Meaning }[] = [];
  cells.forEach((cell, index) => {
    for (const meaning of meaningsOf(vocabulary, cell)) candidates.push({ index, meaning });
  });
  candidates.sort((a, b) => b.meaning.fit - a.meaning.fit || a.index - b.index);
  const columns: (string | null)[] = cells.map(() => null);
  const found = new Map<string, Meaning>();
  for (const { index, meaning } of candidates) {
    if (columns[index] !== null || found.has(meaning.column)) continue;
    columns[index] = meaning.column;
    found.set(meaning.column, meaning);
  }
  // Some registers name models by their catalogue number alone (domain.md 5.7), and without a model no row can be taken.
  const catalogued = found.get('catalog_number');
  if (catalogued !== undefined && !found.has('model')) {
    columns[columns.indexOf('catalog_number')] = 'model';
    found.delete('catalog_number');
    found.set('model', { ...catalogued, column: 'model' });
  }
  return { columns, found };
}

function languageOf(meanings: Iterable<Meaning>): HeadingLanguage | 'mixed' {
  const votes = new Map<HeadingLanguage, number>();
  let total = 0;
  for (const meaning of meanings) {
    total += 1;
    for (const language of meaning.languages) votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  const best = HEADING_LANGUAGES.reduce((a, b) => ((votes.get(b) ?? 0) > (votes.get(a) ?? 0) ? b : a));
  return (votes.get(best) ?? 0) * 3 >= total * 2 ? best : 'mixed';
}

/**
 * Headings that two rows make together: groups above, such as "Contract" over "Number" and "End". A group stands for the cells
 * right of it too. Where the words together are not known, the lower one counts alone; where it is empty, the upper one.
 */
function joinedHeadings(vocabulary: Vocabulary, upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const own = (upper[index] ?? '').trim();
    const below = (lower[index] ?? '').trim();
    if (own !== '') group = own;
    if (below === '' || below === own) return own;
    const joined = `${group} ${below}`.trim();
    return meaningsOf(vocabulary, joined).length > 0 || meaningsOf(vocabulary, below).length === 0 ? joined : below;
  });
}

/**
 * Finds the row of headings among the first {@link HEADER_SEARCH_ROWS} rows: the one with the most recognised cells
 * that has the noun's key columns, the earliest at a tie; two rows together where they say more than one. Headings are recognised by meaning in six languages
 * (cli.md "Import columns", domain.md 5.7). Returns null when no row qualifies.
 */
export function findHeader<N extends ImportNoun>(
  rows: readonly (readonly string[])[],
  noun: N,
): ImportHeader<N> | null {
  const vocabulary = VOCABULARIES.get(noun);
  if (vocabulary === undefined) return null;
  const last = Math.min(rows.length, HEADER_SEARCH_ROWS);
  const single = Array.from({ length: last }, (_, headerRow) => ({ headerRow, cells: rows[headerRow] ?? [] }));
  const joined = Array.from({ length: Math.max(0, last - 1) }, (_, index) => {
    const headings = joinedHeadings(vocabulary, rows[index] ?? [], rows[index + 1] ?? []);
    return { headerRow: index + 1, cells: headings, headings };
  });
  let best: FoundHeader | null = null;
  for (const one of [...single, ...joined]) {
    const assignment = assign(vocabulary, one.cells);
    const { found } = assignment;
    // A lone known word is more likely a title than a header, except in a table of one column.
    const enough = found.size >= 2 || one.cells.filter((cell) => cell.trim() !== '').length === 1;
    const keyed = KEYS[noun].some((key) => key.every((column) => found.has(column)));
    if (!enough || !keyed || (noun === 'devices' && found.size < 2 && !found.has('udi_di'))) continue;
    if (best === null || found.size > best.assignment.found.size) best = { ...one, assignment };
  }
  return best && headerOf(noun, best);
}

/** The header in a row that a person named, 0-based; which columns it has is recognised as far as its headings are known. */
export function headerAt<N extends ImportNoun>(
  rows: readonly (readonly string[])[],
  noun: N,
  headerRow: number,
): ImportHeader<N> | null {
  const vocabulary = VOCABULARIES.get(noun);
  const cells = rows[headerRow];
  return vocabulary && cells ? headerOf(noun, { headerRow, cells, assignment: assign(vocabulary, cells) }) : null;
}

interface FoundHeader {
  readonly headerRow: number;
  readonly headings?: readonly string[];
  readonly cells: readonly string[];
  readonly assignment: Assignment;
}

function headerOf<N extends ImportNoun>(noun: N, found: FoundHeader): ImportHeader<N> {
  const { headerRow, headings, cells, assignment } = found;
  const columns = assignment.columns.map((column, index) => column ?? (isNoted(cells[index] ?? '') ? 'notes' : null));
  return {
    headerRow,
    ...(headings ? { headings } : {}),
    columns: columns.map((column) => (isColumnOf(noun, column) ? column : null)),
    language: languageOf(assignment.found.values()),
  };
}

/** Whether a heading means the notes themselves, so that what stands below it needs no name in them. */
export function isNotesHeading(noun: ImportNoun, heading: string): boolean {
  const vocabulary = VOCABULARIES.get(noun);
  return vocabulary !== undefined && meaningsOf(vocabulary, heading).some(({ column }) => column === 'notes');
}

/** True when the text is the canonical name of a column of the noun. For mappings that a person or a file gives. */
export function isColumnOf<N extends ImportNoun>(noun: N, column: string | null): column is ColumnOf<N> {
  return column !== null && (IMPORT_COLUMNS[noun] as readonly string[]).includes(column);
}
