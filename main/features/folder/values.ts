import { parseDay } from '../../domain/day.ts';
import { isAmount, isCurrency } from '../../domain/money.ts';
import { type ColumnKind, type FolderColumn, moneyOf } from './columns.ts';
import { JSON_COLUMNS } from './json-columns.ts';
import { VOCABULARIES } from './vocabulary.ts';

/** A value as the database holds it. */
export type Stored = string | number | null;
/** A record as a file holds it. */
export type FolderRecord = Readonly<Record<string, unknown>>;

/** Why a record is not one; `field` is that of the file. */
export class RecordRefusal extends Error {
  readonly field: string;
  readonly why: RecordProblem;

  constructor(field: string, why: RecordProblem) {
    super(why);
    this.field = field;
    this.why = why;
  }
}

/** What can be wrong with a record. */
type RecordProblem =
  | 'not_a_record'
  | 'field_missing'
  | 'field_unknown'
  | 'field_empty'
  | 'field_wrong'
  | 'record_repeated'
  | 'record_missing';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Begins an identifier that no clock will give for centuries: new identifiers come after the greatest, and must find room. */
const FAR_FUTURE = '0fffffff';
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** Characters of one text; as long as JSON files may have them. */
const LONGEST_TEXT = 1024 * 1024;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Makes the record of a row. `people` gives the name for an identifier. */
export function encoder(
  table: string,
  columns: readonly FolderColumn[],
  people: ReadonlyMap<string, string>,
): (row: Readonly<Record<string, Stored>>) => FolderRecord {
  const money = moneyOf(table);
  const byAmount = new Map(money.map((pair) => [pair.amount, pair]));
  const currencies = new Set(money.map(({ currency }) => currency));
  return (row) => {
    const record: Record<string, unknown> = {};
    for (const { name, kind } of columns) {
      if (currencies.has(name)) continue;
      const pair = byAmount.get(name);
      const value = row[name] ?? null;
      if (pair !== undefined) {
        const currency = row[pair.currency] ?? null;
        record[pair.key] = value === null && currency === null ? null : { amount: value, currency };
      } else record[keyOf(name, kind)] = value === null ? null : encoded(kind, value, people);
    }
    return record;
  };
}

/** The name of a column in a record. */
export function keyOf(name: string, kind: ColumnKind): string {
  return kind === 'person' ? name.replace(/Id$/, '') : name;
}

function encoded(kind: ColumnKind, value: string | number, people: ReadonlyMap<string, string>): unknown {
  if (kind === 'boolean') return value !== 0;
  if (kind === 'json') return JSON.parse(String(value));
  // Somebody who is gone has no name left; nobody else may get what was theirs.
  if (kind === 'person') return people.get(String(value)) ?? '';
  return value;
}

/**
 * Makes the row of a record, every value checked. `people` gives the identifier for a name.
 * @throws RecordRefusal
 */
export function decoder(
  table: string,
  columns: readonly FolderColumn[],
  people: ReadonlyMap<string, string>,
): (record: FolderRecord) => Record<string, Stored> {
  const money = moneyOf(table);
  const currencies = new Set(money.map(({ currency }) => currency));
  const byAmount = new Map(money.map((pair) => [pair.amount, pair]));
  const known = new Set(
    columns
      .filter(({ name }) => !currencies.has(name))
      .map(({ name, kind }) => byAmount.get(name)?.key ?? keyOf(name, kind)),
  );
  const byName = new Map(columns.map((column) => [column.name, column]));
  return (record) => {
    for (const key of Object.keys(record)) if (!known.has(key)) throw new RecordRefusal(key, 'field_unknown');
    const row: Record<string, Stored> = {};
    for (const column of columns) {
      if (currencies.has(column.name)) continue;
      const pair = byAmount.get(column.name);
      const key = pair?.key ?? keyOf(column.name, column.kind);
      if (!Object.hasOwn(record, key)) throw new RecordRefusal(key, 'field_missing');
      const value = record[key];
      if (pair === undefined) row[column.name] = checked(table, column, key, value, people);
      else {
        const currency = byName.get(pair.currency);
        const parts = value === null ? { amount: null, currency: null } : moneyParts(key, value);
        row[pair.amount] = checked(table, column, key, parts.amount, people);
        if (currency !== undefined) row[pair.currency] = checked(table, currency, key, parts.currency, people);
      }
    }
    return row;
  };
}

function moneyParts(key: string, value: unknown): { readonly amount: unknown; readonly currency: unknown } {
  if (!isPlainObject(value) || Object.keys(value).sort().join() !== 'amount,currency')
    throw new RecordRefusal(key, 'field_wrong');
  return { amount: value.amount, currency: value.currency };
}

function checked(
  table: string,
  { name, kind, nullable }: FolderColumn,
  key: string,
  value: unknown,
  people: ReadonlyMap<string, string>,
): Stored {
  if (value === null) {
    if (!nullable) throw new RecordRefusal(key, 'field_empty');
    return null;
  }
  if (kind === 'json') return checkedJson(table, name, key, value);
  if (kind === 'boolean') return value === true ? 1 : value === false ? 0 : refuse(key);
  if (kind === 'integer') return Number.isSafeInteger(value) ? (value as number) : refuse(key);
  if (!isText(value)) return refuse(key);
  if (kind === 'person') return people.get(value) ?? refuse(key);
  const words = kind === 'word' ? VOCABULARIES[table]?.[name] : undefined;
  if (words !== undefined ? words.includes(value) : FITS[kind](value)) return value;
  return refuse(key);
}

const FITS: Readonly<Record<ColumnKind, (text: string) => boolean>> = {
  id: (text) => UUID.test(text) && text.slice(0, 8) < FAR_FUTURE,
  text: () => true,
  word: () => true,
  day: (text) => parseDay(text) !== null,
  instant: (text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)),
  amount: isAmount,
  currency: isCurrency,
  sha256: (text) => SHA256.test(text),
  integer: () => false,
  boolean: () => false,
  json: () => false,
  person: () => true,
};

function checkedJson(table: string, name: string, key: string, value: unknown): string {
  const schema = JSON_COLUMNS[table]?.[name];
  if (schema === undefined || !isSafeJson(value) || !schema.safeParse(value).success)
    throw new RecordRefusal(key, 'field_wrong');
  return JSON.stringify(value);
}

/** Whether no text of it is broken, and no key means something to the language itself. */
function isSafeJson(value: unknown): boolean {
  if (typeof value === 'string') return isText(value);
  if (Array.isArray(value)) return value.every(isSafeJson);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, one]) => !FORBIDDEN.has(key) && isText(key) && isSafeJson(one));
}

/** A text that the database gives back as it was given. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT && value.isWellFormed();
}

/** Whether a value of a file is an object, and not a list. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(key: string): never {
  throw new RecordRefusal(key, 'field_wrong');
}

/** Whether the database could hold a value in a column as it is. */
export function isStorable(table: string, column: FolderColumn, value: unknown): boolean {
  if (value === null) return column.nullable;
  if (column.kind === 'boolean') return value === 0 || value === 1;
  if (column.kind === 'json') return typeof value === 'string' && isJsonText(table, column.name, value);
  if (column.kind === 'integer') return Number.isSafeInteger(value);
  if (!isText(value)) return false;
  const words = column.kind === 'word' ? VOCABULARIES[table]?.[column.name] : undefined;
  return words !== undefined ? words.includes(value) : FITS[column.kind](value);
}

function isJsonText(table: string, name: string, text: string): boolean {
  try {
    checkedJson(table, name, name, JSON.parse(text));
    return true;
  } catch {
    return false;
  }
}
