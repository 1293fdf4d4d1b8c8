import type { z } from 'zod';
import type { scorecard, scorecardPeriodSchema, scoredRowSchema } from '../../contract/scorecard.ts';
import { statement } from '../../data/connection.ts';
import type { ClockStart, CommitmentKind, SeverityBand } from '../../domain/commitment.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { ContractId, ObligationId, VendorId } from '../../domain/ids.ts';
import { daysLate, type SideState, type StartBasis, stateOf } from '../../domain/obligation-clock.ts';
import { isInPeriod, type ScoredObligation, score, scoreLines, scoreQuarters } from '../../domain/scorecard.ts';
import type { Source } from '../context.ts';
import { momentOn } from '../obligation/obligation-list.store.ts';

export type ScorecardPeriod = z.output<typeof scorecardPeriodSchema>;
export type ScoredRow = z.input<typeof scoredRowSchema>;
/** An obligation with what its scorecard counts, and what its line of evidence says. */
export interface Scored extends ScoredObligation, Omit<ScoredRow, keyof ScoredObligation> {
  readonly vendorId: VendorId | null;
}

interface Row {
  readonly id: ObligationId;
  readonly vendorId: VendorId | null;
  readonly kind: CommitmentKind;
  readonly band: SeverityBand;
  readonly clockStart: ClockStart;
  readonly title: string;
  readonly contractId: ContractId | null;
  readonly contract: string | null;
  readonly clause: string | null;
  readonly page: string | null;
  readonly startOn: Day | null;
  readonly startBasis: StartBasis | null;
  readonly dueOn: Day | null;
  readonly dueAt: Instant | null;
  readonly dueSoonOn: Day | null;
  readonly metOn: Day | null;
  readonly metAt: Instant | null;
  readonly side: SideState | null;
  readonly paused: 0 | 1;
}

/** Whose obligations: those of a vendor, those of the organisation itself, or all that vendors owe. */
export type Whose = { readonly vendorId: VendorId } | 'own' | 'vendors';

/** What a hospital owes, by its own rule or by a contract, is its own and never a vendor's. */
function whoseSql(whose: Whose): { readonly where: string; readonly parameters: readonly string[] } {
  if (whose === 'own') return { where: `c."obligor" = 'hospital'`, parameters: [] };
  if (whose === 'vendors') return { where: `c."obligor" <> 'hospital' AND c."vendorId" IS NOT NULL`, parameters: [] };
  return { where: `c."obligor" <> 'hospital' AND c."vendorId" = ?`, parameters: [whose.vendorId] };
}

/** The obligations that count in a period, each as it stands today. */
export function scoredObligations({ sql, today, now }: Source, whose: Whose, period: ScorecardPeriod): Scored[] {
  const { where, parameters } = whoseSql(whose);
  const traced = period.contractual ? `AND c."clause" <> '' AND c."page" <> ''` : '';
  const rows = statement<string[], Row>(
    sql,
    `SELECT o."id", c."vendorId", c."kind", o."band", c."clockStart", o."title", c."contractId", k."number" AS "contract",
       c."clause", c."page", o."startOn", o."startBasis", o."dueOn", o."dueAt", o."dueSoonOn", o."metOn", o."metAt", o."side",
       EXISTS (SELECT 1 FROM "ObligationPause" p WHERE p."obligationId" = o."id" AND p."untilOn" IS NULL) AS "paused"
     FROM "Commitment" c JOIN "Obligation" o ON o."commitmentId" = c."id" LEFT JOIN "Contract" k ON k."id" = c."contractId"
     WHERE ${where} ${traced} ORDER BY o."id"`,
  ).all(...parameters);
  const moment = momentOn(today, { today, now });
  return rows
    .map(({ dueAt, dueSoonOn, metAt, side, paused, ...row }): Scored => {
      const facts = { side, dueOn: row.dueOn, dueAt, dueSoonOn, metOn: row.metOn, metAt, paused: paused === 1 };
      return { ...row, state: stateOf(facts, moment), daysLate: daysLate(facts, moment) };
    })
    .filter((one) => isInPeriod(one, period));
}

/** Whether a promise stands on paper that somebody can open at the place. */
export function isTraced({ clause, page }: Pick<Scored, 'clause' | 'page'>): boolean {
  return Boolean(clause) && Boolean(page);
}

/** The latest first, then what is due first. */
export function worstFirst(rows: readonly Scored[]): Scored[] {
  const later = (a: string | null, b: string | null) => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0);
  return rows.toSorted(
    (a, b) => (b.daysLate ?? -1) - (a.daysLate ?? -1) || later(a.dueOn, b.dueOn) || later(a.id, b.id),
  );
}

/** Late obligations that a scorecard names; the export has all. */
const WORST = 50;

/** The figures of a scorecard with its worst obligations. */
export function scorecardOf(
  rows: readonly Scored[],
  asOf: Day,
): z.input<NonNullable<(typeof scorecard.get)['~orpc']['outputSchema']>> {
  return {
    asOf,
    total: score(rows),
    untraced: rows.filter((row) => !isTraced(row)).length,
    lines: scoreLines(rows),
    quarters: scoreQuarters(rows),
    worst: worstFirst(rows.filter(({ state }) => state === 'met_late' || state === 'breached'))
      .slice(0, WORST)
      .map(evidenceOf),
  };
}

/** An obligation as a line of evidence. */
export function evidenceOf({ vendorId, clockStart, ...row }: Scored): ScoredRow {
  return row;
}

/** All vendors with obligations in a period, the lowest rate first, those without a rate last; and the organisation itself. */
export function compareVendors(source: Source, period: ScorecardPeriod) {
  const names = new Map(
    statement<[], { id: VendorId; name: string }>(source.sql, 'SELECT "id", "name" FROM "Vendor"')
      .all()
      .map(({ id, name }) => [id, name]),
  );
  const groups = Map.groupBy(scoredObligations(source, 'vendors', period), ({ vendorId }) => vendorId);
  const rows = [...groups].flatMap(([vendorId, own]) =>
    vendorId === null ? [] : [{ vendorId, vendor: names.get(vendorId) ?? '', ...score(own) }],
  );
  const rate = ({ onTime }: { readonly onTime: number | null }) => onTime ?? 2;
  rows.sort(
    (a, b) =>
      rate(a) - rate(b) || b.breached + b.metLate - a.breached - a.metLate || a.vendor.localeCompare(b.vendor, 'en'),
  );
  const own = scoredObligations(source, 'own', period);
  return { asOf: source.today, rows, own: own.length === 0 ? null : score(own) };
}
