import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import type { DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

interface Row {
  readonly label: string;
  readonly reviewOn: Day;
  readonly modelId: ModelId;
  readonly model: string;
  readonly vendorId: VendorId;
  readonly vendor: string;
  readonly devices: number;
  readonly deviceId: DeviceId;
  readonly assetTag: string;
}

/**
 * What vendors said of components and has to be looked at again until a day, inclusive: one line a model and component. Only
 * the newest word on a component asks for it; whoever records a newer one has looked. A fleet whose devices all left asks no more.
 */
export function statementDecisions(sql: SqlConnection, today: Day, until: Day): Decision[] {
  const rows = statement<[string, string], Row>(
    sql,
    `WITH due AS (
       SELECT s."reviewOn", c."label", c."modelId", c."softwareVersionId", c."deviceId"
       FROM "ComponentStatement" s JOIN "Component" c ON c."id" = s."componentId"
       WHERE s."reviewOn" <= ? AND (s."untilOn" IS NULL OR s."untilOn" >= ?) AND NOT EXISTS (
         SELECT 1 FROM "ComponentStatement" n WHERE n."componentId" = s."componentId" AND (n."kind" = 'approved') = (s."kind" = 'approved')
           AND (n."statedOn" > s."statedOn" OR (n."statedOn" = s."statedOn" AND n."id" > s."id")))),
     runs AS (
       SELECT due.*, d."id" AS "device" FROM due JOIN "Device" d ON d."id" = due."deviceId"
       UNION SELECT due.*, d."id" FROM due JOIN "Device" d ON d."modelId" = due."modelId"
       UNION SELECT due.*, d."id" FROM due JOIN "Device" d ON d."softwareVersionId" = due."softwareVersionId")
     SELECT r."label", min(r."reviewOn") AS "reviewOn", l."modelId", l."model", l."vendorId", l."manufacturer" AS "vendor",
       count(DISTINCT l."deviceId") AS "devices", min(l."deviceId") AS "deviceId", min(l."assetTag") AS "assetTag"
     FROM runs r JOIN "DeviceListing" l ON l."deviceId" = r."device" WHERE l."support" <> 'not_tracked'
     GROUP BY l."modelId", lower(r."label")`,
  ).all(until, today);
  return rows.map(({ label, reviewOn, deviceId, assetTag, ...row }) => ({
    ...NO_CONTRACT,
    key: `statement_review|${row.modelId}|${label.toLowerCase()}`,
    kind: 'statement_review',
    by: reviewOn,
    ...distance(reviewOn, today),
    band: null,
    ...row,
    deviceId: row.devices === 1 ? deviceId : null,
    assetTag: row.devices === 1 ? assetTag : null,
    limitedBy: null,
    endsOn: null,
    leadMonths: null,
    title: label,
  }));
}
