import type { z } from 'zod';
import type { advisoryFilterSchema, advisoryRowSchema } from '../../contract/advisory.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { SEVERITIES, type Severity } from '../../domain/advisory.ts';
import { parseDay } from '../../domain/day.ts';
import { vendorKey } from '../../domain/name.ts';

type AdvisoryFilter = z.output<typeof advisoryFilterSchema>;
export type AdvisoryRow = z.input<typeof advisoryRowSchema>;

/** The worst severity that the vulnerabilities of `a` print, as its place in {@link SEVERITIES}; null where none is printed. */
const WORST = `(SELECT max(CASE v."cvssSeverity" ${SEVERITIES.map((one, rank) => `WHEN '${one}' THEN ${rank}`).join(' ')} END)
  FROM "AdvisoryVulnerability" v WHERE v."advisoryId" = a."id")`;
const EXPLOITED = `EXISTS (SELECT 1 FROM "AdvisoryVulnerability" v JOIN "KevEntry" k ON k."cve" = v."cve" WHERE v."advisoryId" = a."id")`;
const OPEN = `EXISTS (SELECT 1 FROM "Finding" f WHERE f."advisoryId" = a."id" AND f."state" = 'proposed')`;
const matches = (state: 'proposed' | 'confirmed') =>
  `(SELECT count(*) FROM "Finding" f WHERE f."advisoryId" = a."id" AND f."state" = '${state}')`;

const COLUMNS = `a."id", a."trackingId", a."publisher", a."title", a."version", a."status", a."tlp", a."receivedOn",
  a."currentReleaseAt", ${WORST} AS "worst", ${EXPLOITED} AS "exploited",
  (SELECT v."cvssScore" FROM "AdvisoryVulnerability" v WHERE v."advisoryId" = a."id"
    ORDER BY CAST(v."cvssScore" AS REAL) DESC LIMIT 1) AS "score",
  (SELECT count(*) FROM "AdvisoryVulnerability" v WHERE v."advisoryId" = a."id") AS "vulnerabilities",
  (SELECT count(*) FROM "AdvisoryProduct" p WHERE p."advisoryId" = a."id") AS "products",
  ${matches('proposed')} AS "open", ${matches('confirmed')} AS "confirmed"`;

interface Stored extends Omit<AdvisoryRow, 'severity' | 'exploited' | 'releasedOn'> {
  readonly worst: number | null;
  readonly exploited: number;
  readonly currentReleaseAt: string | null;
}

/** The advisories that a filter keeps, the latest release first. Their figures are counted for the page alone. */
export function listAdvisories(
  sql: SqlConnection,
  filter: AdvisoryFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; rows: AdvisoryRow[] } {
  const { where, parameters } = conditions(sql, filter);
  const total = statement<string[], { n: number }>(sql, `SELECT count(*) AS n FROM "Advisory" a WHERE ${where}`).get(
    ...parameters,
  );
  const ids = statement<(string | number)[], string>(
    sql,
    `SELECT a."id" FROM "Advisory" a WHERE ${where} ORDER BY a."currentReleaseAt" DESC, a."id" DESC LIMIT ? OFFSET ?`,
  )
    .pluck()
    .all(...parameters, limit, offset) as unknown as string[];
  const rows = statement<[string], Stored>(
    sql,
    `SELECT ${COLUMNS} FROM json_each(?) j JOIN "Advisory" a ON a."id" = j.value ORDER BY j.key`,
  ).all(JSON.stringify(ids));
  return { total: total?.n ?? 0, rows: rows.map(shownRow) };
}

/** One advisory as lists show it; undefined when there is none. */
export function findAdvisory(sql: SqlConnection, id: string): AdvisoryRow | undefined {
  const row = statement<[string], Stored>(sql, `SELECT ${COLUMNS} FROM "Advisory" a WHERE a."id" = ?`).get(id);
  return row && shownRow(row);
}

function shownRow({ worst, exploited, currentReleaseAt, ...row }: Stored): AdvisoryRow {
  return {
    ...row,
    severity: worst === null ? null : (SEVERITIES[worst] ?? null),
    exploited: exploited === 1,
    releasedOn: parseDay(currentReleaseAt?.slice(0, 10) ?? ''),
  };
}

function conditions(sql: SqlConnection, filter: AdvisoryFilter): { where: string; parameters: string[] } {
  const parts: string[] = ['1'];
  const parameters: string[] = [];
  const words = filter.search?.trim();
  if (words) {
    const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    const own = ['title', 'trackingId', 'publisher'].map((field) => `a."${field}" LIKE ? ESCAPE '\\'`);
    // The numbers are looked through in their index: the rows themselves are long.
    parts.push(`(${own.join(' OR ')}
      OR a."id" IN (SELECT "advisoryId" FROM "AdvisoryProduct" WHERE "name" LIKE ? ESCAPE '\\')
      OR a."id" IN (SELECT "advisoryId" FROM "AdvisoryVulnerability"
        WHERE rowid IN (SELECT rowid FROM "AdvisoryVulnerability" WHERE "cve" LIKE ? ESCAPE '\\')))`);
    parameters.push(like, like, like, like, like);
  }
  if (filter.publisher?.length) {
    parts.push('a."publisher" IN (SELECT value FROM json_each(?))');
    parameters.push(JSON.stringify(filter.publisher));
  }
  if (filter.severity?.length) {
    parts.push(`${WORST} IN (SELECT value FROM json_each(?))`);
    parameters.push(JSON.stringify(filter.severity.map((one) => SEVERITIES.indexOf(one))));
  }
  if (filter.exploited !== undefined) parts.push(filter.exploited ? EXPLOITED : `NOT ${EXPLOITED}`);
  if (filter.open !== undefined) parts.push(filter.open ? OPEN : `NOT ${OPEN}`);
  if (filter.vendorId !== undefined) {
    parts.push(
      'a."id" IN (SELECT "advisoryId" FROM "AdvisoryProduct" WHERE "vendor" IN (SELECT value FROM json_each(?)))',
    );
    parameters.push(JSON.stringify(spellingsOf(sql, filter.vendorId)));
  }
  return { where: parts.join(' AND '), parameters };
}

/** How advisories spell a vendor: every name in them that has the key of the vendor or of one of its other names. */
function spellingsOf(sql: SqlConnection, vendorId: string): string[] {
  const keys = new Set(
    statement<[string, string], string>(
      sql,
      'SELECT "nameKey" FROM "Vendor" WHERE "id" = ? UNION SELECT "aliasKey" FROM "VendorAlias" WHERE "vendorId" = ?',
    )
      .pluck()
      .all(vendorId, vendorId) as unknown as string[],
  );
  const spellings = statement<[], string>(
    sql,
    'SELECT DISTINCT "vendor" FROM "AdvisoryProduct" WHERE "vendor" IS NOT NULL',
  )
    .pluck()
    .all() as unknown as string[];
  return spellings.filter((name) => keys.has(vendorKey(name)));
}

/** How many advisories there are of each value that a filter offers. */
export function advisoryFacets(sql: SqlConnection) {
  const publisher = statement<[], { key: string; count: number }>(
    sql,
    'SELECT "publisher" AS "key", count(*) AS "count" FROM "Advisory" GROUP BY 1 ORDER BY 2 DESC, 1',
  ).all();
  const rows = statement<[], { worst: number | null; exploited: number; open: number; count: number }>(
    sql,
    `SELECT ${WORST} AS "worst", ${EXPLOITED} AS "exploited", ${OPEN} AS "open", count(*) AS "count" FROM "Advisory" a GROUP BY 1, 2, 3`,
  ).all();
  const severity: Partial<Record<Severity, number>> = {};
  for (const { worst, count } of rows) {
    const word = worst === null ? undefined : SEVERITIES[worst];
    if (word !== undefined) severity[word] = (severity[word] ?? 0) + count;
  }
  const sum = (of: 'exploited' | 'open') => rows.reduce((total, row) => total + (row[of] === 1 ? row.count : 0), 0);
  return { publisher, severity, exploited: sum('exploited'), open: sum('open') };
}
