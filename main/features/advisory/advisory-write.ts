import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  type AdvisoryChange,
  type AdvisoryDocument,
  type AdvisoryProduct,
  productContentKey,
} from '../../domain/advisory.ts';
import type { AdvisoryId, DocumentId } from '../../domain/ids.ts';
import { shownLine } from '../../formats/shown-text.ts';
import type { CommandContext } from '../context.ts';
import { madeBy } from '../records.ts';
import { advisoryKey, type StoredAdvisory } from './advisory-rows.ts';

/** A version that another one took the place of, as it is kept with the advisory. */
export interface ReplacedVersion {
  readonly version: string;
  readonly currentReleaseAt: string | null;
  readonly documentId: string;
  readonly sha256: string;
  readonly replacedOn: string;
  /** What the next version said otherwise. */
  readonly changes: readonly AdvisoryChange[];
}

/** A file that brings an advisory. */
interface AdvisoryFile {
  readonly document: AdvisoryDocument;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly hash: 'matched' | 'absent';
}

const COLUMNS = [
  'trackingId',
  'publisher',
  'publisherCategory',
  'category',
  'title',
  'version',
  'status',
  'csafVersion',
  'tlp',
  'language',
  'severityText',
  'initialReleaseAt',
  'currentReleaseAt',
] as const satisfies readonly (keyof AdvisoryDocument)[];

/** Writes an advisory that is not there yet. */
export async function createAdvisory(
  context: CommandContext,
  file: AdvisoryFile,
  importId: string,
): Promise<AdvisoryId> {
  const { sql, now, actor, today } = context;
  const { document } = file;
  const id = context.newId<'advisory'>();
  const documentId = await keepFile(context, file);
  statement<unknown[]>(
    sql,
    `INSERT INTO "Advisory" ("id", "identityKey", ${COLUMNS.map((name) => `"${name}"`).join(', ')}, "receivedOn", "details",
       "documentId", "sha256", "hashChecked", "importId", "revision", "createdAt", "createdBy", "updatedAt", "updatedBy")
     VALUES (?, ?, ${COLUMNS.map(() => '?').join(', ')}, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
  ).run(
    ...[id, advisoryKey(document), ...COLUMNS.map((name) => document[name]), today, JSON.stringify(document.details)],
    ...[documentId, file.sha256, file.hash, importId, now, actor, now, actor],
  );
  writeParts(context, id, document, new Map());
  const { trackingId, publisher, title, version } = document;
  context.record('advisory', id, null, { trackingId, publisher, title, version, documentId });
  return id;
}

/** Puts a newer version in the place of an advisory; the one before is kept with its file. */
export async function replaceAdvisory(
  context: CommandContext,
  known: StoredAdvisory,
  file: AdvisoryFile,
  changes: readonly AdvisoryChange[],
): Promise<void> {
  const { sql, now, actor, today } = context;
  const { document } = file;
  const documentId = await keepFile(context, file);
  const before: ReplacedVersion = {
    version: known.document.version,
    currentReleaseAt: known.document.currentReleaseAt,
    documentId: known.documentId,
    sha256: known.sha256,
    replacedOn: today,
    changes,
  };
  const revisions = JSON.stringify([...(JSON.parse(known.revisions) as ReplacedVersion[]), before]);
  statement<unknown[]>(
    sql,
    `UPDATE "Advisory" SET ${COLUMNS.map((name) => `"${name}" = ?`).join(', ')}, "details" = ?, "revisions" = ?, "documentId" = ?,
       "sha256" = ?, "hashChecked" = ?, "revision" = "revision" + 1, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
  ).run(
    ...[...COLUMNS.map((name) => document[name]), JSON.stringify(document.details), revisions, documentId],
    ...[file.sha256, file.hash, now, actor, known.id],
  );
  statement<[string]>(sql, 'DELETE FROM "AdvisoryVulnerability" WHERE "advisoryId" = ?').run(known.id);
  writeParts(context, known.id, document, keptRows(known, document));
  context.record(
    'advisory',
    known.id,
    { version: known.document.version, title: known.document.title, documentId: known.documentId },
    { version: document.version, title: document.title, documentId },
  );
}

/** The file as it came, once. */
async function keepFile(context: CommandContext, { document, fileName, bytes, sha256 }: AdvisoryFile) {
  const same = await context.db.document.findFirst({ where: { sha256, kind: 'advisory' }, select: { id: true } });
  if (same) return same.id as DocumentId;
  const id = context.newId<'document'>();
  await context.db.document.create({
    data: {
      id,
      title: shownLine(`${document.trackingId}, ${document.version}: ${document.title}`, 200) ?? document.trackingId,
      kind: 'advisory',
      fileName: fileName || 'advisory.json',
      mediaType: 'application/octet-stream',
      byteSize: bytes.length,
      sha256,
      receivedOn: context.today,
      ...madeBy(context),
      content: { create: { bytes: Uint8Array.from(bytes) } },
    },
  });
  return id;
}

/**
 * Which row each product of the new version keeps. A match that people decided hangs on the row, and versions of an advisory
 * number their products anew: so the same content keeps its row, then the same vendor and product with another version.
 */
function keptRows(known: StoredAdvisory, { products }: AdvisoryDocument): Map<string, string> {
  const kept = new Map<string, string>();
  const free = new Map(known.document.products.map((product) => [product.productId, product]));
  for (const keyOf of [productContentKey, looseKey]) {
    const waiting = Map.groupBy(free.values(), keyOf);
    for (const product of products) {
      if (kept.has(product.productId)) continue;
      const before = waiting.get(keyOf(product))?.shift();
      const rowId = before && known.productRows.get(before.productId);
      if (before === undefined || rowId === undefined) continue;
      kept.set(product.productId, rowId);
      free.delete(before.productId);
    }
  }
  return kept;
}

function looseKey({ vendor, product, name }: AdvisoryProduct): string {
  return JSON.stringify([vendor, product ?? name]);
}

function writeParts(
  context: CommandContext,
  advisoryId: AdvisoryId,
  { products, vulnerabilities }: AdvisoryDocument,
  kept: ReadonlyMap<string, string>,
): void {
  const { sql } = context;
  const rowIds = writeProducts(context, advisoryId, products, kept);
  const insert = statement<unknown[]>(
    sql,
    `INSERT INTO "AdvisoryVulnerability" ("id", "advisoryId", "position", "cve", "title", "cwe", "description", "releasedAt",
       "discoveredAt", "cvssVersion", "cvssScore", "cvssSeverity", "cvssVector", "remediations", "statements")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const say = statement<unknown[]>(
    sql,
    'INSERT INTO "AdvisoryStatus" ("vulnerabilityId", "productRowId", "status") VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const [position, one] of vulnerabilities.entries()) {
    const id = context.newId();
    const { cve, title, cwe, description, releasedAt, discoveredAt, cvss, remedies, statements, statuses } = one;
    insert.run(
      ...[id, advisoryId, position, cve, title, cwe, description, releasedAt, discoveredAt],
      ...[cvss?.version ?? null, cvss?.score ?? null, cvss?.severity ?? null, cvss?.vector ?? null],
      ...[JSON.stringify(remedies), JSON.stringify(statements)],
    );
    for (const { productId, status } of statuses) {
      const rowId = rowIds.get(productId);
      if (rowId !== undefined) say.run(id, rowId, status);
    }
  }
}

/** Writes the products and answers with the row of each; those that the new version no longer names go. */
function writeProducts(
  context: CommandContext,
  advisoryId: AdvisoryId,
  products: readonly AdvisoryProduct[],
  kept: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const { sql } = context;
  removeOthers(sql, advisoryId, [...kept.values()]);
  // Rows change their identifiers among each other, of which each may stand only once.
  statement<[string]>(sql, `UPDATE "AdvisoryProduct" SET "productId" = '~' || "id" WHERE "advisoryId" = ?`).run(
    advisoryId,
  );
  const write = statement<unknown[]>(
    sql,
    `INSERT INTO "AdvisoryProduct" ("id", "advisoryId", "productId", "vendor", "product", "versionText", "versionKind", "name",
       "identifiers", "related") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("id") DO UPDATE SET "productId" = excluded."productId", "vendor" = excluded."vendor",
       "product" = excluded."product", "versionText" = excluded."versionText", "versionKind" = excluded."versionKind",
       "name" = excluded."name", "identifiers" = excluded."identifiers", "related" = excluded."related"`,
  );
  const rowIds = new Map<string, string>();
  for (const { productId, vendor, product, versionText, versionKind, name, identifiers, related } of products) {
    const id = kept.get(productId) ?? context.newId();
    rowIds.set(productId, id);
    write.run(
      ...[id, advisoryId, productId, vendor, product, versionText, versionKind, name],
      ...[JSON.stringify(identifiers), JSON.stringify(related)],
    );
  }
  return rowIds;
}

function removeOthers(sql: SqlConnection, advisoryId: string, kept: readonly string[]): void {
  statement<[string, string]>(
    sql,
    'DELETE FROM "AdvisoryProduct" WHERE "advisoryId" = ? AND "id" NOT IN (SELECT value FROM json_each(?))',
  ).run(advisoryId, JSON.stringify(kept));
}
