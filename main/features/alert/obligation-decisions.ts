import { type SqlConnection, statement } from '../../data/connection.ts';
import type { AlertFacts } from '../../domain/alert.ts';
import type { CommitmentKind, Obligor } from '../../domain/commitment.ts';
import { addDays, type Day } from '../../domain/day.ts';
import type { ObligationId, VendorId } from '../../domain/ids.ts';
import { endOfDay, type ObligationState } from '../../domain/obligation-clock.ts';
import { stateCondition } from '../obligation/obligation-list.store.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

/** Kinds of line, by the state of what they stand for. */
const KINDS = { breached: 'obligation_breached', due_soon: 'obligation_due', waiting: 'obligation_waiting' } as const;
type LineState = keyof typeof KINDS;
const STATES = Object.keys(KINDS) as LineState[];

interface Row {
  readonly id: ObligationId;
  readonly kind: CommitmentKind;
  readonly obligor: Obligor;
  readonly vendorId: VendorId | null;
  readonly vendor: string | null;
  readonly contract: string | null;
  readonly title: string;
  readonly by: Day;
}

/** Starts of which only the vendor can tell the day; for the others nothing happened yet, and nobody has to ask. */
const TOLD_BY_VENDOR = `('VENDOR_AWARE', 'PUBLIC_DISCLOSURE', 'CVE_PUBLISHED')`;

/**
 * What was not met, what is due soon, and what waits for a start that the vendor has to tell: a line for each kind of promise of
 * one party. A clock that waits has to be asked about since the day on which somebody confirmed what it is about.
 */
export function obligationDecisions(sql: SqlConnection, today: Day): Decision[] {
  return STATES.flatMap((state) => {
    const lines = Map.groupBy(rowsOf(sql, state, today), (row) => keyOf(state, row));
    return [...lines].map(([key, rows]) => lineOf(key, KINDS[state], rows, today));
  });
}

/** What a person decides on: every obligation of the line with its day, so that one that joins brings it back. */
export function obligationFacts(sql: SqlConnection, { key }: Pick<Decision, 'key'>, today: Day): AlertFacts {
  return STATES.flatMap((state) => rowsOf(sql, state, today).filter((row) => keyOf(state, row) === key)).map(
    ({ id, by }) => ({ by, end: null, members: [id] }),
  );
}

/** Whether a line stands for obligations. */
export function isAboutObligations({ obligation }: Pick<Decision, 'obligation'>): boolean {
  return obligation !== null;
}

function keyOf(state: LineState, { kind, obligor, vendorId }: Row): string {
  return [KINDS[state], kind, obligor, vendorId ?? ''].join('|');
}

function rowsOf(sql: SqlConnection, state: LineState, today: Day): Row[] {
  const { sql: condition, parameters } = stateCondition(state satisfies ObligationState, momentOf(today));
  const waits = state === 'waiting';
  const asked = `coalesce((SELECT min(f."decidedOn") FROM "Finding" f WHERE f."state" = 'confirmed'
    AND (f."advisoryId" = o."advisoryId" OR (o."advisoryId" IS NULL AND f."advisoryId" IS NULL AND f."cve" = o."cve"))), '')`;
  return statement<string[], Row>(
    sql,
    `SELECT o."id", p."kind", p."obligor", p."vendorId", v."name" AS "vendor", c."number" AS "contract", o."title", ${waits ? asked : 'o."dueOn"'} AS "by"
     FROM "Obligation" o JOIN "Commitment" p ON p."id" = o."commitmentId" LEFT JOIN "Vendor" v ON v."id" = p."vendorId"
     LEFT JOIN "Contract" c ON c."id" = p."contractId"
     WHERE ${condition}${waits ? ` AND p."clockStart" IN ${TOLD_BY_VENDOR}` : ''} ORDER BY "by", o."id"`,
  )
    .all(...parameters)
    .filter(({ by }) => by !== '');
}

/** A limit of hours counts as passed from the next day on: a line that comes and goes within a day helps nobody. */
function momentOf(today: Day) {
  return { today, at: endOfDay(addDays(today, -1), Intl.DateTimeFormat().resolvedOptions().timeZone) };
}

function lineOf(key: string, kind: (typeof KINDS)[LineState], rows: readonly Row[], today: Day): Decision {
  const [first] = rows;
  if (first === undefined) throw new RangeError('a line without an obligation');
  const single = rows.length === 1;
  return {
    ...NO_CONTRACT,
    key,
    kind,
    by: first.by,
    ...distance(first.by, today),
    band: null,
    devices: 0,
    deviceId: null,
    assetTag: null,
    modelId: null,
    model: null,
    vendorId: first.vendorId,
    vendor: first.vendor,
    limitedBy: null,
    endsOn: null,
    leadMonths: null,
    contract: single ? first.contract : null,
    title: single ? first.title : null,
    obligation: {
      id: single ? first.id : null,
      kind: first.kind,
      obligor: first.obligor,
      count: rows.length,
    },
  };
}
