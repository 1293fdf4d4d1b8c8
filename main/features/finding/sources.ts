import { type SqlConnection, statement } from '../../data/connection.ts';
import { type ReadyExploited, readyExploited } from '../../domain/known-exploited.ts';
import { type ProductName, productName } from '../../domain/product-name.ts';

/** A product that an advisory says something of. */
export interface NamedProduct {
  readonly advisoryId: string;
  readonly rowId: string;
  readonly productId: string;
  readonly vendor: string | null;
  readonly product: string;
  /** The version or range in the words of the advisory; null where it gives none. */
  readonly range: string | null;
  readonly parsed: ProductName;
  readonly identifiers: Readonly<Record<string, unknown>>;
  /** `CVE-2024-1:known_affected`, sorted. */
  readonly statuses: readonly string[];
  readonly affected: boolean;
  readonly notAffected: number;
  readonly investigated: number;
}

interface ProductRow {
  readonly id: string;
  readonly advisoryId: string;
  readonly productId: string;
  readonly vendor: string | null;
  readonly product: string | null;
  readonly versionText: string | null;
  readonly name: string;
  readonly identifiers: string;
  readonly related: string;
}

/** Statuses that speak of products that may be affected; the others name the remedy. */
const AFFECTED = new Set(['known_affected', 'first_affected', 'last_affected']);
const ASKED = new Set([...AFFECTED, 'under_investigation', 'known_not_affected']);
/** How far a product may consist of others. */
const DEPTH = 4;

/** The products of advisories of which anything but a remedy is said: of all of them, or of some. */
export function readProducts(sql: SqlConnection, advisoryIds: readonly string[] | null): NamedProduct[] {
  const asked = advisoryIds === null ? [] : [JSON.stringify(advisoryIds)];
  const only = (column: string) => (advisoryIds === null ? '' : `WHERE ${column} IN (SELECT value FROM json_each(?))`);
  const statuses = Map.groupBy(
    statement<string[], { rowId: string; status: string; cve: string }>(
      sql,
      `SELECT s."productRowId" AS "rowId", s."status", coalesce(v."cve", v."title", '') AS "cve" FROM "AdvisoryVulnerability" v
       JOIN "AdvisoryStatus" s ON s."vulnerabilityId" = v."id" ${only('v."advisoryId"')}`,
    ).all(...asked),
    ({ rowId }) => rowId,
  );
  const rows = statement<string[], ProductRow>(
    sql,
    `SELECT "id", "advisoryId", "productId", "vendor", "product", "versionText", "name", "identifiers", "related" FROM "AdvisoryProduct" ${only('"advisoryId"')}`,
  ).all(...asked);
  const byId = new Map(rows.map((row) => [`${row.advisoryId}|${row.productId}`, row]));
  const parsed = new Map<string, ProductName>();
  return rows.flatMap((row): NamedProduct[] => {
    const said = (statuses.get(row.id) ?? []).filter(({ status }) => ASKED.has(status));
    if (said.length === 0) return [];
    const count = (status: string) => said.filter((one) => one.status === status).length;
    const facts = {
      advisoryId: row.advisoryId,
      rowId: row.id,
      statuses: [...new Set(said.map(({ cve, status }) => `${cve}:${status}`))].sort(),
      affected: said.some(({ status }) => AFFECTED.has(status)),
      notAffected: count('known_not_affected'),
      investigated: count('under_investigation'),
    };
    return partsOf(row, byId).map(({ vendor, product, name, versionText, productId, identifiers }) => {
      const called = product ?? name;
      const key = `${vendor ?? ''}\n${called}`;
      const apart = parsed.get(key) ?? productName(called, vendor);
      parsed.set(key, apart);
      return {
        ...facts,
        productId: productId === row.productId ? productId : `${row.productId}+${productId}`,
        vendor,
        product: called,
        range: versionText ?? row.versionText,
        parsed: apart,
        identifiers: { ...readObject(identifiers), ...readObject(row.identifiers) },
      };
    });
  });
}

/** The product itself, or what it consists of where it has no name of its own. A circle ends where it began. */
function partsOf(row: ProductRow, byId: ReadonlyMap<string, ProductRow>): ProductRow[] {
  const found = new Map<string, ProductRow>();
  const follow = (one: ProductRow, depth: number): void => {
    if (found.has(one.productId)) return;
    found.set(one.productId, one);
    if (depth === DEPTH) return;
    for (const id of readList(one.related)) {
      const next = byId.get(`${one.advisoryId}|${id}`);
      if (next !== undefined) follow(next, depth + 1);
    }
  };
  follow(row, 0);
  const named = [...found.values()].filter(({ product }) => product !== null);
  return named.length === 0 ? [row] : named;
}

function readObject(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function readList(text: string): string[] {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** A product of the catalogue of exploited vulnerabilities with how many entries it has there. */
export interface ExploitedGroup extends ReadyExploited {
  /** Names the product in a finding's identity. */
  readonly key: string;
  readonly entries: number;
  readonly newestOn: string;
  /** The newest first, a few of them. */
  readonly cves: readonly string[];
}

const SHOWN_CVES = 5;

/** The products of the catalogue of exploited vulnerabilities, in a fixed order. */
export function readExploited(sql: SqlConnection): ExploitedGroup[] {
  const rows = statement<
    [],
    { vendor: string; product: string; vendorKey: string; productKey: string; cve: string; addedOn: string }
  >(
    sql,
    'SELECT "vendor", "product", "vendorKey", "productKey", "cve", "addedOn" FROM "KevEntry" ORDER BY "addedOn" DESC, "cve" DESC',
  ).all();
  const groups = Map.groupBy(rows, ({ vendorKey, productKey }) => `${vendorKey}|${productKey}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, entries]) => {
      const [newest] = entries;
      if (newest === undefined) return [];
      return [
        {
          ...readyExploited(newest),
          key,
          entries: entries.length,
          newestOn: newest.addedOn,
          cves: entries.slice(0, SHOWN_CVES).map(({ cve }) => cve),
        },
      ];
    });
}
