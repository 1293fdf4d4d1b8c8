import type { SqlConnection } from '../../data/connection.ts';
import { tableColumns } from '../../data/table-columns.ts';
import { JSON_COLUMNS } from './json-columns.ts';
import { VOCABULARIES } from './vocabulary.ts';

/** What a column holds; `person` is the identifier of one, which leaves as the name. */
export type ColumnKind =
  | 'id'
  | 'text'
  | 'word'
  | 'day'
  | 'instant'
  | 'integer'
  | 'boolean'
  | 'amount'
  | 'currency'
  | 'sha256'
  | 'json'
  | 'person';

/** A column as a folder knows it. */
export interface FolderColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  /** Place in the primary key, from 1; 0 outside of it. */
  readonly key: number;
}

/** Columns that are one amount of money: as a record shows them, `key` with `amount` and `currency`. */
interface MoneyPair {
  readonly key: string;
  readonly amount: string;
  readonly currency: string;
}

/** The amounts of each table. */
const MONEY: Readonly<Record<string, readonly MoneyPair[]>> = {
  DeviceModel: [{ key: 'replacementPrice', amount: 'replacementPrice', currency: 'replacementCurrency' }],
  Device: [{ key: 'purchasePrice', amount: 'purchasePrice', currency: 'currency' }],
  Contract: [{ key: 'yearlyPrice', amount: 'yearlyPrice', currency: 'currency' }],
  Commitment: [{ key: 'remedyAmount', amount: 'remedyAmount', currency: 'remedyCurrency' }],
  PlanChoice: [{ key: 'price', amount: 'price', currency: 'currency' }],
  ProcurementCase: [{ key: 'budget', amount: 'budget', currency: 'currency' }],
  CandidateCost: [{ key: 'cost', amount: 'amount', currency: 'currency' }],
};

/** Columns whose names say something else than they hold. */
const KINDS: Readonly<Record<string, ColumnKind>> = {
  'Advisory.trackingId': 'text',
  'AdvisoryProduct.productId': 'text',
  'Milestone.kind': 'text',
  'ImportChange.recordId': 'text',
  'ImportRun.madeAt': 'text',
  'FormerChange.recordId': 'text',
  'FormerEntry.vaultId': 'id',
  'FormerChange.vaultId': 'id',
  'ContractLine.priceShare': 'text',
  'SavedView.ownerId': 'person',
  'Document.sha256': 'sha256',
  'ImportRun.fileSha256': 'sha256',
  'Advisory.sha256': 'sha256',
  'CatalogueEdition.sha256': 'sha256',
};
const DAYS = /(?:On|^day|^validFrom|^validTo|^escalatesFrom|^quoteValidUntil|^onDay)$/;
const INSTANTS = /(?:At|^at)$/;
const IDS = /(?:^id|Id)$/;

/** The columns of a table as the database itself knows them, in its order. */
export function columnsOf(sql: SqlConnection, table: string): readonly FolderColumn[] {
  const money = moneyOf(table);
  return tableColumns(sql, table).map(({ type, ...column }) => ({
    ...column,
    kind: kindOf(table, column.name, type, money),
  }));
}

/** The amounts of money of a table. */
export function moneyOf(table: string): readonly MoneyPair[] {
  return MONEY[table] ?? [];
}

/** What a column of a declared type holds. */
export function kindOf(
  table: string,
  name: string,
  type: string,
  money: readonly MoneyPair[] = moneyOf(table),
): ColumnKind {
  const named = KINDS[`${table}.${name}`];
  if (named !== undefined) return named;
  if (VOCABULARIES[table]?.[name] !== undefined) return 'word';
  if (JSON_COLUMNS[table]?.[name] !== undefined) return 'json';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'INTEGER' || type === 'BIGINT') return 'integer';
  if (money.some((pair) => pair.amount === name)) return 'amount';
  if (money.some((pair) => pair.currency === name)) return 'currency';
  if (IDS.test(name)) return 'id';
  if (DAYS.test(name)) return 'day';
  return INSTANTS.test(name) ? 'instant' : 'text';
}

/** How the records of a table are ordered: by their key, so that the same records give the same file. */
export function orderOf(columns: readonly FolderColumn[]): string {
  return columns
    .filter(({ key }) => key > 0)
    .sort((one, other) => one.key - other.key)
    .map(({ name }) => `"${name}"`)
    .join(', ');
}
