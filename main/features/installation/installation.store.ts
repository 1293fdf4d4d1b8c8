import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { CommitmentId, ContractId, DeviceId, ModelId, ObligationId } from '../../domain/ids.ts';
import { type AffectedTarget, isInForce, targetsOf } from '../../domain/obligation.ts';
import { localDayOf, type ObligationFacts, type ObligationState, stateOf } from '../../domain/obligation-clock.ts';
import { type DeviceSource, deviceIdsOf } from '../obligation/obligation-devices.ts';
import { Covers, type PromiseRow, readPromises } from '../obligation/promise.store.ts';

interface Row extends DeviceSource, Omit<ObligationFacts, 'paused'> {
  readonly title: string;
  readonly paused: 0 | 1;
  readonly doneOn: Day | null;
  readonly note: string | null;
  readonly by: string | null;
}

/** Obligations to install that one device is asked about. */
const MOST = 200;
/** In the order in which somebody has to act. */
const FIRST: readonly ObligationState[] = ['breached', 'due_soon', 'running', 'paused', 'waiting'];

/** What is to be installed on a device, and what was: what is owed first, then the newest. */
export function installationsOf(
  sql: SqlConnection,
  deviceId: DeviceId,
  now: { readonly today: Day; readonly at: Instant },
) {
  const rows = statement<[string, string, number], Row>(
    sql,
    `SELECT o."id", o."commitmentId", o."triggerKind", o."triggerKey", o."modelId", o."title", o."dueOn", o."dueAt", o."dueSoonOn",
       o."metOn", o."metAt", o."side", i."doneOn", i."note", i."createdBy" AS "by",
       EXISTS (SELECT 1 FROM "ObligationPause" p WHERE p."obligationId" = o."id" AND p."untilOn" IS NULL) AS "paused"
     FROM "Commitment" c JOIN "Obligation" o ON o."commitmentId" = c."id"
     LEFT JOIN "Installation" i ON i."obligationId" = o."id" AND i."deviceId" = ?
     WHERE c."kind" = 'INSTALL' AND (i."deviceId" IS NOT NULL OR EXISTS (SELECT 1 FROM "Device" d WHERE d."id" = ? AND (o."modelId" = d."modelId"
       OR EXISTS (SELECT 1 FROM "Finding" f WHERE f."modelId" = d."modelId" AND f."state" = 'confirmed' AND (f."advisoryId" = o."advisoryId" OR f."cve" = o."cve")))))
     ORDER BY i."doneOn" DESC, o."dueOn", o."id" LIMIT ?`,
  ).all(deviceId, deviceId, MOST);
  const place = (state: ObligationState) => (FIRST.includes(state) ? FIRST.indexOf(state) : FIRST.length);
  return rows
    .filter((row) => row.doneOn !== null || deviceIdsOf(sql, row).includes(deviceId))
    .map(({ title, doneOn, note, by, ...row }) => ({
      obligationId: row.id as ObligationId,
      title,
      dueOn: row.dueOn,
      state: stateOf({ ...row, paused: row.paused === 1 }, now),
      doneOn,
      note,
      by,
    }))
    .sort((a, b) => Number(a.doneOn !== null) - Number(b.doneOn !== null) || place(a.state) - place(b.state));
}

/** Within which times a model's fixes are installed today: as others promise it, and by our own rule. */
export function installTimes(sql: SqlConnection, target: AffectedTarget, today: Day) {
  const covers = new Covers(sql);
  const now = { from: today, to: today };
  const holds = (promise: PromiseRow) =>
    promise.kind === 'INSTALL' &&
    isInForce([{ from: promise.validFrom, to: promise.validTo }], now) &&
    targetsOf(promise, [target]).length > 0 &&
    (promise.contractId === null ||
      covers.periodsOf(promise.contractId, target).some((period) => isInForce([period], now)));
  const all = [...readPromises(sql).values()].filter(holds);
  const numbers = new Map(
    statement<[string], { id: string; number: string }>(
      sql,
      'SELECT "id", "number" FROM "Contract" WHERE "id" IN (SELECT value FROM json_each(?))',
    )
      .all(JSON.stringify(all.map(({ contractId }) => contractId)))
      .map(({ id, number }) => [id, number]),
  );
  const view = ({ id, severity, amount, unit, direction, clockStart }: PromiseRow) => ({
    id: id as CommitmentId,
    severity,
    amount,
    unit,
    direction,
    clockStart,
  });
  return {
    promises: all
      .filter(({ obligor }) => obligor !== 'hospital')
      .map((promise) => ({
        ...view(promise),
        contractId: promise.contractId as ContractId | null,
        contract: numbers.get(promise.contractId ?? '') ?? null,
      })),
    ownTimes: all.filter(({ obligor }) => obligor === 'hospital').map(view),
  };
}

/** Who recorded last who installs the patches of a model, or the file that it came with; null where neither is known. */
export function sourceOfInstaller(sql: SqlConnection, modelId: ModelId) {
  const row = statement<[string, string], { at: Instant; by: string; file: string | null }>(
    sql,
    `SELECT "at", "by", "file" FROM (
       SELECT e."at", e."actor" AS "by", NULL AS "file" FROM "AuditChange" c JOIN "AuditEntry" e ON e."seq" = c."seq"
         WHERE c."noun" = 'model' AND c."recordId" = ? AND json_extract(c."after", '$.whoInstalls') IS NOT NULL
       UNION ALL SELECT i."createdAt", i."createdBy", i."fileName" FROM "DeviceModel" m JOIN "ImportRun" i ON i."id" = m."importId"
         WHERE m."id" = ? AND m."whoInstalls" IS NOT NULL
     ) ORDER BY "at" DESC LIMIT 1`,
  ).get(modelId, modelId);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return row === undefined ? null : { on: localDayOf(row.at, zone), by: row.by, file: row.file };
}
