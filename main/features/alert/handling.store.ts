import { type SqlConnection, statement } from '../../data/connection.ts';
import type { AlertFacts, AlertState } from '../../domain/alert.ts';
import type { Day } from '../../domain/day.ts';
import type { CommandContext } from '../context.ts';
import { nextRevision, stamp } from '../records.ts';

/** What somebody does about an alert. */
export interface Handling {
  readonly state: AlertState;
  readonly snoozedUntilOn: Day | null;
  readonly assignee: string | null;
  readonly reason: string | null;
}

/** What the alert said when somebody decided about it. */
export interface Basis {
  /** What it is about, for the history. */
  readonly name: string;
  /** Who acknowledged or snoozed it, and when; null while it is open. */
  readonly decidedBy: string | null;
  readonly decidedOn: Day | null;
  readonly facts: AlertFacts;
}

export interface HandlingRow extends Handling {
  readonly key: string;
  readonly revision: number;
  /** JSON of {@link Basis}; parsed only where it is compared. */
  readonly facts: string;
}

export const UNHANDLED: Handling = { state: 'open', snoozedUntilOn: null, assignee: null, reason: null };

const COLUMNS = '"key", "state", "snoozedUntilOn", "assignee", "reason", "facts", "revision"';

/** Everything that was done about alerts, by key; also about those that are gone for now. */
export function handlings(sql: SqlConnection): ReadonlyMap<string, HandlingRow> {
  const rows = statement<[], HandlingRow>(sql, `SELECT ${COLUMNS} FROM "AlertHandling"`).all();
  return new Map(rows.map((row) => [row.key, row]));
}

/** What was done about one alert; null when nothing was. */
export function handlingOf(sql: SqlConnection, key: string): HandlingRow | null {
  return (
    statement<[string], HandlingRow>(sql, `SELECT ${COLUMNS} FROM "AlertHandling" WHERE "key" = ?`).get(key) ?? null
  );
}

export function basisOf({ facts }: HandlingRow): Basis {
  return JSON.parse(facts) as Basis;
}

/**
 * Writes what was done about an alert, with its place in the history; the revision that holds from now on.
 * @throws AppError `stale_edit`
 */
export function saveHandling(
  context: CommandContext,
  key: string,
  before: HandlingRow | null,
  known: number,
  next: Handling,
  basis: Basis,
): number {
  const { revision } = nextRevision(context, 'alert', before?.revision ?? 0, known);
  const made = stamp(context);
  statement<(string | number | null)[]>(
    context.sql,
    `INSERT INTO "AlertHandling" (${COLUMNS}, "createdAt", "createdBy", "updatedAt", "updatedBy") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("key") DO UPDATE SET "state" = excluded."state", "snoozedUntilOn" = excluded."snoozedUntilOn", "assignee" = excluded."assignee",
       "reason" = excluded."reason", "facts" = excluded."facts", "revision" = excluded."revision", "updatedAt" = excluded."updatedAt", "updatedBy" = excluded."updatedBy"`,
  ).run(
    key,
    next.state,
    next.snoozedUntilOn,
    next.assignee,
    next.reason,
    JSON.stringify(basis),
    revision,
    made.createdAt,
    made.createdBy,
    made.updatedAt,
    made.updatedBy,
  );
  context.record('alert', key, fieldsOf(before ?? UNHANDLED), fieldsOf(next));
  return revision;
}

function fieldsOf({ state, snoozedUntilOn, assignee, reason }: Handling) {
  return { alertState: state, snoozedUntilOn, assignee, reason };
}
