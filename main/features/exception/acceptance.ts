import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';

/** The condition that an exception `e` keeps its devices quiet on a day; the same rule as isQuiet in domain/exception.ts, held together by a test. */
function quietSql(today: Day): string {
  return `e."kind" = 'risk_acceptance' AND e."decidedOn" <= '${today}' AND e."endsOn" > '${today}' AND (e."withdrawnOn" IS NULL OR e."withdrawnOn" > '${today}')`;
}

/** What an accepted risk makes quiet. A vendor is still asked, and a contract still renewed. */
export const QUIETED = `'act_on_unsupported', 'start_replacement'`;

/** Selects the devices whose risk is accepted on a day. */
export function acceptedDevicesSql(today: Day): string {
  return `SELECT x."deviceId" FROM "RiskException" e JOIN "ExceptionDevice" x ON x."exceptionId" = e."id" WHERE ${quietSql(today)}`;
}

/** The condition that a row of the register is kept off the list, because the risk of the device is accepted on a day. */
export function acceptedSql(today: Day): string {
  return `("action" IN (${QUIETED}) AND "deviceId" IN (${acceptedDevicesSql(today)}))`;
}

/** Devices of a model that are kept off the list, by what would have to be done and what limits them. */
export interface AcceptedGroup {
  readonly action: string;
  readonly modelId: string;
  readonly limitKind: string | null;
  readonly limitName: string | null;
  readonly devices: number;
  /** The day on which the first of them is back. */
  readonly until: Day;
}

/** The devices that would be on the list, if their risk were not accepted. */
export function acceptedGroups(sql: SqlConnection, today: Day, horizon: Day): AcceptedGroup[] {
  return statement<[string], AcceptedGroup>(
    sql,
    `SELECT l."action", l."modelId", l."limitKind", l."limitName", count(*) AS "devices", min(a."until") AS "until"
     FROM (SELECT x."deviceId", max(CASE WHEN e."withdrawnOn" < e."endsOn" THEN e."withdrawnOn" ELSE e."endsOn" END) AS "until"
       FROM "RiskException" e JOIN "ExceptionDevice" x ON x."exceptionId" = e."id" WHERE ${quietSql(today)} GROUP BY 1) a
     JOIN "DeviceListing" l ON l."deviceId" = a."deviceId"
     WHERE l."action" IN (${QUIETED}) AND l."actByKey" <= ? GROUP BY 1, 2, 3, 4`,
  ).all(horizon);
}
