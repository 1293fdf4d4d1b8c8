import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day, PartialDay, Precision } from '../../domain/day.ts';
import { HANDOVER_ITEMS, type HandoverItemState } from '../../domain/handover.ts';
import type { DocumentId, HandoverId, ModelId, VendorId } from '../../domain/ids.ts';
import type { Source } from '../context.ts';

/** Status words of devices that are still the hospital's to protect. */
const IN_USE = `"status" NOT IN ('ordered', 'retired', 'disposed')`;

/** A model that ends, with what was begun of its hand-over. */
export interface EndingModel {
  readonly modelId: ModelId;
  readonly model: string;
  readonly vendorId: VendorId;
  readonly vendor: string;
  /** End of support, else of security support; null where the vendor has said neither. */
  readonly endsOn: PartialDay | null;
  /** Devices in use. */
  readonly devices: number;
  readonly handoverId: HandoverId | null;
  readonly owner: string | null;
  readonly dueOn: Day | null;
  readonly completedOn: Day | null;
}

interface Row extends Omit<EndingModel, 'endsOn'> {
  readonly onDay: Day | null;
  readonly precision: Precision | null;
}

/** Models with their end and hand-over: one, those whose support ends until a day, and those with an open hand-over. */
export function endingModels(
  sql: SqlConnection,
  wanted: { readonly modelId: ModelId } | { readonly from: Day; readonly until: Day },
): EndingModel[] {
  const one = 'modelId' in wanted ? wanted.modelId : null;
  const [from, until] = 'modelId' in wanted ? ['', ''] : [wanted.from, wanted.until];
  const newest = (kind: string) => `(SELECT max(n."id") FROM "Milestone" n WHERE n."modelId" = m."id"
    AND n."softwareVersionId" IS NULL AND n."deviceId" IS NULL AND n."kind" = '${kind}')`;
  const rows = statement<[string | null, string, string, string | null], Row>(
    sql,
    `SELECT m."id" AS "modelId", m."name" AS "model", v."id" AS "vendorId", v."name" AS "vendor",
       coalesce(s."onDay", c."onDay") AS "onDay", CASE WHEN s."onDay" IS NULL THEN c."precision" ELSE s."precision" END AS "precision",
       (SELECT count(*) FROM "Device" d WHERE d."modelId" = m."id" AND d.${IN_USE}) AS "devices",
       h."id" AS "handoverId", h."owner", h."dueOn", h."completedOn"
     FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId"
     LEFT JOIN "Milestone" s ON s."id" = ${newest('end_of_support')}
     LEFT JOIN "Milestone" c ON c."id" = ${newest('end_of_security_support')}
     LEFT JOIN "Handover" h ON h."modelId" = m."id"
     WHERE m."id" = ? OR coalesce(s."onDay", c."onDay") BETWEEN ? AND ? OR (? IS NULL AND h."id" IS NOT NULL AND h."completedOn" IS NULL)`,
  ).all(one, from, until, one);
  return rows.map(({ onDay, precision, ...row }) => ({
    ...row,
    endsOn: onDay === null ? null : { on: onDay, precision: precision ?? 'day' },
  }));
}

interface ListRow {
  readonly id: HandoverId;
  readonly modelId: ModelId;
  readonly model: string;
  readonly vendor: string;
  readonly owner: string;
  readonly startedOn: Day;
  readonly dueOn: Day | null;
  readonly completedOn: Day | null;
  readonly settled: number;
  readonly items: number;
}

/** Hand-overs, open ones first and by the day on which they are due, complete ones by the day on which they were. */
export function listHandovers(
  sql: SqlConnection,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; rows: ListRow[] } {
  const open: HandoverItemState = 'open';
  const rows = statement<[string, number, number], ListRow>(
    sql,
    `SELECT h."id", h."modelId", m."name" AS "model", v."name" AS "vendor", h."owner", h."startedOn", h."dueOn", h."completedOn",
       (SELECT count(*) FROM "HandoverItem" i WHERE i."handoverId" = h."id" AND i."state" <> ?) AS "settled",
       (SELECT count(*) FROM "HandoverItem" i WHERE i."handoverId" = h."id") AS "items"
     FROM "Handover" h JOIN "DeviceModel" m ON m."id" = h."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
     ORDER BY h."completedOn" IS NOT NULL, h."completedOn" DESC, h."dueOn" IS NULL, h."dueOn", h."id" LIMIT ? OFFSET ?`,
  ).all(open, limit, offset);
  const total = statement<[], number>(sql, 'SELECT count(*) FROM "Handover"').pluck().get() ?? 0;
  return { total, rows };
}

/** The hand-over of a model with its items in their order; null while nobody began one. */
export async function handoverOf(db: Source['db'], modelId: ModelId) {
  const record = await db.handover.findUnique({
    where: { modelId },
    include: { items: { include: { document: { select: { title: true } } } } },
  });
  if (record === null) return null;
  return {
    id: record.id as HandoverId,
    revision: record.revision,
    owner: record.owner,
    dueOn: record.dueOn as Day | null,
    notes: record.notes,
    startedOn: record.startedOn as Day,
    completedOn: record.completedOn as Day | null,
    items: HANDOVER_ITEMS.flatMap((item) =>
      record.items
        .filter((one) => one.item === item)
        .map((one) => ({
          item,
          state: one.state as HandoverItemState,
          note: one.note,
          documentId: one.documentId as DocumentId | null,
          document: one.document?.title ?? null,
          updatedAt: one.updatedAt,
          updatedBy: one.updatedBy,
        })),
    ),
  };
}
