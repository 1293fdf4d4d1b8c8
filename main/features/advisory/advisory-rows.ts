import { type SqlConnection, statement } from '../../data/connection.ts';
import type {
  AdvisoryDetails,
  AdvisoryDocument,
  AdvisoryProduct,
  AdvisoryVulnerability,
  ProductStatus,
  Severity,
  VersionKind,
} from '../../domain/advisory.ts';
import type { Instant } from '../../domain/day.ts';
import type { AdvisoryId } from '../../domain/ids.ts';
import { vendorKey } from '../../domain/name.ts';

/** An advisory as it is stored. */
export interface StoredAdvisory {
  readonly id: AdvisoryId;
  readonly revision: number;
  readonly sha256: string;
  readonly documentId: string;
  readonly receivedOn: string;
  readonly revisions: string;
  readonly document: AdvisoryDocument;
  /** The identifiers of its product rows, by the identifier inside the advisory. */
  readonly productRows: ReadonlyMap<string, string>;
}

/** Names the same advisory in all its versions: who published it and what it is called there. */
export function advisoryKey({ publisher, trackingId }: Pick<AdvisoryDocument, 'publisher' | 'trackingId'>): string {
  return `${vendorKey(publisher)}|${trackingId.toLowerCase()}`;
}

type Row = Omit<AdvisoryDocument, 'details' | 'products' | 'vulnerabilities'> &
  Omit<StoredAdvisory, 'document' | 'productRows'> & { readonly details: string };

interface ProductRow extends Omit<AdvisoryProduct, 'identifiers' | 'related'> {
  readonly rowId: string;
  readonly versionKind: VersionKind;
  readonly identifiers: string;
  readonly related: string;
}

interface VulnerabilityRow {
  readonly id: string;
  readonly cve: string | null;
  readonly title: string | null;
  readonly cwe: string | null;
  readonly description: string | null;
  readonly releasedAt: Instant | null;
  readonly discoveredAt: Instant | null;
  readonly cvssVersion: string | null;
  readonly cvssScore: string | null;
  readonly cvssSeverity: Severity | null;
  readonly cvssVector: string | null;
  readonly remediations: string;
  readonly statements: string;
}

/** The advisory that a key names, whole; null when there is none. */
export function storedAdvisory(sql: SqlConnection, key: string): StoredAdvisory | null {
  const row = statement<[string], Row>(
    sql,
    `SELECT "id", "revision", "sha256", "documentId", "receivedOn", "revisions", "trackingId", "publisher", "publisherCategory",
       "category", "title", "version", "status", "csafVersion", "tlp", "language", "severityText", "initialReleaseAt",
       "currentReleaseAt", "details" FROM "Advisory" WHERE "identityKey" = ?`,
  ).get(key);
  if (row === undefined) return null;
  const { id, revision, sha256, documentId, receivedOn, revisions, details, ...head } = row;
  const products = statement<[string], ProductRow>(
    sql,
    `SELECT "id" AS "rowId", "productId", "vendor", "product", "versionText", "versionKind", "name", "identifiers", "related"
     FROM "AdvisoryProduct" WHERE "advisoryId" = ? ORDER BY "id"`,
  ).all(id);
  return {
    ...{ id, revision, sha256, documentId, receivedOn, revisions },
    document: {
      ...head,
      details: JSON.parse(details) as AdvisoryDetails,
      products: products.map(({ rowId, identifiers, related, ...product }) => ({
        ...product,
        identifiers: JSON.parse(identifiers) as AdvisoryProduct['identifiers'],
        related: JSON.parse(related) as string[],
      })),
      vulnerabilities: vulnerabilitiesOf(sql, id),
    },
    productRows: new Map(products.map(({ productId, rowId }) => [productId, rowId])),
  };
}

/** The vulnerabilities of an advisory in its order. */
export function vulnerabilitiesOf(sql: SqlConnection, advisoryId: string): AdvisoryVulnerability[] {
  const statuses = Map.groupBy(
    statement<[string], { vulnerabilityId: string; productId: string; status: ProductStatus }>(
      sql,
      `SELECT s."vulnerabilityId", p."productId", s."status" FROM "AdvisoryVulnerability" v
       JOIN "AdvisoryStatus" s ON s."vulnerabilityId" = v."id" JOIN "AdvisoryProduct" p ON p."id" = s."productRowId"
       WHERE v."advisoryId" = ?`,
    ).all(advisoryId),
    ({ vulnerabilityId }) => vulnerabilityId,
  );
  const rows = statement<[string], VulnerabilityRow>(
    sql,
    `SELECT "id", "cve", "title", "cwe", "description", "releasedAt", "discoveredAt", "cvssVersion", "cvssScore", "cvssSeverity",
       "cvssVector", "remediations", "statements" FROM "AdvisoryVulnerability" WHERE "advisoryId" = ? ORDER BY "position"`,
  ).all(advisoryId);
  return rows.map(
    ({ id, cvssVersion, cvssScore, cvssSeverity, cvssVector, remediations, statements, ...vulnerability }) => ({
      ...vulnerability,
      cvss:
        cvssVersion === null
          ? null
          : { version: cvssVersion, score: cvssScore, severity: cvssSeverity, vector: cvssVector },
      statuses: (statuses.get(id) ?? []).map(({ productId, status }) => ({ productId, status })),
      remedies: JSON.parse(remediations) as AdvisoryVulnerability['remedies'],
      statements: JSON.parse(statements) as AdvisoryVulnerability['statements'],
    }),
  );
}
