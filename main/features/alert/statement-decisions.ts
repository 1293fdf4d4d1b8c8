import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import type { DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

interface Due {
  readonly label: string;
  readonly reviewOn: Day;
  readonly modelId: ModelId;
  readonly model: string;
  readonly vendorId: VendorId;
  readonly vendor: string;
  /** Whose component it is; both are null for the model's own. */
  readonly softwareVersionId: string | null;
  readonly deviceId: string | null;
}

/**
 * What vendors said of components and has to be looked at again until a day, inclusive: one line a model and component. Only
 * the newest word on a component asks for it; whoever records a newer one has looked. A fleet whose devices all left asks no more.
 */
export function statementDecisions(sql: SqlConnection, today: Day, until: Day): Decision[] {
  const due = statement<[string, string], Due>(
    sql,
    `SELECT s."reviewOn", c."label", c."softwareVersionId", c."deviceId", m."id" AS "modelId", m."name" AS "model", m."vendorId", o."name" AS "vendor"
     FROM "ComponentStatement" s JOIN "Component" c ON c."id" = s."componentId"
     LEFT JOIN "SoftwareVersion" v ON v."id" = c."softwareVersionId" LEFT JOIN "Device" d ON d."id" = c."deviceId"
     JOIN "DeviceModel" m ON m."id" = coalesce(c."modelId", v."modelId", d."modelId") JOIN "Vendor" o ON o."id" = m."vendorId"
     WHERE s."reviewOn" <= ? AND (s."untilOn" IS NULL OR s."untilOn" >= ?) AND NOT EXISTS (
       SELECT 1 FROM "ComponentStatement" n WHERE n."componentId" = s."componentId" AND (n."kind" = 'approved') = (s."kind" = 'approved')
         AND (n."statedOn" > s."statedOn" OR (n."statedOn" = s."statedOn" AND n."id" > s."id")))
     ORDER BY s."reviewOn", c."id"`,
  ).all(until, today);
  const lines = Map.groupBy(due, ({ modelId, label }) => `${modelId}|${label.toLowerCase()}`);
  const rows = [...lines.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { softwareVersionId, deviceId: ownDevice, ...line } = first;
    const running = devicesThatRun(sql, first.modelId, all);
    return running.devices === 0 ? [] : [{ ...line, ...running }];
  });
  return rows.map(({ label, reviewOn, deviceId, assetTag, ...row }) => ({
    ...NO_CONTRACT,
    key: `statement_review|${row.modelId}|${label.toLowerCase()}`,
    kind: 'statement_review',
    by: reviewOn,
    ...distance(reviewOn, today),
    band: null,
    ...row,
    deviceId,
    assetTag,
    limitedBy: null,
    endsOn: null,
    leadMonths: null,
    title: label,
  }));
}

/** How many devices run one of these components of a model; which one, where it is only one. */
function devicesThatRun(sql: SqlConnection, modelId: ModelId, due: readonly Due[]) {
  const ofModel = `FROM "DeviceListing" WHERE "modelId" = ? AND "support" <> 'not_tracked'`;
  const tracked = statement<[string], number>(sql, `SELECT count(*) ${ofModel}`).pluck().get(modelId) ?? 0;
  // A large fleet that runs it as a whole is counted on an index; its rows are left alone.
  const whole = due.some(({ softwareVersionId, deviceId }) => softwareVersionId === null && deviceId === null);
  if (tracked === 0 || (whole && tracked > 1)) return { devices: tracked, deviceId: null, assetTag: null };
  const ids = (values: readonly (string | null)[]) => JSON.stringify(values.filter((value) => value !== null));
  const some = `AND "deviceId" IN (SELECT value FROM json_each(?) UNION SELECT d."id" FROM json_each(?) JOIN "SoftwareVersion" v ON v."id" = value
    JOIN "Device" d ON d."modelId" = v."modelId" AND d."softwareVersionId" = v."id")`;
  const found = statement<string[], { id: DeviceId; assetTag: string }>(
    sql,
    `SELECT "deviceId" AS "id", "assetTag" ${ofModel} ${whole ? '' : some}`,
  ).all(
    modelId,
    ...(whole ? [] : [ids(due.map(({ deviceId }) => deviceId)), ids(due.map((one) => one.softwareVersionId))]),
  );
  const single = found.length === 1 ? found[0] : undefined;
  return { devices: found.length, deviceId: single?.id ?? null, assetTag: single?.assetTag ?? null };
}
