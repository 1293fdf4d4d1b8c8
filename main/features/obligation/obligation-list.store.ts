import type { z } from 'zod';
import type {
  obligationFilterSchema,
  obligationReportRowSchema,
  obligationRowSchema,
} from '../../contract/obligation.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ClockStart, CommitmentKind, Obligor } from '../../domain/commitment.ts';
import { type Day, daysBetween, type Instant } from '../../domain/day.ts';
import type { TriggerKey } from '../../domain/obligation.ts';
import {
  daysLate,
  endOfDay,
  localDayOf,
  OBLIGATION_STATES,
  type ObligationFacts,
  type ObligationState,
  type StartBasis,
  stateOf,
} from '../../domain/obligation-clock.ts';
import { deviceCount } from './obligation-devices.ts';

export type ObligationRow = z.input<typeof obligationRowSchema>;
export type ObligationReportRow = z.input<typeof obligationReportRowSchema>;
export type ObligationFilter = z.output<typeof obligationFilterSchema>;
export type ObligationSort = 'open' | 'dueOn' | 'vendor' | 'kind' | 'title';

/** A moment at which states are asked: a day, and the instant for limits of hours. */
export interface Moment {
  readonly today: Day;
  readonly at: Instant;
}

/** The moment at which a day is asked: now, and of any other day its last one. */
export function momentOn(asOf: Day, { today, now }: { readonly today: Day; readonly now: Instant }): Moment {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { today: asOf, at: asOf === today && localDayOf(now, zone) === today ? now : endOfDay(asOf, zone) };
}

/** An obligation as it stands in the database, with the names of what it is about. */
interface Stored
  extends Omit<ObligationRow, 'clockStart' | 'daysLeft' | 'daysLate' | 'state' | 'devices' | keyof ObligationFacts>,
    Omit<ObligationFacts, 'paused'> {
  readonly triggerKey: TriggerKey;
  readonly startEvent: ClockStart | null;
  readonly startOn: Day | null;
  readonly startAt: Instant | null;
  readonly startBasis: StartBasis | null;
  readonly paused: number;
  readonly clause: string | null;
}

const COLUMNS = `o."id", o."revision", o."commitmentId", p."kind", o."band", p."obligor", p."vendorId", v."name" AS "vendor", p."contractId", c."number" AS "contract",
  o."triggerKind", o."triggerKey", o."title", o."advisoryId", o."cve", o."modelId", m."name" AS "model", p."clockStart" AS "startsWith",
  o."startEvent", o."startOn", o."startAt", o."startBasis", o."dueOn", o."dueAt", o."dueSoonOn", o."metOn", o."metAt", o."side", p."clause",
  EXISTS (SELECT 1 FROM "ObligationPause" x WHERE x."obligationId" = o."id" AND x."untilOn" IS NULL) AS "paused"`;
const FROM = `FROM "Obligation" o JOIN "Commitment" p ON p."id" = o."commitmentId" LEFT JOIN "Vendor" v ON v."id" = p."vendorId"
  LEFT JOIN "Contract" c ON c."id" = p."contractId" LEFT JOIN "DeviceModel" m ON m."id" = o."modelId"`;

interface Condition {
  readonly sql: string;
  readonly parameters: readonly string[];
}

const OPEN = 'o."side" IS NULL AND o."metOn" IS NULL';
const STANDING = `EXISTS (SELECT 1 FROM "ObligationPause" x WHERE x."obligationId" = o."id" AND x."untilOn" IS NULL)`;
const MET_LATE = `CASE WHEN o."dueAt" IS NOT NULL AND o."metAt" IS NOT NULL THEN o."metAt" > o."dueAt" ELSE coalesce(o."metOn" > o."dueOn", FALSE) END`;
const OVERDUE = `CASE WHEN o."dueAt" IS NOT NULL THEN o."dueAt" < ? ELSE o."dueOn" < ? END`;

/** The condition under which {@link stateOf} gives a state. */
export function stateCondition(state: ObligationState, { today, at }: Moment): Condition {
  switch (state) {
    case 'waived':
    case 'not_applicable':
    case 'disputed':
    case 'superseded':
      return { sql: `o."side" = '${state}'`, parameters: [] };
    case 'met':
      return { sql: `o."side" IS NULL AND o."metOn" IS NOT NULL AND NOT ${MET_LATE}`, parameters: [] };
    case 'met_late':
      return { sql: `o."side" IS NULL AND o."metOn" IS NOT NULL AND ${MET_LATE}`, parameters: [] };
    case 'waiting':
      return { sql: `${OPEN} AND o."dueOn" IS NULL AND NOT ${STANDING}`, parameters: [] };
    case 'paused':
      return { sql: `${OPEN} AND ${STANDING}`, parameters: [] };
    case 'breached':
      return {
        // The day narrows it through its index: a limit of hours never passes before its day has come.
        sql: `${OPEN} AND o."dueOn" <= ? AND ${OVERDUE} AND NOT ${STANDING}`,
        parameters: [today, at, today],
      };
    case 'due_soon':
      return {
        sql: `${OPEN} AND o."dueSoonOn" <= ? AND NOT ${OVERDUE} AND NOT ${STANDING}`,
        parameters: [today, at, today],
      };
    case 'running':
      return {
        sql: `${OPEN} AND o."dueOn" IS NOT NULL AND coalesce(o."dueSoonOn" > ?, TRUE) AND NOT ${OVERDUE} AND NOT ${STANDING}`,
        parameters: [today, at, today],
      };
  }
}

function conditionsOf(filter: ObligationFilter): Condition[] {
  const parts: Condition[] = [];
  const words = filter.search?.trim();
  if (words) {
    const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    const fields = ['o."title"', 'coalesce(v."name", \'\')', 'coalesce(c."number", \'\')', 'coalesce(o."cve", \'\')'];
    parts.push({
      sql: `(${fields.map((field) => `${field} LIKE ? ESCAPE '\\'`).join(' OR ')})`,
      parameters: fields.map(() => like),
    });
  }
  const oneOf = (column: string, values: readonly string[] | undefined) => {
    if (values?.length)
      parts.push({ sql: `${column} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(values)] });
  };
  oneOf('p."kind"', filter.kind);
  oneOf('p."obligor"', filter.obligor);
  const is = (column: string, value: string | undefined) => {
    if (value) parts.push({ sql: `${column} = ?`, parameters: [value] });
  };
  is('p."vendorId"', filter.vendorId);
  is('p."contractId"', filter.contractId);
  is('o."modelId"', filter.modelId);
  is('o."advisoryId"', filter.advisoryId);
  is('o."cve"', filter.cve);
  return parts;
}

function joined(parts: readonly Condition[]): Condition {
  return {
    sql: parts.length === 0 ? 'TRUE' : parts.map((part) => `(${part.sql})`).join(' AND '),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

const ORDERS: Readonly<Record<ObligationSort, string>> = {
  open: `NOT (${OPEN}), CASE WHEN ${OPEN} THEN o."dueOn" IS NULL END, CASE WHEN ${OPEN} THEN o."dueOn" END, o."dueOn" DESC`,
  dueOn: 'o."dueOn" IS NULL, o."dueOn"',
  vendor: 'v."name" IS NULL, v."name" COLLATE NOCASE',
  kind: 'p."kind"',
  title: 'o."title" COLLATE NOCASE',
};

/** A page of obligations, and how many stand where. Equal ones come in the order in which they were made. */
export function listObligations(
  sql: SqlConnection,
  now: Moment,
  {
    filter,
    sort,
    descending,
    offset,
    limit,
  }: {
    readonly filter: ObligationFilter;
    readonly sort: ObligationSort;
    readonly descending: boolean;
    readonly offset: number;
    readonly limit: number;
  },
) {
  const rest = conditionsOf(filter);
  const states: Partial<Record<ObligationState, number>> = {};
  for (const state of OBLIGATION_STATES) {
    const { sql: where, parameters } = joined([...rest, stateCondition(state, now)]);
    const count = statement<string[], number>(sql, `SELECT count(*) ${FROM} WHERE ${where}`)
      .pluck()
      .get(...parameters);
    if (count) states[state] = count;
  }
  const { kind: _kinds, ...otherKinds } = filter;
  const { obligor: _obligors, ...otherObligors } = filter;
  const kinds = countedBy<CommitmentKind>(sql, 'p."kind"', otherKinds, now);
  const obligors = countedBy<Obligor>(sql, 'p."obligor"', otherObligors, now);
  const wanted = filter.state?.length ? filter.state : null;
  const total = (wanted ?? OBLIGATION_STATES).map((state) => states[state] ?? 0).reduce((sum, count) => sum + count, 0);
  const { sql: where, parameters } = joined([...rest, ...inStates(filter, now)]);
  const order = ORDERS[sort] + (descending ? ' DESC' : '');
  const rows = statement<(string | number)[], Stored>(
    sql,
    `SELECT ${COLUMNS} ${FROM} WHERE ${where} ORDER BY ${order}, o."id" LIMIT ? OFFSET ?`,
  ).all(...parameters, limit, offset);
  return { total, states, kinds, obligors, rows: rows.map((row) => viewOf(sql, row, now)) };
}

/** How many of a filter there are by the words of a column. */
function countedBy<Word extends string>(
  sql: SqlConnection,
  column: string,
  filter: ObligationFilter,
  now: Moment,
): Partial<Record<Word, number>> {
  const { sql: where, parameters } = joined([...conditionsOf(filter), ...inStates(filter, now)]);
  const rows = statement<string[], { word: Word; count: number }>(
    sql,
    `SELECT ${column} AS "word", count(*) AS "count" ${FROM} WHERE ${where} GROUP BY 1`,
  ).all(...parameters);
  return Object.fromEntries(rows.map(({ word, count }) => [word, count])) as Partial<Record<Word, number>>;
}

function inStates({ state }: ObligationFilter, now: Moment): readonly Condition[] {
  return state?.length ? [anyOf(state.map((one) => stateCondition(one, now)))] : [];
}

function anyOf(parts: readonly Condition[]): Condition {
  return {
    sql: parts.map((part) => `(${part.sql})`).join(' OR '),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

/** One obligation as lists show it; undefined when there is none. */
export function findObligation(sql: SqlConnection, id: string, now: Moment): ObligationRow | undefined {
  const row = statement<[string], Stored>(sql, `SELECT ${COLUMNS} ${FROM} WHERE o."id" = ?`).get(id);
  return row && viewOf(sql, row, now);
}

/** What else the event of an obligation made due. */
export function siblingsOf(sql: SqlConnection, id: string, now: Moment): ObligationRow[] {
  return statement<[string, string], Stored>(
    sql,
    `SELECT ${COLUMNS} ${FROM} WHERE o."triggerKey" = (SELECT "triggerKey" FROM "Obligation" WHERE "id" = ?) AND o."id" <> ?
     ORDER BY o."dueOn" IS NULL, o."dueOn", o."id" LIMIT 50`,
  )
    .all(id, id)
    .map((row) => viewOf(sql, row, now));
}

function factsOf(row: Stored): ObligationFacts {
  const { side, dueOn, dueAt, dueSoonOn, metOn, metAt, paused } = row;
  return { side, dueOn, dueAt, dueSoonOn, metOn, metAt, paused: paused !== 0 };
}

function startView({ startEvent, startOn, startAt, startBasis }: Stored): ObligationRow['clockStart'] {
  return startEvent === null || startOn === null || startBasis === null
    ? null
    : { event: startEvent, on: startOn, at: startAt, basis: startBasis };
}

function viewOf(sql: SqlConnection, row: Stored, now: Moment): ObligationRow {
  const facts = factsOf(row);
  const state = stateOf(facts, now);
  const counts = state !== 'met' && state !== 'met_late' && row.dueOn !== null;
  const { startEvent, startOn, startAt, startBasis, paused, clause, side, dueSoonOn, metAt, triggerKey, ...shown } =
    row;
  return {
    ...shown,
    clockStart: startView(row),
    state,
    daysLeft: counts && row.dueOn !== null ? daysBetween(now.today, row.dueOn) : null,
    daysLate: daysLate(facts, now),
    devices: deviceCount(sql, row),
  };
}

/** The worst first: what was broken, what is near, what runs. */
const REPORT_ORDER: readonly ObligationState[] = [
  'breached',
  'due_soon',
  'disputed',
  'paused',
  'running',
  'waiting',
  'met_late',
  'met',
  'superseded',
  'waived',
  'not_applicable',
];

/**
 * The commitments report (cli.md): every obligation as it stands on a day. What was done, or decided, after that day had not
 * happened on it; a decision has no day of its own, so it counts as it stands.
 */
export function obligationsReport(
  sql: SqlConnection,
  asOf: Day,
  now: Moment,
): { asOf: Day; rows: ObligationReportRow[] } {
  const rows = statement<[], Stored>(
    sql,
    `SELECT ${COLUMNS} ${FROM} ORDER BY o."dueOn" IS NULL, o."dueOn", v."name", o."id"`,
  )
    .all()
    .map((row) => {
      const known = row.metOn !== null && row.metOn > asOf ? { ...row, metOn: null, metAt: null } : row;
      const facts = factsOf(known);
      const state = stateOf(facts, now);
      const late = daysLate(facts, now);
      const start = startView(row);
      return {
        commitment: row.clause ?? row.kind,
        kind: row.kind,
        vendor: row.vendor,
        contract: row.contract,
        trigger: row.title,
        clockStart: start && { event: start.event, on: start.on, basis: start.basis },
        ...(row.dueAt === null ? { dueOn: row.dueOn } : { dueAt: row.dueAt }),
        ...(known.metOn === null ? {} : { metOn: known.metOn }),
        state,
        ...(late === null ? {} : { daysLate: late }),
        devices: deviceCount(sql, row),
      };
    });
  const place = (row: ObligationReportRow) => REPORT_ORDER.indexOf(row.state);
  return { asOf, rows: rows.sort((a, b) => place(a) - place(b)) };
}
