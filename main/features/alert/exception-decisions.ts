import { type SqlConnection, statement } from '../../data/connection.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { EXCEPTION_NOTICE_DAYS, type ExceptionKind } from '../../domain/exception.ts';
import type { DeviceId, ExceptionId, ModelId, VendorId } from '../../domain/ids.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

interface Row {
  readonly id: ExceptionId;
  readonly kind: ExceptionKind;
  readonly title: string;
  readonly owner: string;
  readonly endsOn: Day;
  readonly devices: number;
  readonly models: number;
  readonly deviceId: DeviceId;
  readonly assetTag: string;
  readonly modelId: ModelId;
  readonly model: string;
}

/**
 * Exceptions that end within {@link EXCEPTION_NOTICE_DAYS}, and those that have ended and nobody extended or closed: an
 * acceptance that is over alarms like a date that is over (domain.md 1.3). Devices that left the fleet, and those of which
 * another exception of the kind still speaks on that day, need no decision; without any other the line goes.
 */
export function exceptionDecisions(sql: SqlConnection, today: Day): Decision[] {
  const rows = statement<[string, string], Row>(
    sql,
    `SELECT e."id", e."kind", e."title", e."owner", e."endsOn", count(*) AS "devices", count(DISTINCT l."modelId") AS "models",
       l."deviceId", l."assetTag", l."modelId", l."model"
     FROM "RiskException" e JOIN "ExceptionDevice" x ON x."exceptionId" = e."id" JOIN "DeviceListing" l ON l."deviceId" = x."deviceId"
     WHERE e."withdrawnOn" IS NULL AND e."endsOn" <= ? AND l."support" <> 'not_tracked'
       AND NOT EXISTS (SELECT 1 FROM "ExceptionDevice" y JOIN "RiskException" o ON o."id" = y."exceptionId"
         WHERE y."deviceId" = x."deviceId" AND o."kind" = e."kind" AND o."withdrawnOn" IS NULL AND o."decidedOn" <= ? AND o."endsOn" > e."endsOn")
     GROUP BY e."id"`,
  ).all(addDays(today, EXCEPTION_NOTICE_DAYS), today);
  return [...deviceDecisions(rows, today), ...candidateDecisions(sql, today)];
}

function deviceDecisions(rows: readonly Row[], today: Day): Decision[] {
  return rows.map((row) => {
    const single = row.devices === 1;
    const model = row.models === 1;
    return {
      ...NO_CONTRACT,
      key: `exception_ends|${row.id}`,
      kind: 'exception_ends',
      by: row.endsOn,
      ...distance(row.endsOn, today),
      band: null,
      devices: row.devices,
      deviceId: single ? row.deviceId : null,
      assetTag: single ? row.assetTag : null,
      modelId: model ? row.modelId : null,
      model: model ? row.model : null,
      vendorId: null,
      vendor: null,
      limitedBy: null,
      endsOn: { on: row.endsOn, precision: 'day' },
      leadMonths: null,
      exceptionId: row.id,
      exceptionKind: row.kind,
      title: row.title,
      owner: row.owner,
    };
  });
}

/**
 * Exceptions for a gate of procurement that end, as long as what they let through is or may still be bought: another offer that
 * was chosen, a purchase that was called off and an offer that was withdrawn need no decision.
 */
function candidateDecisions(sql: SqlConnection, today: Day): Decision[] {
  const rows = statement<
    [string, string],
    Pick<Row, 'id' | 'kind' | 'title' | 'owner' | 'endsOn' | 'modelId' | 'model'> & {
      vendorId: VendorId;
      vendor: string;
    }
  >(
    sql,
    `SELECT e."id", e."kind", e."title", e."owner", e."endsOn", c."vendorId", v."name" AS "vendor", c."modelId", m."name" AS "model"
     FROM "RiskException" e JOIN "Candidate" c ON c."id" = e."candidateId" JOIN "ProcurementCase" p ON p."id" = c."caseId"
       JOIN "Vendor" v ON v."id" = c."vendorId" JOIN "DeviceModel" m ON m."id" = c."modelId"
     WHERE e."withdrawnOn" IS NULL AND e."endsOn" <= ? AND c."withdrawnOn" IS NULL AND p."stage" <> 'cancelled'
       AND (p."chosenCandidateId" IS NULL OR p."chosenCandidateId" = c."id")
       AND NOT EXISTS (SELECT 1 FROM "RiskException" o WHERE o."candidateId" = e."candidateId" AND o."gate" = e."gate" AND o."id" <> e."id"
         AND o."controls" IS e."controls" AND o."withdrawnOn" IS NULL AND o."decidedOn" <= ? AND o."endsOn" > e."endsOn")
     ORDER BY e."id"`,
  ).all(addDays(today, EXCEPTION_NOTICE_DAYS), today);
  return rows.map(({ id, kind, ...row }) => ({
    ...NO_CONTRACT,
    ...row,
    key: `exception_ends|${id}`,
    kind: 'exception_ends',
    by: row.endsOn,
    ...distance(row.endsOn, today),
    band: null,
    devices: 0,
    deviceId: null,
    assetTag: null,
    limitedBy: null,
    endsOn: { on: row.endsOn, precision: 'day' },
    leadMonths: null,
    exceptionId: id,
    exceptionKind: kind,
  }));
}
