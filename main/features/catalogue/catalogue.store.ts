import { createHash } from 'node:crypto';
import { catalogueOverrideSchema, releaseKeySchema } from '../../contract/catalogue.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  type Catalogue,
  type CatalogueData,
  type CatalogueOverride,
  catalogueOf,
  withOverrides,
} from '../../domain/catalogue/catalogue.ts';
import { shippedCatalogue, shippedData } from '../../domain/catalogue/shipped.ts';
import { type Day, parseDay } from '../../domain/day.ts';
import type { DocumentId } from '../../domain/ids.ts';

/** The setting that names the edition which a person put in place although it is older than the one that was there. */
export const KEPT_EDITION = 'catalogue.kept';

interface Cached {
  readonly editionId: string | null;
  readonly base: Catalogue;
  readonly overrides: string;
  readonly catalogue: Catalogue;
}

const cache = new WeakMap<SqlConnection, Cached>();

/**
 * The catalogue of the open vault: the newer of the shipped one and the one that the organisation put in its place, with its
 * own dates over it. Made once and kept with the connection as long as neither changes.
 */
export function vaultCatalogue(sql: SqlConnection): Catalogue {
  const edition = editionInUse(sql);
  const editionId = edition?.id ?? null;
  const known = cache.get(sql);
  // Rows of the open transaction count as well, and are forgotten with it: the text is compared and no number.
  const rows = overrideRows(sql);
  const overrides = JSON.stringify(rows);
  if (known !== undefined && known.editionId === editionId && known.overrides === overrides) return known.catalogue;
  const base =
    known?.editionId === editionId ? known.base : editionId === null ? shippedCatalogue() : load(sql, editionId);
  const catalogue = withOverrides(base, rows.filter(isOverride).map(asOverride));
  cache.set(sql, { editionId, base, overrides, catalogue });
  return catalogue;
}

/** What is known of an edition without its content. */
export interface Edition {
  readonly id: string;
  readonly day: string;
  readonly fileName: string;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** The edition that stands in place of the shipped catalogue; null while that one holds. */
export function editionInUse(sql: SqlConnection): Edition | null {
  const newest = statement<[], Edition>(
    sql,
    'SELECT "id", "day", "fileName", "createdAt", "createdBy" FROM "CatalogueEdition" ORDER BY "id" DESC LIMIT 1',
  ).get();
  if (newest === undefined || parseDay(newest.day) === null) return null;
  const kept = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(
    KEPT_EDITION,
  );
  return newest.day >= shippedCatalogue().day || kept?.value === newest.id ? newest : null;
}

let shippedName: string | null = null;

/**
 * Names the catalogue in use without the own dates over it: equal for the same content, and for no other. The day alone would
 * not do, for another version of the program may have read more out of the same source.
 */
export function catalogueName(sql: SqlConnection): string {
  const edition = editionInUse(sql);
  if (edition !== null) return edition.id;
  shippedName ??= createHash('sha256').update(JSON.stringify(shippedData)).digest('base64url').slice(0, 22);
  return `${shippedData.commitDate} ${shippedName}`;
}

/** The content of the edition in use, as it can be handed to another thread; null for the shipped catalogue. */
export function editionContent(sql: SqlConnection): string | null {
  const edition = editionInUse(sql);
  return edition === null ? null : contentOf(sql, edition.id);
}

function contentOf(sql: SqlConnection, id: string): string {
  const select = statement<[string], { content: string }>(
    sql,
    'SELECT "content" FROM "CatalogueEdition" WHERE "id" = ?',
  );
  const row = select.get(id);
  if (row === undefined) throw new Error(`no edition ${id}`);
  return row.content;
}

/** Content was checked before it was written. */
function load(sql: SqlConnection, id: string): Catalogue {
  return catalogueOf(JSON.parse(contentOf(sql, id)) as CatalogueData);
}

/** An own date as it is stored; null leaves the catalogue's. */
export interface StoredOverride {
  readonly releaseKey: string;
  readonly revision: number;
  readonly securityEndOn: Day | null;
  readonly paidExtensionEndOn: Day | null;
  readonly reason: string;
  readonly documentId: DocumentId | null;
  readonly updatedBy: string;
  readonly updatedAt: string;
}

const OVERRIDES = `SELECT "releaseKey", "revision", "securityEndOn", "paidExtensionEndOn", "reason", "documentId", "updatedBy", "updatedAt"
  FROM "CatalogueOverride"`;
const storedSchema = catalogueOverrideSchema.omit({ catalogue: true }).extend({ releaseKey: releaseKeySchema });

/** The own dates, by the key of their release. A row that no command can have written counts for nothing. */
export function storedOverrides(sql: SqlConnection): StoredOverride[] {
  return overrideRows(sql).filter(isOverride);
}

function overrideRows(sql: SqlConnection): StoredOverride[] {
  return statement<[], StoredOverride>(sql, `${OVERRIDES} ORDER BY "releaseKey"`).all();
}

/** The own date of one release. */
export function storedOverride(sql: SqlConnection, releaseKey: string): StoredOverride | null {
  const row = statement<[string], StoredOverride>(sql, `${OVERRIDES} WHERE "releaseKey" = ?`).get(releaseKey);
  return row !== undefined && isOverride(row) ? row : null;
}

function isOverride(row: StoredOverride): boolean {
  return storedSchema.safeParse({ ...row, by: row.updatedBy, at: row.updatedAt }).success;
}

function asOverride({ releaseKey, securityEndOn, paidExtensionEndOn, reason }: StoredOverride): CatalogueOverride {
  return { releaseKey, securityEndOn, paidExtensionEndOn, why: reason };
}

/** Another catalogue with the own dates of the vault over it. */
export function withVaultOverrides(sql: SqlConnection, base: Catalogue): Catalogue {
  return withOverrides(base, storedOverrides(sql).map(asOverride));
}
