import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { DeviceId, ObligationId } from '../../domain/ids.ts';
import { type ObligationFacts, type ObligationState, stateOf } from '../../domain/obligation-clock.ts';
import { type DeviceSource, deviceIdsOf } from '../obligation/obligation-devices.ts';

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
