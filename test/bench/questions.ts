import type { AppClient } from '../../main/app/create-app.ts';
import type { Day } from '../../main/domain/day.ts';
import { bandSql, searchQuery } from '../../main/features/device/device-filter.ts';

/** A page of the register as the window asks for it, and the same question in the raw driver's words. */
export interface PageQuestion {
  readonly name: string;
  readonly input: Parameters<AppClient['device']['list']>[0];
  readonly where: string;
  readonly order: string;
  readonly offset: number;
}

/** Columns of a line of the register. */
const COLUMNS =
  '"deviceId", "modelId", "assetTag", "serialNumber", "manufacturer", "model", "deviceType", "softwareVersion", "department", "location", "status", "support", "endsFrom", "endsUntil", "precision", "technicalOn", "coverageOn", "limitKind", "limitName", "limitRenewable", "stage", "actByOn"';

export const FIRST_PAGE: PageQuestion = {
  name: 'first page',
  input: {},
  where: '',
  order: '"assetTag", "seq"',
  offset: 0,
};

/** Sorts and filters as people combine them. */
export function pageQuestions(devices: number, today: Day): readonly PageQuestion[] {
  const band = (...bands: string[]) => `${bandSql(today)} IN (${bands.map((one) => `'${one}'`).join(', ')})`;
  const middle = Math.floor(devices / 2);
  return [
    {
      name: 'by end of support',
      input: { sort: { by: 'support', descending: false } },
      where: '',
      order: '"supportKey", "assetTag", "seq"',
      offset: 0,
    },
    {
      name: 'by manufacturer, descending',
      input: { sort: { by: 'manufacturer', descending: true } },
      where: '',
      order: '"manufacturer" DESC, "model" DESC, "assetTag" DESC, "seq"',
      offset: 0,
    },
    {
      name: 'by serial number, in the middle',
      input: { sort: { by: 'serialNumber', descending: false }, offset: middle },
      where: '',
      order: '"serialNumber", "assetTag", "seq"',
      offset: middle,
    },
    {
      name: 'retired, by department',
      input: { filter: { status: ['retired'] }, sort: { by: 'department', descending: false } },
      where: `WHERE "status" = 'retired'`,
      order: '"department", "assetTag", "seq"',
      offset: 0,
    },
    {
      name: 'one department, by model',
      input: { filter: { department: ['Cardiology'] }, sort: { by: 'model', descending: false } },
      where: `WHERE "department" = 'Cardiology'`,
      order: '"model", "assetTag", "seq"',
      offset: 0,
    },
    {
      name: 'unsupported, by the day to act',
      input: { filter: { band: ['unsupported'] }, sort: { by: 'actBy', descending: false } },
      where: `WHERE ${band('unsupported')}`,
      order: '"actByKey", "assetTag", "seq"',
      offset: 0,
    },
    {
      name: 'ending within a year, by the day to act',
      input: {
        filter: { band: ['approaching_12', 'approaching_6', 'approaching_3'] },
        sort: { by: 'actBy', descending: false },
      },
      where: `WHERE ${band('approaching_12', 'approaching_6', 'approaching_3')}`,
      order: '"actByKey", "assetTag", "seq"',
      offset: 0,
    },
    {
      name: 'one manufacturer, unknown, by support',
      input: {
        filter: { manufacturer: ['Norvia Medical'], band: ['unknown'] },
        sort: { by: 'support', descending: false },
      },
      where: `WHERE "manufacturer" = 'Norvia Medical' AND ${band('unknown')}`,
      order: '"supportKey", "assetTag", "seq"',
      offset: 0,
    },
    {
      name: 'limited by operating system, two departments',
      input: { filter: { limitKind: ['operating_system'], department: ['Radiology', 'Oncology'] } },
      where: `WHERE "limitKind" = 'operating_system' AND "department" IN ('Radiology', 'Oncology')`,
      order: '"assetTag", "seq"',
      offset: 0,
    },
  ];
}

/** How many there are, and one page of them: the page is found first, then its rows are read. */
export function pageSql({ where, order, offset }: PageQuestion): { readonly count: string; readonly page: string } {
  return {
    count: `SELECT count(*) FROM "DeviceListing" ${where}`,
    page: `SELECT ${COLUMNS} FROM "DeviceListing" JOIN (SELECT "seq" AS "page" FROM "DeviceListing" ${where} ORDER BY ${order} LIMIT 100 OFFSET ${offset}) ON "page" = "seq" ORDER BY ${order}`,
  };
}

/** The same for a search, whose words come as a parameter. */
export const SEARCHED_PAGE = pageSql({
  ...FIRST_PAGE,
  where: 'WHERE "seq" IN (SELECT rowid FROM "DeviceSearch" WHERE "DeviceSearch" MATCH ?)',
});
export const FEW_HITS = `SELECT "deviceId", "assetTag", "serialNumber", "manufacturer", "model", "department" FROM (SELECT rowid AS hit FROM "DeviceSearch" WHERE "DeviceSearch" MATCH ? LIMIT 6) JOIN "DeviceListing" ON "seq" = hit`;
/** The fleet by band on one day, and what is without support on it by department and by reason. */
export function outlookSql(on: Day): readonly string[] {
  const without = `WHERE ${bandSql(on)} = 'unsupported'`;
  return [
    `SELECT ${bandSql(on)}, count(*) FROM "DeviceListing" GROUP BY 1`,
    `SELECT "department", count(*) FROM "DeviceListing" ${without} GROUP BY 1`,
    `SELECT "limitKind", "limitName", count(*) FROM "DeviceListing" ${without} GROUP BY 1, 2`,
  ];
}
export const WHOLE_REPORT = `SELECT ${COLUMNS}, "reasons" FROM "DeviceListing" JOIN "ListingState" s ON s."id" = "stateId" ORDER BY "actByKey", "assetTag", "seq"`;

/** Every text as it stands after each key. */
export function asTyped(texts: readonly string[]): readonly { readonly text: string; readonly query: string }[] {
  return texts.flatMap((whole) =>
    [...whole].flatMap((_letter, index) => {
      const text = whole.slice(0, index + 1);
      const query = searchQuery(text);
      return query === null || text.endsWith(' ') ? [] : [{ text, query }];
    }),
  );
}

/**
 * A hand-written query for what the plan of ten fiscal years from January says of each line: models, departments and years with
 * their devices, earliest start and sum, in the same order. Of what it leaves out, priorities and what is without support at the
 * end of a year cannot be said in one query.
 */
export function planSql(today: Day, years: number): string {
  const first = Number(today.slice(0, 4));
  const start = `date(l."technicalOn", '-' || l."leadMonths" || ' months', 'floor')`;
  return `SELECT max(${first}, CAST(substr(${start}, 1, 4) AS INTEGER)) AS "year", l."modelId", l."department", ${start} < '${today}' AS "late",
      count(*) AS "devices", min(${start}) AS "startBy", min(l."technicalOn") AS "needBy",
      sum(CAST(coalesce(m."replacementPrice", d."purchasePrice") AS REAL)) AS "cost",
      sum(coalesce(m."replacementPrice", d."purchasePrice") IS NULL) AS "unpriced"
    FROM "DeviceListing" l JOIN "Device" d ON d."id" = l."deviceId" JOIN "DeviceModel" m ON m."id" = l."modelId"
    WHERE l."technicalOn" IS NOT NULL AND l."support" <> 'not_tracked' AND (l."support" <> 'unknown' OR l."technicalOn" < '${today}')
    GROUP BY 1, 2, 3, 4 HAVING "year" < ${first + years} ORDER BY 1, 4 DESC, 6`;
}
