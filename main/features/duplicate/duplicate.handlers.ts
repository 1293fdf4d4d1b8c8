import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { Id } from '../../domain/ids.ts';
import { isMilestoneKind, type MilestoneKind } from '../../domain/model.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { referencesTo } from '../import/undo-kinds.ts';
import { found, nextRevision, partialDay } from '../records.ts';
import { FIELDS, fieldsOf, heldValues, holder, isEmpty, TABLES, type Values } from './fields.ts';
import { mergeRecords, type Pair } from './merge.ts';
import { signableReferences } from './merged.store.ts';
import { pairsOf, sidesOf } from './pairs.store.ts';

export const duplicateQueries = {
  list: async ({ noun, likelihood, offset, limit }, { sql }) => {
    const all = await pairsOf(sql, noun);
    const likely = all.filter((pair) => pair.likeness.likelihood === 'likely');
    const asked = likelihood === 'likely' ? likely : all;
    const page = asked.slice(offset, offset + limit);
    const sides = sidesOf(
      sql,
      noun,
      page.flatMap(({ into, from }) => [into.id, from.id]),
    );
    const side = (id: string) => found(sides.get(id), noun, id);
    return {
      total: asked.length,
      counts: { likely: likely.length, possible: all.length - likely.length },
      rows: page.map(({ likeness, into, from }) => ({ ...likeness, into: side(into.id), from: side(from.id) })),
    };
  },

  preview: ({ noun, fromId, intoId, choices }, { sql }) => {
    const pair = { noun, from: fromId, into: intoId };
    requireTwo(pair);
    const [from, into] = [fieldsOf(sql, noun, fromId).values, fieldsOf(sql, noun, intoId).values];
    const sides = sidesOf(sql, noun, [fromId, intoId]);
    const name = String(heldValues(noun, from, into, choices).name);
    return {
      noun,
      into: found(sides.get(intoId), noun, intoId),
      from: found(sides.get(fromId), noun, fromId),
      fields: FIELDS[noun]
        .filter((field) => !isEmpty(from, field) || !isEmpty(into, field))
        .map((field) => ({
          field: field.name,
          into: shown(into, field),
          from: shown(from, field),
          holds: holder(field, from, into, choices),
        })),
      moved: referencesTo(sql, { table: TABLES[noun] }).flatMap(({ table, column }) => {
        const count = countOf(sql, table, column, fromId);
        return count === 0 ? [] : [{ what: table, count }];
      }),
      models: noun === 'vendor' ? modelsInTurn(sql, fromId, intoId) : [],
      dates: noun === 'model' ? differingDates(sql, fromId, intoId) : [],
      remembered: [String(from.name), String(into.name)].filter((one) => one !== name),
      signed: signedUnder(sql, pair),
    };
  },
} satisfies QueryHandlers<'duplicate', 'list' | 'preview'>;

export const duplicateCommands = {
  merge: async ({ noun, from, into, choices }, context) => {
    const { sql } = context;
    requireTwo({ noun, from: from.id, into: into.id });
    for (const { id, revision } of [from, into])
      nextRevision(context, noun, fieldsOf(sql, noun, id).revision, revision);
    const { models } = await mergeRecords(context, { noun, from: from.id, into: into.id }, choices);
    return { id: into.id, revision: fieldsOf(sql, noun, into.id).revision, models };
  },

  keepApart: ({ noun, firstId, secondId }, context) => {
    const { sql } = context;
    requireTwo({ noun, from: firstId, into: secondId });
    const names = [firstId, secondId].map((id) => String(fieldsOf(sql, noun, id).values.name));
    const [first = firstId, second = secondId] = [firstId, secondId].sort() as Id<'named'>[];
    const { changes } = statement<string[]>(
      sql,
      'INSERT OR IGNORE INTO "DistinctNames" ("noun", "firstId", "secondId", "createdAt", "createdBy") VALUES (?, ?, ?, ?, ?)',
    ).run(noun, first, second, context.now, context.actor);
    if (changes > 0) context.record(noun, firstId, { keptApartFrom: null }, { keptApartFrom: names[1] ?? '' });
    return { kept: true as const };
  },
} satisfies CommandHandlers<'duplicate', 'merge' | 'keepApart'>;

/** @throws AppError `input_refused` with `same_record` */
function requireTwo({ from, into }: Pair): void {
  if (from === into) throw new AppError('input_refused', { problem: 'same_record' });
}

function shown(values: Values, { columns }: { readonly columns: readonly string[] }): string | null {
  const said = columns.map((column) => values[column] ?? null).filter((value) => value !== null && value !== '');
  return said.length === 0 ? null : said.join(' ');
}

function countOf(sql: SqlConnection, table: string, column: string, id: string): number {
  return (
    statement<[string], { n: number }>(sql, `SELECT count(*) AS n FROM "${table}" WHERE "${column}" = ?`).get(id)?.n ??
    0
  );
}

function modelsInTurn(sql: SqlConnection, from: string, into: string) {
  return statement<string[], { into: string; from: string; devices: number }>(
    sql,
    `SELECT o."name" AS "into", c."name" AS "from", (SELECT count(*) FROM "Device" d WHERE d."modelId" = c."id") AS "devices"
     FROM "DeviceModel" c JOIN "DeviceModel" o ON o."vendorId" = ? AND o."nameKey" = c."nameKey" WHERE c."vendorId" = ? ORDER BY 1`,
  ).all(into, from);
}

interface DateRow {
  readonly id: string;
  readonly modelId: string;
  readonly kind: string;
  readonly onDay: string | null;
  readonly precision: string;
}

/** Named dates on which two models differ. Of each kind the entry holds that was recorded last (domain.md E6). */
function differingDates(sql: SqlConnection, from: string, into: string) {
  const rows = statement<string[], DateRow>(
    sql,
    `SELECT "id", "modelId", "kind", "onDay", "precision" FROM "Milestone"
     WHERE "modelId" IN (?, ?) AND "softwareVersionId" IS NULL AND "deviceId" IS NULL ORDER BY "id"`,
  ).all(from, into);
  const newest = new Map(rows.map((row) => [`${row.modelId} ${row.kind}`, row]));
  const kinds = [...new Set(rows.map(({ kind }) => kind))].filter(isMilestoneKind) as MilestoneKind[];
  return kinds.flatMap((kind) => {
    const [own, other] = [newest.get(`${into} ${kind}`), newest.get(`${from} ${kind}`)];
    if (own?.onDay === other?.onDay && own?.precision === other?.precision) return [];
    const holds = (own?.id ?? '') >= (other?.id ?? '') ? ('into' as const) : ('from' as const);
    const day = (row: DateRow | undefined) => (row === undefined ? null : partialDay(row.onDay, row.precision));
    return [{ kind, into: day(own), from: day(other), holds }];
  });
}

/** Checklists and cases with signatures that name the record which goes. */
function signedUnder(sql: SqlConnection, { noun, from, into }: Pair): number {
  const rows = JSON.stringify(signableReferences(sql, noun, from, into).map(({ row }) => row));
  return (
    statement<[string], { n: number }>(
      sql,
      `SELECT count(DISTINCT s."recordId") AS n FROM json_each(?) j LEFT JOIN "Candidate" c ON c."id" = j."value"
         JOIN "SignOff" s ON s."recordId" = coalesce(c."caseId", j."value") AND s."withdrawnAt" IS NULL`,
    ).get(rows)?.n ?? 0
  );
}
