import { type SqlConnection, statement } from '../../data/connection.ts';
import { leadTimeMonths } from '../../domain/action.ts';
import type { Instant } from '../../domain/day.ts';
import type { DeviceCategory } from '../../domain/device.ts';
import type { EventRevision } from '../../formats/ics.ts';
import { planSettings } from '../plan/settings.store.ts';

/** What a calendar has to know of a model. */
export interface CalendarModel {
  readonly id: string;
  readonly leadMonths: number;
  /** The newest change of the model, of a device of it, or of a component of either; null when the history tells of none. */
  readonly revision: EventRevision | null;
}

/**
 * The newest entry of the history that concerns a model. Entries are only ever added, so its number never goes back: that
 * is what a calendar asks of a SEQUENCE. Of components that were removed, only the history knows whose they were.
 */
const MODEL_CHANGES = `
  SELECT "recordId" AS "modelId", max("seq") AS "seq" FROM "AuditChange" WHERE "noun" = 'model' GROUP BY 1
  UNION ALL
  SELECT d."modelId", max(c."seq") FROM "Device" d JOIN "AuditChange" c ON c."recordId" = d."id" GROUP BY 1
  UNION ALL
  SELECT coalesce(k."modelId", v."modelId", d."modelId"), max(k."seq")
  FROM (
    SELECT c."seq", k."modelId", k."softwareVersionId", k."deviceId"
    FROM "AuditChange" c JOIN "Component" k ON k."id" = c."recordId" WHERE c."noun" = 'component'
    UNION ALL
    SELECT "seq", json_extract("before", '$.modelId'), json_extract("before", '$.softwareVersionId'), json_extract("before", '$.deviceId')
    FROM "AuditChange" WHERE "noun" = 'component' AND "after" IS NULL
  ) k
  LEFT JOIN "SoftwareVersion" v ON v."id" = k."softwareVersionId" LEFT JOIN "Device" d ON d."id" = k."deviceId" GROUP BY 1`;

interface ModelRow {
  readonly deviceId: string;
  readonly modelId: string;
}

/** The model of each device, by the device's id. */
export function modelsOfDevices(sql: SqlConnection): ReadonlyMap<string, CalendarModel> {
  const rows = statement<
    [],
    {
      id: string;
      own: number | null;
      category: DeviceCategory | null;
      sequence: number | null;
      changedAt: Instant | null;
    }
  >(
    sql,
    `SELECT m."id", m."leadTimeMonths" AS "own", m."category", e."seq" AS "sequence", e."at" AS "changedAt" FROM "DeviceModel" m
     LEFT JOIN (SELECT "modelId", max("seq") AS "seq" FROM (${MODEL_CHANGES}) GROUP BY 1) n ON n."modelId" = m."id"
     LEFT JOIN "AuditEntry" e ON e."seq" = n."seq"`,
  ).all();
  const { leadMonths: byCategory } = planSettings(sql);
  const models = new Map(
    rows.map(({ id, own, category, ...revision }) => [
      id,
      { id, leadMonths: leadTimeMonths(own, category, byCategory), revision: revisionOf(revision) },
    ]),
  );
  const devices = statement<[], ModelRow>(sql, 'SELECT "id" AS "deviceId", "modelId" FROM "Device"').all();
  return new Map(
    devices.flatMap(({ deviceId, modelId }) => {
      const model = models.get(modelId);
      return model ? [[deviceId, model]] : [];
    }),
  );
}

/** The newest change of each contract, by its id and by its number, which support that it limits is named after. */
export function contractRevisions(sql: SqlConnection): ReadonlyMap<string, EventRevision> {
  const rows = statement<[], { id: string; number: string; sequence: number; changedAt: Instant }>(
    sql,
    `SELECT k."id", k."number", e."seq" AS "sequence", e."at" AS "changedAt"
     FROM (SELECT "recordId", max("seq") AS "seq" FROM "AuditChange" WHERE "noun" = 'contract' GROUP BY 1) n
     JOIN "Contract" k ON k."id" = n."recordId" JOIN "AuditEntry" e ON e."seq" = n."seq" ORDER BY e."seq"`,
  ).all();
  return new Map(
    rows.flatMap(({ id, number, ...revision }) => [
      [id, revision],
      [number, revision],
    ]),
  );
}

function revisionOf(row: { sequence: number | null; changedAt: Instant | null }): EventRevision | null {
  const { sequence, changedAt } = row;
  return sequence === null || changedAt === null ? null : { sequence, changedAt };
}
