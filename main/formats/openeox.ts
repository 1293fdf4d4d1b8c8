import { parseDay } from '../domain/day.ts';
import { ImportFileError } from '../domain/import/problems.ts';
import { CSV_LIMITS, type DelimitedTable } from './csv.ts';
import { JsonObject, parseJsonText } from './json.ts';
import { decodeUnicode } from './unicode.ts';

/** The columns of cli.md that an OpenEoX document fills. */
const COLUMNS = [
  'manufacturer',
  'model',
  'software_version',
  'milestone',
  'on',
  'vendor_term',
  'announced_on',
  'source',
  'confidence',
] as const;

/**
 * What each field of the core means to us (domain.md 1.2). Its `end_of_life` is the last day of any support and not the end of
 * sales that others call by that name; the word is kept beside our date.
 */
const MILESTONES = [
  ['general_availability', 'general_availability'],
  ['end_of_sales', 'end_of_sales'],
  ['end_of_security_support', 'end_of_security_support'],
  ['end_of_life', 'end_of_support'],
] as const;

/** Versions that stand for all of them. */
const EVERY_VERSION = new Set(['', '*', '-', 'all', 'any', 'n/a', 'vers:all/*']);

/** True when the first thing in a file opens a JSON document; no table of ours begins like that. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  // Byte order marks and the zeros of UTF-16 stand before and between; what counts is the first sign.
  return /^[^!-~]*\{/.test(Buffer.from(bytes.subarray(0, 256)).toString('latin1'));
}

/**
 * Reads an OpenEoX shell (OASIS, drafts of the core 1.0) as the table of dates that it says, one row a date, so that everything
 * that imports know of rows holds for it: limits, problems, preview and the file of rejected rows. Product, version and vendor
 * are taken from the statement in the spellings of the drafts, or from its hardware and software.
 * @throws ImportFileError `openeox_not_recognised`; `openeox_without_product` for a bare core, which does not say of what it speaks
 */
export function readOpenEox(bytes: Uint8Array): DelimitedTable {
  if (bytes.length > CSV_LIMITS.bytes)
    throw new ImportFileError('file_too_large', { limit: CSV_LIMITS.bytes, size: bytes.length });
  const root = new JsonObject(parseJsonText(decodeUnicode(bytes)));
  if (!root.has('statements')) {
    const isCore = MILESTONES.some(([field]) => root.has(field)) && root.has('last_updated');
    throw new ImportFileError(isCore ? 'openeox_without_product' : 'openeox_not_recognised');
  }
  const rows: string[][] = [[...COLUMNS]];
  for (const statement of root.objects('statements')) {
    const core = statement.object('core');
    if (core === null) throw new ImportFileError('openeox_not_recognised');
    const product = productOf(statement);
    const updated = dayOf(core.text('last_updated') ?? '');
    for (const [field, milestone] of MILESTONES) {
      const on = core.text(field);
      if (on === null) continue;
      if (rows.length > CSV_LIMITS.rows) throw new ImportFileError('too_many_rows', { limit: CSV_LIMITS.rows });
      const source = updated === '' ? 'OpenEoX' : `OpenEoX, ${updated}`;
      rows.push([
        product.vendor,
        product.name,
        product.version,
        milestone,
        dayOf(on),
        field,
        updated,
        source,
        'stated',
      ]);
    }
  }
  return { encoding: 'utf-8', delimiter: ',', rows, unclosedQuoteRow: null };
}

/** Of what a statement speaks. Where it names hardware with its software, the software's version is the one that devices show. */
function productOf(statement: JsonObject): { vendor: string; name: string; version: string } {
  const product = statement.object('product') ?? statement;
  const software = product.object('software');
  const named = product.object('hardware') ?? software ?? product;
  const first = (object: JsonObject, ...names: string[]) =>
    names.map((name) => object.textOrNull(name)).find((value) => value !== null) ?? '';
  const version = first(software ?? named, 'product_version', 'productVersion', 'version');
  return {
    vendor:
      first(named, 'vendor_name', 'vendorName', 'vendor') || first(statement, 'vendor_name', 'vendorName', 'vendor'),
    name: first(named, 'product_name', 'productName', 'name'),
    version: EVERY_VERSION.has(version.toLowerCase()) ? '' : version,
  };
}

/**
 * The day as it is written. Turned into the local time of a computer, the same file would say another day on the next one, and
 * the usual 23:59:59 in UTC would be a day late east of Greenwich. What is no time, such as `tba`, stays what it is.
 */
function dayOf(text: string): string {
  const day = /^(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  )?.[1];
  return day !== undefined && parseDay(day) !== null ? day : text;
}
