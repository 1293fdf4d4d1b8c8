import type { z } from 'zod';
import type {
  deviceSelectionSchema,
  exceptionFilterSchema,
  exceptionReportRowSchema,
  exceptionRowSchema,
} from '../../contract/exception.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { type Day, daysBetween } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import { type ExceptionKind, exceptionState } from '../../domain/exception.ts';
import type { CandidateId, CaseId, DeviceId, DocumentId, ExceptionId, ObligationId } from '../../domain/ids.ts';
import type { Gate } from '../../domain/procurement.ts';
import { DUTIES_OF } from '../../domain/sign-off.ts';
import { matchingDevices } from '../device/device.store.ts';
import type { DeviceFilter } from '../device/device-filter.ts';
import { isSigned } from '../sign-off/sign-off.store.ts';
import { readControls } from './gate-exceptions.store.ts';

export type ExceptionFilter = z.output<typeof exceptionFilterSchema>;
export type ExceptionRow = z.input<typeof exceptionRowSchema>;
export type ExceptionReportRow = z.input<typeof exceptionReportRowSchema>;

/** Devices that one exception can have. */
export const EXCEPTION_DEVICES = 10_000;

interface StoredException {
  readonly id: ExceptionId;
  readonly revision: number;
  readonly kind: ExceptionKind;
  readonly title: string;
  readonly reason: string;
  readonly owner: string;
  readonly decidedOn: Day;
  readonly endsOn: Day;
  readonly documentId: DocumentId | null;
  readonly withdrawnOn: Day | null;
  readonly withdrawnReason: string | null;
  readonly obligationId: ObligationId | null;
  readonly obligation: string | null;
  readonly candidateId: CandidateId | null;
  readonly gate: Gate | null;
  readonly controls: string | null;
  readonly caseId: CaseId | null;
  readonly case: string | null;
  readonly candidateVendor: string | null;
  readonly candidateModel: string | null;
}
type Counted = Pick<ExceptionRow, 'devices' | 'model'>;

const COLUMNS = `e."id", e."revision", e."kind", e."title", e."reason", e."owner", e."decidedOn", e."endsOn", e."documentId", e."withdrawnOn", e."withdrawnReason", e."obligationId",
  (SELECT o."title" FROM "Obligation" o WHERE o."id" = e."obligationId") AS "obligation", e."candidateId", e."gate", e."controls",
  pc."id" AS "caseId", pc."title" AS "case", cv."name" AS "candidateVendor", cm."name" AS "candidateModel"`;
const FROM = `FROM "RiskException" e LEFT JOIN "Candidate" cc ON cc."id" = e."candidateId" LEFT JOIN "ProcurementCase" pc ON pc."id" = cc."caseId"
  LEFT JOIN "Vendor" cv ON cv."id" = cc."vendorId" LEFT JOIN "DeviceModel" cm ON cm."id" = cc."modelId"`;

/** The exceptions that a filter keeps: what ends next first, what no longer holds last, the newest of it first. */
export function listExceptions(
  sql: SqlConnection,
  filter: ExceptionFilter,
  today: Day,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; rows: ExceptionRow[] } {
  const found = storedExceptions(sql, filter)
    .map((row) => ({ ...row, state: exceptionState(row, today) }))
    .filter(({ state }) => !filter.state?.length || filter.state.includes(state));
  const holds = ({ state }: { state: ExceptionRow['state'] }) => state === 'in_force' || state === 'ending';
  found.sort((a, b) => {
    if (holds(a) !== holds(b)) return holds(a) ? -1 : 1;
    const order = a.endsOn < b.endsOn ? -1 : a.endsOn > b.endsOn ? 1 : a.id < b.id ? -1 : 1;
    return holds(a) ? order : -order;
  });
  const page = found.slice(offset, offset + limit);
  const counts = countedDevices(
    sql,
    page.map(({ id }) => id),
  );
  return { total: found.length, rows: page.map((row) => exceptionView(sql, row, counts.get(row.id), today)) };
}

/** One exception as lists show it; undefined when there is none. */
export function findException(sql: SqlConnection, id: ExceptionId, today: Day): ExceptionRow | undefined {
  const row = statement<[string], StoredException>(sql, `SELECT ${COLUMNS} ${FROM} WHERE e."id" = ?`).get(id);
  return row && exceptionView(sql, row, countedDevices(sql, [id]).get(id), today);
}

/** Every exception that was decided by a day, with the tags of its devices, as it stands on that day. */
export function exceptionsReport(sql: SqlConnection, asOf: Day): { asOf: Day; rows: ExceptionReportRow[] } {
  const { rows } = listExceptions(sql, {}, asOf, { offset: 0, limit: Number.MAX_SAFE_INTEGER });
  const documents = new Map(
    statement<[], { id: string; title: string }>(
      sql,
      'SELECT "id", "title" FROM "Document" WHERE "id" IN (SELECT "documentId" FROM "RiskException")',
    )
      .all()
      .map(({ id, title }) => [id, title]),
  );
  const tags = Map.groupBy(
    statement<[], { exceptionId: string; tag: string }>(
      sql,
      `SELECT x."exceptionId", coalesce(d."assetTag", d."serialNumber", '') AS "tag" FROM "ExceptionDevice" x
       JOIN "Device" d ON d."id" = x."deviceId" ORDER BY 1, 2`,
    ).all(),
    ({ exceptionId }) => exceptionId,
  );
  return {
    asOf,
    rows: rows
      .filter(({ decidedOn }) => decidedOn <= asOf)
      .map(({ id, revision, documentId, model, devices, obligationId, candidate, ...row }) => ({
        ...row,
        candidate: candidate && `${candidate.vendor} ${candidate.model}`,
        gate: candidate?.gate ?? null,
        document: (documentId && documents.get(documentId)) ?? null,
        devices: (tags.get(id) ?? []).map(({ tag }) => tag),
      })),
  };
}

/**
 * The ids of the devices that somebody chose, each once. Of a filter only devices in use are meant: nobody accepts the risk of
 * one that is gone. @throws AppError `input_refused` with `no_devices` or `too_many_devices`, `not_found`
 */
export function chosenDevices(
  sql: SqlConnection,
  { deviceIds, filter }: z.output<typeof deviceSelectionSchema>,
  today: Day,
): DeviceId[] {
  const chosen = new Set<string>([...deviceIds, ...inUse(sql, filter, today)]);
  if (chosen.size === 0) throw new AppError('input_refused', { problem: 'no_devices', field: 'devices' });
  if (chosen.size > EXCEPTION_DEVICES)
    throw new AppError('input_refused', { problem: 'too_many_devices', field: 'devices', limit: EXCEPTION_DEVICES });
  const unknown = statement<[string], string>(
    sql,
    'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT "id" FROM "Device") LIMIT 1',
  )
    .pluck()
    .get(JSON.stringify([...chosen]));
  if (unknown !== undefined) throw new AppError('not_found', { noun: 'device', id: unknown });
  return [...chosen] as DeviceId[];
}

/** Devices in use that a filter keeps; one that keeps everything chooses nothing, so that nobody does so by mistake. */
function inUse(sql: SqlConnection, filter: DeviceFilter | undefined, today: Day): string[] {
  const narrows = Object.values(filter ?? {}).some((one) => one !== undefined && one !== '');
  if (filter === undefined || !narrows) return [];
  const gone = new Set(
    statement<[], string>(sql, `SELECT "id" FROM "Device" WHERE "status" IN ('retired', 'disposed')`).pluck().all(),
  );
  return matchingDevices(sql, filter, today).filter((id) => !gone.has(id));
}

function storedExceptions(sql: SqlConnection, filter: ExceptionFilter): StoredException[] {
  const parts: { readonly sql: string; readonly parameters: readonly string[] }[] = [];
  const words = filter.search?.trim();
  if (words) {
    const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    const fields = ['title', 'reason', 'owner'].map((field) => `e."${field}" LIKE ? ESCAPE '\\'`);
    parts.push({ sql: `(${fields.join(' OR ')})`, parameters: [like, like, like] });
  }
  if (filter.kind?.length)
    parts.push({
      sql: 'e."kind" IN (SELECT value FROM json_each(?))',
      parameters: [JSON.stringify(filter.kind)],
    });
  if (filter.deviceId)
    parts.push({
      sql: 'e."id" IN (SELECT "exceptionId" FROM "ExceptionDevice" WHERE "deviceId" = ?)',
      parameters: [filter.deviceId],
    });
  if (filter.modelId)
    parts.push({
      sql: 'e."id" IN (SELECT x."exceptionId" FROM "Device" d JOIN "ExceptionDevice" x ON x."deviceId" = d."id" WHERE d."modelId" = ?)',
      parameters: [filter.modelId],
    });
  if (filter.obligationId) parts.push({ sql: 'e."obligationId" = ?', parameters: [filter.obligationId] });
  const where = parts.length === 0 ? '' : `WHERE ${parts.map((part) => part.sql).join(' AND ')}`;
  return statement<string[], StoredException>(sql, `SELECT ${COLUMNS} ${FROM} ${where}`).all(
    ...parts.flatMap(({ parameters }) => parameters),
  );
}

/** How many devices exceptions have, and the model when it is one. */
function countedDevices(sql: SqlConnection, ids: readonly string[]): ReadonlyMap<string, Counted> {
  const rows = statement<[string], { id: string; devices: number; models: number; model: string }>(
    sql,
    `SELECT x."exceptionId" AS "id", count(*) AS "devices", count(DISTINCT d."modelId") AS "models", min(m."name") AS "model"
     FROM json_each(?) JOIN "ExceptionDevice" x ON x."exceptionId" = value
     JOIN "Device" d ON d."id" = x."deviceId" JOIN "DeviceModel" m ON m."id" = d."modelId" GROUP BY 1`,
  ).all(JSON.stringify(ids));
  return new Map(rows.map(({ id, devices, models, model }) => [id, { devices, model: models === 1 ? model : null }]));
}

function exceptionView(
  sql: SqlConnection,
  row: StoredException,
  counted: Counted | undefined,
  today: Day,
): ExceptionRow {
  const { candidateId, gate, controls, caseId, case: title, candidateVendor, candidateModel, ...own } = row;
  const candidate =
    candidateId === null || gate === null || caseId === null
      ? null
      : {
          candidateId,
          gate,
          controls: readControls(controls),
          caseId,
          case: title ?? '',
          vendor: candidateVendor ?? '',
          model: candidateModel ?? '',
        };
  return {
    ...own,
    candidate,
    signed: isSigned(sql, 'exception', row.id, DUTIES_OF.exception),
    state: exceptionState(row, today),
    daysLeft: daysBetween(today, row.endsOn),
    devices: counted?.devices ?? 0,
    model: counted?.model ?? null,
  };
}
