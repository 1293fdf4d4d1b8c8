import { findHeader, HEADER_SEARCH_ROWS, headerAt, type ImportHeader } from './columns.ts';
import type { DateOrder } from './dates.ts';
import type { ImportNoun } from './headings.ts';
import type { MatchKey } from './match.ts';
import { plain } from './plain.ts';

/** How the files of one source are read. */
export interface ProfileOptions {
  /** Heading to our column; '' for a column that is left out. */
  readonly mapping: Readonly<Record<string, string>>;
  /** The sheet of a workbook; null for the one that fits best. */
  readonly sheet: string | null;
  /** Rows that make the headings: 1, or 2 where groups stand above. */
  readonly headingRows: number;
  readonly dateOrder: DateOrder | null;
  readonly match: MatchKey;
}

/** How a file was read: its headings with our columns, and what was decided beside them. */
interface Reading {
  readonly columns: readonly { readonly heading: string; readonly column: string | null }[];
  readonly workbook: { readonly sheet: string } | null;
  readonly dateOrder: DateOrder | null;
  readonly match: MatchKey;
}

/** What is kept of how a file was read, so that the next one with its headings is read alike. */
export function readingOf({ columns, workbook, dateOrder, match }: Reading) {
  const mapping = Object.fromEntries(
    columns.flatMap(({ heading, column }) => (heading.trim() === '' ? [] : [[heading.trim(), column ?? '']])),
  );
  return {
    headings: columns.map(({ heading }) => heading),
    options: { mapping, sheet: workbook?.sheet ?? null, dateOrder, match },
  };
}

/** A profile that a file may turn out to be of. */
export interface KnownProfile extends ProfileOptions {
  readonly id: string;
  /** As {@link headingsKey}. */
  readonly headings: string;
}

/** What tells one source from another: its headings, apart from how they are typed and in which order they come. */
export function headingsKey(headings: readonly string[]): string {
  return headings
    .map(plain)
    .filter((heading) => heading !== '')
    .sort()
    .join('\n');
}

/** The first profile whose headings stand among the first rows of a table, and where they stand; null for none. */
export function recognise<N extends ImportNoun>(
  rows: readonly (readonly string[])[],
  noun: N,
  profiles: readonly KnownProfile[] = [],
): { readonly profile: KnownProfile; readonly header: ImportHeader<N> } | null {
  if (profiles.length === 0) return null;
  const found = findHeader(rows, noun);
  const foundKey = found && headingsKey(found.headings ?? rows[found.headerRow] ?? []);
  const keys = rows.slice(0, HEADER_SEARCH_ROWS).map(headingsKey);
  for (const profile of profiles) {
    if (profile.headings === '') continue;
    if (found !== null && foundKey === profile.headings) return { profile, header: found };
    const header = headerAt(rows, noun, keys.indexOf(profile.headings));
    if (header !== null) return { profile, header };
  }
  return null;
}
