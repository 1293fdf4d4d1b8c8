import {
  findHeader,
  HEADER_SEARCH_ROWS,
  headerAt,
  type ImportHeader,
  isColumnOf,
} from '../../domain/import/columns.ts';
import type { DateOrder } from '../../domain/import/dates.ts';
import type { ImportNoun } from '../../domain/import/headings.ts';
import type { MatchKey } from '../../domain/import/match.ts';
import { plain } from '../../domain/import/plain.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import { type KnownProfile, recognise } from '../../domain/import/profile.ts';
import type { ImportRow } from '../../domain/import/row-types.ts';
import { type ImportResult, readRows } from '../../domain/import/rows.ts';
import { readIdentifier } from '../../domain/import/values.ts';
import { looksLikeJson, readOpenEox } from '../../formats/openeox.ts';
import { readTableFile, type TableFile } from '../../formats/table-file.ts';

/** A file to be read into rows of a noun, as plain data, so that it can be handed to another thread. */
export interface ReadJob {
  readonly bytes: Uint8Array;
  readonly noun: ImportNoun;
  /** Heading in the file to column of ours; goes before what was recognised. */
  readonly mapping: Readonly<Record<string, string>>;
  /** The sheet of a workbook; null for the one that fits best. */
  readonly sheet: string | null;
  /** Whether the day or the month comes first in its dates, where a person said so. */
  readonly dateOrder: DateOrder | null;
  /** What devices are found by; null for what the profile says, else the tag. */
  readonly match?: MatchKey | null;
  /** The row of headings where a person named it, 1-based; null to look for it. */
  readonly headerRow?: number | null;
  /** Numbers of rows that a person left out. */
  readonly skip?: readonly number[];
  /** Whether devices without a tag get the next one. */
  readonly fillTags?: boolean;
  /** Profiles that the file may be read by; the first whose headings it has, counts. */
  readonly profiles?: readonly KnownProfile[];
  /** The profile that somebody chose; it holds also where the headings are not quite its own. */
  readonly profile?: KnownProfile | null;
  /** Numbers of rows that are wanted as they stand in the file, and nothing else, as {@link RawRow}. */
  readonly raw?: readonly number[];
}

/** What is known of a file besides its rows; these pass through and are kept by nobody. */
export interface ReadFile {
  /** A table as people keep one, or a document of the standard for dates. */
  readonly format: 'table' | 'openeox';
  readonly table: Omit<TableFile, 'rows'>;
  readonly headings: readonly string[];
  readonly headerRow: number;
  readonly columns: readonly (string | null)[];
  readonly language: string;
  /** The profile that it was read by; null for none. */
  readonly profile: string | null;
  readonly match: MatchKey;
  /** Whether the day or the month comes first, where somebody said so. */
  readonly dateOrder: DateOrder | null;
  /** All tags that stand in the file, where devices without one get the next; else null. */
  readonly tags: readonly string[] | null;
  readonly read: Omit<ImportResult<ImportNoun>, 'rows'>;
}

/** A file that was read: what is known of it, and its rows, which come as they are wanted. */
export interface FileReading {
  readonly file: ReadFile;
  readonly rows: AsyncIterable<ImportRow>;
}

/** A row as it stands in the file. */
export interface RawRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The cells of a file. Dates also come as OpenEoX, which shows in the content and never in the name. @throws ImportFileError */
function readCells(job: ReadJob): TableFile & Pick<ReadFile, 'format'> {
  const { bytes, noun, sheet } = job;
  if (noun === 'milestones' && looksLikeJson(bytes))
    return { format: 'openeox', ...readOpenEox(bytes), workbook: null };
  return { format: 'table', ...readTableFile(bytes, sheet, (rows) => fitOf(rows, job)) };
}

/** How many columns of a sheet are known. */
function fitOf(rows: TableFile['rows'], { noun, mapping, profiles }: ReadJob): number {
  const known = recognise(rows, noun, profiles);
  if (known !== null) return Object.values(known.profile.mapping).filter((column) => column !== '').length;
  const header = findHeader(rows, noun);
  if (header !== null) return header.columns.filter((column) => column !== null).length;
  return mappedHeader(rows, mapping) === null ? 0 : 1;
}

/** Reads a file whole. Hostile files cost time and memory here, so the program does this in a thread that can be ended. @throws ImportFileError */
export function readFile(job: ReadJob): { file: ReadFile; rows: readonly (ImportRow | RawRow)[] } {
  const { noun, raw, skip, mapping } = job;
  const { rows: cells, format, ...table } = readCells(job);
  const known = job.headerRow ? null : recognise(cells, noun, job.profiles);
  const profile = known?.profile ?? job.profile ?? null;
  const sheet = profile?.sheet ?? null;
  // Several sheets may have the same headings; the profile says which one is meant.
  if (job.sheet === null && sheet !== null && sheet !== table.workbook?.sheet && hasSheet(table, sheet))
    return readFile({ ...job, sheet });
  const dateOrder = job.dateOrder ?? profile?.dateOrder ?? null;
  const match = job.match ?? profile?.match ?? 'tag';
  const header =
    known?.header ??
    (job.headerRow
      ? headerAt(cells, noun, job.headerRow - 1)
      : (findHeader(cells, noun) ?? mappedHeader(cells, { ...profile?.mapping, ...mapping })));
  if (header === null) throw new ImportFileError('no_header_found', { noun });
  const headings = header.headings ?? cells[header.headerRow] ?? [];
  const kept = new Map(Object.entries(profile?.mapping ?? {}).map(([heading, column]) => [plain(heading), column]));
  const chosenFor = (index: number) => {
    const heading = (headings[index] ?? '').trim();
    return Object.hasOwn(mapping, heading) ? mapping[heading] : kept.get(plain(heading));
  };
  // A column that somebody mapped by hand is taken from wherever it was recognised before.
  const mapped = new Set(headings.map((_, index) => chosenFor(index)));
  const columns = header.columns.map((column, index) => {
    const chosen = chosenFor(index);
    if (chosen !== undefined) return isColumnOf(noun, chosen) ? chosen : null;
    return column !== null && column !== 'notes' && mapped.has(column) ? null : column;
  });
  const { headerRow, language } = header;
  const context = { ...contextOf(table, dateOrder), match, ...(skip ? { skip: new Set(skip) } : {}) };
  const { rows, ...read } =
    raw === undefined
      ? readRows(noun, cells, { ...header, columns }, context)
      : { rows: raw.map((row) => ({ row, cells: cells[row - 1] ?? [] })), ...NOTHING_READ };
  const facts = { format, table, headings, headerRow, columns, language, profile: profile?.id ?? null };
  const wantsTags = raw === undefined && noun === 'devices' && job.fillTags;
  const tags = wantsTags ? tagsOf(cells, headerRow, columns.indexOf('asset_tag')) : null;
  return { file: { ...facts, match, dateOrder, tags, read }, rows };
}

/** What stands in the column of tags, also in rows that cannot be taken: they come again when they are mended. */
function tagsOf(rows: TableFile['rows'], headerRow: number, place: number): readonly string[] {
  return rows.slice(headerRow + 1).flatMap((row) => readIdentifier(row[place] ?? '').value ?? []);
}

function hasSheet({ workbook }: ReadFile['table'], name: string): boolean {
  return workbook?.sheets.some((sheet) => sheet.name === name) ?? false;
}

const NOTHING_READ: ReadFile['read'] = {
  problems: [],
  rejected: [],
  skipped: [],
  counts: { read: 0, rejected: 0, skipped: 0, warnings: 0 },
  style: { decimalSign: null, dateOrders: new Map() },
};

function contextOf({ delimiter, unclosedQuoteRow, workbook }: ReadFile['table'], dateOrder: DateOrder | null) {
  return {
    delimiter,
    unclosedQuoteRow,
    from1904: workbook?.from1904 ?? false,
    ...(dateOrder === null ? {} : { dateOrder }),
  };
}

/** The row with the most headings that somebody mapped by hand: whoever maps them all needs none to be recognised. */
function mappedHeader(
  rows: readonly (readonly string[])[],
  mapping: Readonly<Record<string, string>>,
): ImportHeader | null {
  const counts = rows
    .slice(0, HEADER_SEARCH_ROWS)
    .map((row) => row.filter((cell) => Object.hasOwn(mapping, cell.trim())).length);
  const most = Math.max(0, ...counts);
  if (most === 0) return null;
  const headerRow = counts.indexOf(most);
  return { headerRow, columns: (rows[headerRow] ?? []).map(() => null), language: 'mixed' };
}
