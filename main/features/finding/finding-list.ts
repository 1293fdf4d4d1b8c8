import type { z } from 'zod';
import type { findingFilterSchema, findingRowSchema } from '../../contract/finding.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { CONFIDENCES, type FindingReason } from '../../domain/finding.ts';
import type { AdvisoryId, DeviceId, FindingId } from '../../domain/ids.ts';
import { WATCHED_DEVICE } from './targets.ts';

export type FindingFilter = z.output<typeof findingFilterSchema>;
export type FindingRow = z.input<typeof findingRowSchema>;
interface Page {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Whether a device `d` is one that a finding `f` is about. An answer for the model as a whole leaves out the versions that an answer of
 * the same advisory speaks of; a part is the same wherever it is called the same.
 */
export const IS_ABOUT_DEVICE = `d."modelId" = f."modelId" AND ${WATCHED_DEVICE}
  AND (f."deviceId" IS NULL OR f."deviceId" = d."id")
  AND (f."softwareVersionId" = d."softwareVersionId" OR (f."softwareVersionId" IS NULL AND NOT (f."source" = 'advisory' AND f."componentId" IS NULL
    AND d."softwareVersionId" IS NOT NULL AND EXISTS (SELECT 1 FROM "Finding" s WHERE s."advisoryId" = f."advisoryId" AND s."modelId" = f."modelId"
      AND s."componentId" IS NULL AND s."softwareVersionId" = d."softwareVersionId"))))
  AND (f."componentId" IS NULL OR EXISTS (SELECT 1 FROM "Component" r JOIN "Component" c ON c."id" = r."id" OR lower(c."label") = lower(r."label")
    WHERE r."id" = f."componentId" AND (c."deviceId" = d."id" OR c."modelId" = d."modelId" OR c."softwareVersionId" = d."softwareVersionId")))`;

/** Whether a vulnerability of a finding `f` is known to be exploited. A group of exploited entries is by what it is. */
const IS_EXPLOITED = `(f."source" = 'kev' OR EXISTS (SELECT 1 FROM "KevEntry" k WHERE k."cve" = f."cve")
  OR EXISTS (SELECT 1 FROM "AdvisoryVulnerability" v JOIN "KevEntry" k ON k."cve" = v."cve" WHERE v."advisoryId" = f."advisoryId"))`;

/** `kev:<vendor>|<product>` out of `kev|<vendor>|<product>|<model>|<part>`. */
const GROUP = `CASE WHEN f."advisoryId" IS NOT NULL THEN 'advisory:' || f."advisoryId" WHEN f."cve" IS NOT NULL THEN 'cve:' || f."cve"
  ELSE 'kev:' || substr(f."identityKey", 5, instr(f."identityKey", '|' || f."modelId" || '|') - 5) END`;

const RANK = `CASE f."confidence" ${CONFIDENCES.map((one, rank) => `WHEN '${one}' THEN ${rank}`).join(' ')} ELSE 9 END`;
const FROM = `FROM "Finding" f JOIN "DeviceModel" m ON m."id" = f."modelId" JOIN "Vendor" w ON w."id" = m."vendorId" LEFT JOIN "Advisory" a ON a."id" = f."advisoryId"`;

interface Condition {
  readonly sql: string;
  readonly parameters: readonly string[];
}

function conditionsOf(filter: FindingFilter): { where: string; parameters: string[] } {
  const parts: Condition[] = [];
  const oneOf = (column: string, values: readonly string[] | undefined): void => {
    if (values?.length)
      parts.push({ sql: `${column} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(values)] });
  };
  oneOf('f."state"', filter.state);
  oneOf('f."confidence"', filter.confidence);
  oneOf('f."source"', filter.source);
  if (filter.exploited !== undefined)
    parts.push({ sql: filter.exploited ? IS_EXPLOITED : `NOT ${IS_EXPLOITED}`, parameters: [] });
  const words = filter.search?.trim();
  if (words) {
    const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    const fields = ['m."name"', 'w."name"', 'a."trackingId"', 'a."title"', 'f."cve"', 'f."reasons"'];
    parts.push({
      sql: `(${fields.map((field) => `${field} LIKE ? ESCAPE '\\'`).join(' OR ')})`,
      parameters: fields.map(() => like),
    });
  }
  const equal = (column: string, value: string | undefined): void => {
    if (value !== undefined) parts.push({ sql: `${column} = ?`, parameters: [value] });
  };
  equal('m."vendorId"', filter.vendorId);
  equal('f."modelId"', filter.modelId);
  equal('f."advisoryId"', filter.advisoryId);
  if (filter.group !== undefined)
    if (filter.group.startsWith('model:')) equal('f."modelId"', filter.group.slice(6));
    else equal(`(${GROUP})`, filter.group);
  if (filter.deviceId !== undefined)
    parts.push({
      sql: `EXISTS (SELECT 1 FROM "Device" d WHERE d."id" = ? AND ${IS_ABOUT_DEVICE})`,
      parameters: [filter.deviceId],
    });
  return {
    where: parts.length === 0 ? '' : `WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`,
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

type Row = Omit<
  FindingRow,
  'reasons' | 'advisory' | 'cves' | 'vulnerabilities' | 'exploited' | 'devices' | 'obligations'
> & {
  readonly reasons: string;
  readonly exploited: number;
  readonly cve: string | null;
  readonly advisoryId: AdvisoryId | null;
  readonly trackingId: string | null;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly severityText: string | null;
};

/** A page of findings: exploited first, then the surest; of the same the newest source. */
export function listFindings(sql: SqlConnection, filter: FindingFilter, { offset, limit }: Page) {
  const { where, parameters } = conditionsOf(filter);
  const total =
    statement<string[], { n: number }>(sql, `SELECT count(*) AS n ${FROM} ${where}`).get(...parameters)?.n ?? 0;
  const ids = statement<(string | number)[], string>(
    sql,
    `SELECT f."id" ${FROM} ${where} ORDER BY f."state" = 'rejected', ${IS_EXPLOITED} DESC, ${RANK}, a."currentReleaseAt" DESC, m."name", f."id" LIMIT ? OFFSET ?`,
  )
    .pluck()
    .all(...parameters, limit, offset) as unknown as FindingId[];
  return { total, rows: findingRows(sql, ids) };
}

/** Findings with their names, in the order of their ids. */
export function findingRows(sql: SqlConnection, ids: readonly FindingId[]): FindingRow[] {
  const asked = JSON.stringify(ids);
  const rows = statement<[string], Row>(
    sql,
    `SELECT f."id", f."revision", f."source", f."state", f."confidence", f."versionFit", f."reasons", ${GROUP} AS "group", ${IS_EXPLOITED} AS "exploited",
       f."cve", f."advisoryId", a."trackingId", a."title", a."publisher", a."severityText", f."modelId", m."name" AS "model", m."vendorId",
       w."name" AS "manufacturer", s."name" AS "softwareVersion", c."label" AS "component", f."deviceId", e."assetTag", f."decidedOn", f."decidedBy",
       f."decidedReason", f."reopenedOn", f."createdAt"
     FROM json_each(?) JOIN "Finding" f ON f."id" = value JOIN "DeviceModel" m ON m."id" = f."modelId" JOIN "Vendor" w ON w."id" = m."vendorId"
       LEFT JOIN "Advisory" a ON a."id" = f."advisoryId" LEFT JOIN "SoftwareVersion" s ON s."id" = f."softwareVersionId"
       LEFT JOIN "Component" c ON c."id" = f."componentId" LEFT JOIN "Device" e ON e."id" = f."deviceId" ORDER BY json_each."key"`,
  ).all(asked);
  const devices = counts(
    sql,
    `SELECT f."id", count(*) AS n FROM json_each(?) JOIN "Finding" f ON f."id" = value JOIN "Device" d ON ${IS_ABOUT_DEVICE} GROUP BY 1`,
    asked,
  );
  const obligations = counts(
    sql,
    `SELECT f."id", count(*) AS n FROM json_each(?) JOIN "Finding" f ON f."id" = value AND f."state" = 'confirmed'
     JOIN "Obligation" o ON o."triggerKey" = CASE WHEN f."advisoryId" IS NOT NULL THEN 'advisory:' || f."advisoryId" ELSE 'vulnerability:' || f."cve" END
     WHERE o."supersededById" IS NULL GROUP BY 1`,
    asked,
  );
  const cves = Map.groupBy(
    statement<[string], { advisoryId: string; cve: string }>(
      sql,
      `SELECT v."advisoryId", v."cve" FROM "AdvisoryVulnerability" v WHERE v."cve" IS NOT NULL AND v."advisoryId" IN
         (SELECT f."advisoryId" FROM json_each(?) JOIN "Finding" f ON f."id" = value) ORDER BY v."cve" IN (SELECT "cve" FROM "KevEntry") DESC, v."position"`,
    ).all(asked),
    ({ advisoryId }) => advisoryId,
  );
  return rows.map(({ reasons, exploited, cve, advisoryId, trackingId, title, publisher, severityText, ...row }) => {
    const why = JSON.parse(reasons) as FindingReason[];
    const entries = why.find((reason) => reason.code === 'exploited');
    const own = advisoryId === null ? null : (cves.get(advisoryId) ?? []).map((one) => one.cve);
    const all = own ?? (cve === null ? (entries?.cves ?? []) : [cve]);
    return {
      ...row,
      reasons: why,
      exploited: exploited === 1,
      advisory:
        advisoryId === null
          ? null
          : {
              id: advisoryId,
              trackingId: trackingId ?? '',
              title: title ?? '',
              publisher: publisher ?? '',
              severity: severityText,
            },
      cves: all.slice(0, SHOWN),
      vulnerabilities: cve === null && own === null ? (entries?.entries ?? 0) : all.length,
      devices: devices.get(row.id) ?? 0,
      obligations: obligations.get(row.id) ?? 0,
    };
  });
}

/** Vulnerabilities that a row names; the record behind it has all of them. */
const SHOWN = 5;

function counts(sql: SqlConnection, text: string, asked: string): ReadonlyMap<string, number> {
  return new Map(
    statement<[string], { id: string; n: number }>(sql, text)
      .all(asked)
      .map(({ id, n }) => [id, n]),
  );
}

/** Findings by their source or by the model, the most pressing first. */
export function findingGroups(
  sql: SqlConnection,
  by: 'source' | 'model',
  filter: FindingFilter,
  { offset, limit }: Page,
) {
  const { where, parameters } = conditionsOf(filter);
  const key = by === 'model' ? `'model:' || f."modelId"` : GROUP;
  const [title, subtitle] =
    by === 'model'
      ? ['min(m."name")', 'min(w."name")']
      : [
          `min(coalesce(a."title", f."cve", json_extract(f."reasons", '$[0].product'), ''))`,
          `min(coalesce(a."trackingId", CASE WHEN f."cve" IS NULL THEN json_extract(f."reasons", '$[0].vendor') END, ''))`,
        ];
  const total =
    statement<string[], { n: number }>(sql, `SELECT count(DISTINCT ${key}) AS n ${FROM} ${where}`).get(...parameters)
      ?.n ?? 0;
  const rows = statement<
    (string | number)[],
    { key: string; title: string; subtitle: string; findings: number; exploited: number; rank: number }
  >(
    sql,
    `SELECT ${key} AS "key", ${title} AS "title", ${subtitle} AS "subtitle", count(*) AS "findings", max(${IS_EXPLOITED}) AS "exploited", min(${RANK}) AS "rank"
     ${FROM} ${where} GROUP BY 1 ORDER BY "exploited" DESC, "rank", max(a."currentReleaseAt") DESC, "title", "key" LIMIT ? OFFSET ?`,
  ).all(...parameters, limit, offset);
  return {
    total,
    rows: rows.map(({ rank, exploited, ...row }) => ({
      ...row,
      exploited: exploited === 1,
      confidence: CONFIDENCES[rank] ?? 'weak',
    })),
  };
}

/** How much is to be looked at, how much of it is exploited, and what was confirmed. */
export function findingCounts(sql: SqlConnection) {
  const row = statement<[], { proposed: number; exploited: number; confirmed: number }>(
    sql,
    `SELECT count(*) FILTER (WHERE f."state" = 'proposed') AS "proposed", count(*) FILTER (WHERE f."state" = 'proposed' AND ${IS_EXPLOITED}) AS "exploited",
       count(*) FILTER (WHERE f."state" = 'confirmed' AND (f."advisoryId" IS NOT NULL OR f."cve" IS NOT NULL)) AS "confirmed" FROM "Finding" f`,
  ).get() ?? { proposed: 0, exploited: 0, confirmed: 0 };
  const by = (column: string, where: string) =>
    Object.fromEntries(
      statement<[], { key: string; n: number }>(
        sql,
        `SELECT "${column}" AS "key", count(*) AS n FROM "Finding" ${where} GROUP BY 1`,
      )
        .all()
        .map(({ key, n }) => [key, n]),
    );
  return { ...row, states: by('state', ''), confidences: by('confidence', `WHERE "state" = 'proposed'`) };
}

/** Devices that findings are about, each once, by tag. */
export function findingDevices(sql: SqlConnection, ids: readonly string[], { offset, limit }: Page) {
  const asked = JSON.stringify(ids);
  const of = `FROM "Device" d WHERE EXISTS (SELECT 1 FROM json_each(?) JOIN "Finding" f ON f."id" = value WHERE ${IS_ABOUT_DEVICE})`;
  const total = statement<[string], { n: number }>(sql, `SELECT count(*) AS n ${of}`).get(asked)?.n ?? 0;
  const rows = statement<
    [string, number, number],
    { deviceId: DeviceId; assetTag: string; serialNumber: string; model: string; department: string }
  >(
    sql,
    `SELECT l."deviceId", l."assetTag", l."serialNumber", l."model", l."department" FROM "DeviceListing" l JOIN
       (SELECT d."id" ${of}) x ON x."id" = l."deviceId" ORDER BY l."assetTag", l."deviceId" LIMIT ? OFFSET ?`,
  ).all(asked, limit, offset);
  return { total, rows };
}
