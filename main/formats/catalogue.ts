import type { CatalogueData } from '../domain/catalogue/catalogue.ts';
import { CHANNELS, EDITIONS } from '../domain/catalogue/release.ts';
import { parseDay } from '../domain/day.ts';
import { ImportFileError } from '../domain/import/problems.ts';
import { COMPONENT_KINDS } from '../domain/model.ts';
import { JsonObject, parseJsonText } from './json.ts';
import { decodeUnicode } from './unicode.ts';

/** Limits of a catalogue file, inclusive. The shipped one has 2267 releases in 230 kB; one product has 500 at most. */
export const CATALOGUE_LIMITS = { bytes: 20 * 1024 * 1024, releases: 50_000, ofOneProduct: 5_000 } as const;

/** The fields of a release in their order (docs/catalogue-format.md). */
export const CATALOGUE_COLUMNS = [
  'key',
  'product',
  'label',
  'version',
  'edition',
  'channel',
  'releasedOn',
  'activeSupportEndOn',
  'securityEnd',
  'paidExtensionEndOn',
] as const;
type Column = (typeof CATALOGUE_COLUMNS)[number];

const LONGEST_TEXT = 200;
const KEY = /^([a-z0-9][a-z0-9.+-]{0,99})\/[a-z0-9][a-z0-9._+-]{0,99}$/;
/** Whatever turns letters round, hides, or breaks a line. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Reads a catalogue from a file and checks all of it, so that what comes out is as good as the shipped one: known words,
 * days that exist, no key and no label twice. Fields that the format does not name are left out.
 * @throws ImportFileError with the reason, and the number of the release (the first is 1) where one is the cause
 */
export function readCatalogue(bytes: Uint8Array): CatalogueData {
  if (bytes.length > CATALOGUE_LIMITS.bytes) {
    throw new ImportFileError('file_too_large', { limit: CATALOGUE_LIMITS.bytes, size: bytes.length });
  }
  const text = decodeUnicode(bytes);
  if (text.trim() === '') throw new ImportFileError('empty_file');
  if (!text.trimStart().startsWith('{')) throw new ImportFileError('catalogue_not_recognised');
  const root = new JsonObject(parseJsonText(text));
  const columns = root.texts('columns');
  const rows = root.values('releases');
  if (rows.length === 0 || columns.length === 0) throw new ImportFileError('catalogue_not_recognised');
  if (columns.join() !== CATALOGUE_COLUMNS.join())
    throw new ImportFileError('field_of_wrong_type', { field: 'columns' });
  if (rows.length > CATALOGUE_LIMITS.releases) {
    throw new ImportFileError('too_many_releases', { limit: CATALOGUE_LIMITS.releases });
  }
  const kinds = readKinds(root);
  return {
    source: line(root, 'source'),
    licenceNote: line(root, 'licenceNote'),
    commitDate: readDay(root),
    kinds: Object.fromEntries(kinds),
    releases: readReleases(rows, kinds),
  };
}

function line(root: JsonObject, name: string): string {
  const text = root.text(name);
  if (text === null || text.length > LONGEST_TEXT || UNSEEN.test(text)) {
    throw new ImportFileError('field_of_wrong_type', { field: name });
  }
  return text;
}

function readDay(root: JsonObject): string {
  const day = root.text('commitDate');
  if (day === null || parseDay(day) === null) throw new ImportFileError('field_of_wrong_type', { field: 'commitDate' });
  return day;
}

function readKinds(root: JsonObject): Map<string, string> {
  const kinds = root.object('kinds');
  const known = new Map<string, string>();
  for (const name of kinds?.names() ?? []) {
    const kind = kinds?.text(name) ?? '';
    if (!KEY.test(`${name}/x`) || !COMPONENT_KINDS.some((one) => one === kind)) {
      throw new ImportFileError('field_of_wrong_type', { field: `kinds.${name}`.slice(0, LONGEST_TEXT) });
    }
    known.set(name, kind);
  }
  return known;
}

function readReleases(rows: readonly unknown[], kinds: ReadonlyMap<string, string>): (string | null)[][] {
  const seen = { key: new Set<string>(), label: new Set<string>() };
  const perProduct = new Map<string, number>();
  return rows.map((row, index) => {
    const number = index + 1;
    const values = requireRow(row, number);
    const [key, product, label] = values;
    const owner = KEY.exec(key ?? '')?.[1];
    if (owner === undefined) throw refused(number, 'key');
    if (!kinds.has(owner)) throw new ImportFileError('field_of_wrong_type', { field: `kinds.${owner}` });
    for (const [field, value] of [
      ['key', key ?? ''],
      ['label', (label ?? '').toLowerCase()],
    ] as const) {
      if (seen[field].has(value)) throw new ImportFileError('catalogue_release_repeated', { number, field });
      seen[field].add(value);
    }
    const count = (perProduct.get(product ?? '') ?? 0) + 1;
    if (count > CATALOGUE_LIMITS.ofOneProduct) {
      throw new ImportFileError('too_many_releases', { limit: CATALOGUE_LIMITS.ofOneProduct });
    }
    perProduct.set(product ?? '', count);
    return values;
  });
}

function requireRow(row: unknown, number: number): (string | null)[] {
  if (!Array.isArray(row) || row.length !== CATALOGUE_COLUMNS.length) throw refused(number, 'columns');
  const cells = row as readonly unknown[];
  const values = CATALOGUE_COLUMNS.map((column, at): string | null => {
    const value = cells[at];
    if (value !== null && (typeof value !== 'string' || !isAllowed(column, value))) throw refused(number, column);
    if (value === null && REQUIRED.has(column)) throw refused(number, column);
    return value;
  });
  const [end, extension] = values.slice(-2);
  // An extension that ends with the ordinary support extends nothing.
  if (end && extension && parseDay(end) !== null && extension <= end) throw refused(number, 'paidExtensionEndOn');
  return values;
}

const REQUIRED: ReadonlySet<Column> = new Set(['key', 'product', 'label', 'securityEnd']);

function isAllowed(column: Column, value: string): boolean {
  switch (column) {
    case 'edition':
      return EDITIONS.some((one) => one === value);
    case 'channel':
      return CHANNELS.some((one) => one === value);
    case 'securityEnd':
      return value === 'ended' || value === 'open' || parseDay(value) !== null;
    case 'releasedOn':
    case 'activeSupportEndOn':
    case 'paidExtensionEndOn':
      return parseDay(value) !== null;
    default:
      return value.trim() === value && value !== '' && value.length <= LONGEST_TEXT && !UNSEEN.test(value);
  }
}

function refused(number: number, field: string): ImportFileError {
  return new ImportFileError('catalogue_release_refused', { number, field });
}
