/** What the program can keep up to date as a file in a folder. */
export const PUBLISHED = [
  'support_report',
  'devices',
  'contracts_report',
  'support_calendar',
  'contracts_calendar',
] as const;
export type Published = (typeof PUBLISHED)[number];

export const PUBLICATION_FORMATS = ['pdf', 'xlsx', 'csv', 'json', 'ics'] as const;
export type PublicationFormat = (typeof PUBLICATION_FORMATS)[number];

const TABLES = ['pdf', 'xlsx', 'csv', 'json'] as const;

/** The formats of each, the one for people first. */
export const FORMATS_OF: Readonly<Record<Published, readonly PublicationFormat[]>> = {
  support_report: TABLES,
  devices: TABLES,
  contracts_report: TABLES,
  support_calendar: ['ics'],
  contracts_calendar: ['ics'],
};

/** Choices that a report can be narrowed by. */
export type PublicationOption = 'within' | 'groupBy' | 'filter';

/** Which choices each takes; the others are refused. */
export const OPTIONS_OF: Readonly<Record<Published, readonly PublicationOption[]>> = {
  support_report: ['within', 'groupBy'],
  devices: ['filter', 'groupBy'],
  contracts_report: [],
  support_calendar: ['within'],
  contracts_calendar: [],
};

/** Most files that are kept; each is looked at after every change. */
export const MOST_PUBLICATIONS = 100;

/**
 * Why a file could not be written. The first group is what the folder or the disk says, and is tried again by itself:
 * `folder_missing` may be a disk that is not plugged in, `file_in_use` a table that somebody has open.
 */
export const FOLDER_PROBLEMS = [
  'folder_missing',
  'folder_read_only',
  'folder_in_vault',
  'file_in_use',
  'disk_full',
  'disk_failed',
] as const;
export const PUBLICATION_PROBLEMS = [...FOLDER_PROBLEMS, 'too_many_rows_for_pdf', 'unforeseen'] as const;
export type PublicationProblem = (typeof PUBLICATION_PROBLEMS)[number];

/** Whether the folder or the disk is at fault, and nothing that the report says. */
export function isFolderProblem(problem: PublicationProblem): boolean {
  return FOLDER_PROBLEMS.some((one) => one === problem);
}

/** Names that mean a device to Windows, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Separators, what Windows refuses, what steers, and what turns letters round. */
const REFUSED = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
export const LONGEST_FILE_NAME = 120;

/**
 * Whether a file can have this name on every system, and has the ending of its format. Names that begin with a dot are
 * hidden, blanks and dots at the end are cut off by some systems (reliability.md T40).
 */
export function isFileName(name: string, format: PublicationFormat): boolean {
  const stem = name.slice(0, -format.length - 1);
  return (
    name.length <= LONGEST_FILE_NAME &&
    name.endsWith(`.${format}`) &&
    stem.trim() === stem &&
    stem !== '' &&
    !stem.startsWith('.') &&
    !stem.endsWith('.') &&
    !REFUSED.test(name) &&
    !RESERVED.test(name)
  );
}

/** What tells one file of a folder from another also where capitals and accents do not. */
export function fileKey(folder: string, fileName: string): string {
  return `${folder}/${fileName}`.normalize('NFKC').toLowerCase();
}

/** How the program waits before it looks at kept files again. All in milliseconds. */
export interface PublicationPace {
  /** Rest after the last change, so that a row of changes is one. */
  readonly settle: number;
  /** Least time between two rounds; also the longest that a row of changes puts one off. */
  readonly least: number;
}

/** Changes since the last round, on a clock that only goes forward. */
export interface Changes {
  readonly first: number;
  readonly last: number;
}

/** When the next round is due after changes: when they have settled, and never sooner than the pace allows. */
export function roundDue(
  { first, last }: Changes,
  lastRound: number | null,
  { settle, least }: PublicationPace,
): number {
  const settled = Math.min(last + settle, first + Math.max(least, settle));
  return lastRound === null ? settled : Math.max(settled, lastRound + least);
}
