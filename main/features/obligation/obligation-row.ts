import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ClockStart, SeverityBand } from '../../domain/commitment.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { TriggerKey, TriggerKind } from '../../domain/obligation.ts';
import type { SideState, StartBasis } from '../../domain/obligation-clock.ts';
import type { CommandContext } from '../context.ts';

/** What the rules say of an obligation. */
export interface StoredState {
  readonly title: string;
  readonly band: SeverityBand;
  readonly startEvent: ClockStart | null;
  readonly startOn: Day | null;
  readonly startAt: Instant | null;
  readonly startBasis: StartBasis | null;
  readonly dueOn: Day | null;
  readonly dueAt: Instant | null;
  readonly dueSoonOn: Day | null;
  readonly ruleVersion: number;
  readonly pausedDays: number;
  readonly metOn: Day | null;
  readonly metAt: Instant | null;
  readonly side: SideState | null;
  readonly supersededById: string | null;
}

/** Before the rules have looked at it. */
export const NOTHING_KNOWN = {
  startEvent: null,
  startOn: null,
  startAt: null,
  startBasis: null,
  dueOn: null,
  dueAt: null,
  dueSoonOn: null,
  pausedDays: 0,
  metOn: null,
  metAt: null,
  side: null,
  supersededById: null,
} as const satisfies Partial<StoredState>;

/** What an obligation is about; never changed. */
export interface StoredAbout {
  readonly id: string;
  readonly commitmentId: string;
  readonly triggerKind: TriggerKind;
  readonly triggerKey: TriggerKey;
  readonly advisoryId: string | null;
  readonly cve: string | null;
  readonly modelId: string | null;
}

/** An obligation as it is stored, with what people added to it. */
export interface StoredObligation extends StoredAbout, StoredState {
  readonly revision: number;
  /** Severity of its promise. */
  readonly promisedBand: SeverityBand;
  readonly contractId: string | null;
  /** Rows of evidence, also those that were taken back. */
  readonly evidence: number;
  /** Of the first evidence that meets it. */
  readonly evidenceOn: Day | null;
  readonly evidenceAt: Instant | null;
  readonly installed: number;
  readonly pauses: readonly { readonly fromOn: Day; readonly untilOn: Day | null }[];
}

/** What the program computes of an obligation anew whenever something changes. */
export const OBLIGATION_STATE = [
  'title',
  'band',
  'startEvent',
  'startOn',
  'startAt',
  'startBasis',
  'dueOn',
  'dueAt',
  'dueSoonOn',
  'ruleVersion',
  'pausedDays',
  'metOn',
  'metAt',
  'side',
  'supersededById',
] as const satisfies readonly (keyof StoredState)[];
const ABOUT = [
  'id',
  'commitmentId',
  'triggerKind',
  'triggerKey',
  'advisoryId',
  'cve',
  'modelId',
] as const satisfies readonly (keyof StoredAbout)[];

const quoted = (columns: readonly string[], of = '') => columns.map((column) => `${of}"${column}"`).join(', ');

/** The obligations of events as they are stored. */
export function readState(sql: SqlConnection, keys: readonly TriggerKey[]): StoredObligation[] {
  const asked = JSON.stringify(keys);
  const pauses = Map.groupBy(
    statement<[string], { obligationId: string; fromOn: Day; untilOn: Day | null }>(
      sql,
      `SELECT x."obligationId", x."fromOn", x."untilOn" FROM "ObligationPause" x JOIN "Obligation" o ON o."id" = x."obligationId"
       WHERE o."triggerKey" IN (SELECT value FROM json_each(?))`,
    ).all(asked),
    ({ obligationId }) => obligationId,
  );
  const first = `FROM "ObligationEvidence" e WHERE e."obligationId" = o."id" AND e."removedAt" IS NULL AND e."meets" ORDER BY e."onDay", e."at" IS NULL, e."at" LIMIT 1`;
  return statement<[string], Omit<StoredObligation, 'pauses'>>(
    sql,
    `SELECT ${quoted([...ABOUT, ...OBLIGATION_STATE, 'revision'], 'o.')}, p."severity" AS "promisedBand", p."contractId",
       (SELECT count(*) FROM "ObligationEvidence" e WHERE e."obligationId" = o."id") AS "evidence",
       (SELECT e."onDay" ${first}) AS "evidenceOn", (SELECT e."at" ${first}) AS "evidenceAt",
       (SELECT count(*) FROM "Installation" i WHERE i."obligationId" = o."id") AS "installed"
     FROM "Obligation" o JOIN "Commitment" p ON p."id" = o."commitmentId" WHERE o."triggerKey" IN (SELECT value FROM json_each(?)) ORDER BY o."id"`,
  )
    .all(asked)
    .map((row) => ({ ...row, pauses: pauses.get(row.id) ?? [] }));
}

/** Writes a new obligation. */
export function writeNew(
  sql: SqlConnection,
  about: StoredAbout,
  state: StoredState,
  stamped: { createdAt: string; createdBy: string; updatedAt: string; updatedBy: string },
): void {
  const columns = [...ABOUT, ...OBLIGATION_STATE];
  statement<(string | number | null)[]>(
    sql,
    `INSERT INTO "Obligation" (${quoted(columns)}, "revision", "createdAt", "createdBy", "updatedAt", "updatedBy")
     VALUES (${columns.map(() => '?').join(', ')}, 1, ?, ?, ?, ?)`,
  ).run(
    ...ABOUT.map((column) => about[column]),
    ...OBLIGATION_STATE.map((column) => state[column]),
    stamped.createdAt,
    stamped.createdBy,
    stamped.updatedAt,
    stamped.updatedBy,
  );
}

/** Writes what the rules say anew; false where nothing differs. */
export function writeState(
  sql: SqlConnection,
  known: StoredObligation,
  state: StoredState,
  { now, actor }: Pick<CommandContext, 'now' | 'actor'>,
): boolean {
  if (OBLIGATION_STATE.every((column) => known[column] === state[column])) return false;
  statement<(string | number | null)[]>(
    sql,
    `UPDATE "Obligation" SET ${OBLIGATION_STATE.map((column) => `"${column}" = ?`).join(', ')}, "revision" = "revision" + 1, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
  ).run(...OBLIGATION_STATE.map((column) => state[column]), now, actor, known.id);
  return true;
}
