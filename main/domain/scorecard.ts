import {
  type ClockStart,
  COMMITMENT_KINDS,
  type CommitmentKind,
  SEVERITY_BANDS,
  type SeverityBand,
} from './commitment.ts';
import type { Day } from './day.ts';
import type { ObligationState, StartBasis } from './obligation-clock.ts';

/** What a scorecard knows of one obligation. */
export interface ScoredObligation {
  readonly kind: CommitmentKind;
  readonly band: SeverityBand;
  readonly state: ObligationState;
  /** Event that starts its clock by the promise. */
  readonly clockStart: ClockStart;
  /** How its start is known; null while it waits for one. */
  readonly startBasis: StartBasis | null;
  /** Last day that is in time; null while the clock waits. */
  readonly dueOn: Day | null;
  /** Day on which it was done; null while it is not. */
  readonly metOn: Day | null;
  /** Days past the due day on which it was met, or up to today while it is owed; null where it is not late. */
  readonly daysLate: number | null;
}

/** Obligations below which a rate says nothing: it is not shown as a percentage then. */
export const ENOUGH = 5;

/** Starts that only whoever owes can tell; of all others a third source or the hospital itself knows. */
const TOLD_BY_OBLIGOR: readonly ClockStart[] = [
  'VENDOR_AWARE',
  'FIX_AVAILABLE',
  'INCIDENT_DETERMINED',
  'VERSION_RELEASED',
];

/** States in which it is decided whether a promise was kept in time. */
const DECIDED: readonly ObligationState[] = ['met', 'met_late', 'breached'];
/** Those of them that came too late. */
const LATE: readonly ObligationState[] = ['met_late', 'breached'];
/** States in which the clock runs, stands still or waits for its start. */
const OPEN: readonly ObligationState[] = ['waiting', 'running', 'due_soon', 'paused'];

/** The figures of a set of obligations (domain.md 2.2). */
export interface Score {
  readonly met: number;
  readonly metLate: number;
  readonly breached: number;
  /** Not decided yet; in no rate. */
  readonly open: number;
  /** Of those that count, how many have a start that whoever owes never told: it is assumed, or still waited for. */
  readonly undisclosed: number;
  /** Set apart by people; they count neither for nor against anybody. */
  readonly waived: number;
  readonly disputed: number;
  readonly notApplicable: number;
  /** A shorter promise of the same kind stands in their place; that one counts. */
  readonly superseded: number;
  /** Met in time of all that are decided, 0 to 1; null when fewer than {@link ENOUGH} are. */
  readonly onTime: number | null;
  /** Median days after the due day of what was met late or is still owed, the latter up to today; null when nothing is. */
  readonly medianDaysLate: number | null;
}

/** Day on which it was plain whether a promise was kept: when it was done, or its due day if that came first. Null while open. */
export function decidedOn({ state, dueOn, metOn }: Pick<ScoredObligation, 'state' | 'dueOn' | 'metOn'>): Day | null {
  if (!DECIDED.includes(state)) return null;
  if (dueOn === null) return metOn;
  return metOn !== null && metOn < dueOn ? metOn : dueOn;
}

/**
 * Whether an obligation belongs to a period, whose first and last day are included: by the day on which it was plain, of what
 * people set apart by its due day. What is open belongs to every period, and what never had a day too.
 */
export function isInPeriod(
  obligation: Pick<ScoredObligation, 'state' | 'dueOn' | 'metOn'>,
  { from, to }: { readonly from?: Day | undefined; readonly to?: Day | undefined },
): boolean {
  if (OPEN.includes(obligation.state)) return true;
  const on = decidedOn(obligation) ?? obligation.dueOn;
  return on === null || ((from === undefined || from <= on) && (to === undefined || on <= to));
}

/** Whether the start of an obligation was never told by whoever owes it. What people set apart is not looked at. */
export function isUndisclosed({ state, clockStart, startBasis }: ScoredObligation): boolean {
  if (!DECIDED.includes(state) && !OPEN.includes(state)) return false;
  return TOLD_BY_OBLIGOR.includes(clockStart) && (startBasis === null || startBasis === 'assumed');
}

/** The figures of obligations; their order does not matter. */
export function score(obligations: readonly ScoredObligation[]): Score {
  const count = (...states: readonly ObligationState[]) =>
    obligations.filter(({ state }) => states.includes(state)).length;
  const [met, metLate, breached] = [count('met'), count('met_late'), count('breached')];
  const decided = met + metLate + breached;
  return {
    met,
    metLate,
    breached,
    open: count(...OPEN),
    undisclosed: obligations.filter(isUndisclosed).length,
    waived: count('waived'),
    disputed: count('disputed'),
    notApplicable: count('not_applicable'),
    superseded: count('superseded'),
    onTime: decided < ENOUGH ? null : met / decided,
    medianDaysLate: median(
      obligations.flatMap(({ state, daysLate }) => (LATE.includes(state) && daysLate !== null ? [daysLate] : [])),
    ),
  };
}

/** The figures of obligations of one kind and band. */
export interface ScoreLine extends Score {
  readonly kind: CommitmentKind;
  readonly band: SeverityBand;
}

/** The figures per kind and severity band, in the order of the field's words. */
export function scoreLines(obligations: readonly ScoredObligation[]): ScoreLine[] {
  const groups = Map.groupBy(obligations, ({ kind, band }) => `${kind} ${band}`);
  return COMMITMENT_KINDS.flatMap((kind) =>
    SEVERITY_BANDS.flatMap((band) => {
      const own = groups.get(`${kind} ${band}`);
      return own === undefined ? [] : [{ kind, band, ...score(own) }];
    }),
  );
}

/** What was decided in one quarter of a calendar year. */
export interface ScoreQuarter {
  /** Its first and last day. */
  readonly from: Day;
  readonly to: Day;
  readonly met: number;
  readonly metLate: number;
  readonly breached: number;
}

/** The calendar quarter of a day, such as 20264 for the last of 2026. Quarters follow one another by {@link nextQuarter}. */
function quarterOf(on: Day): number {
  return Number(on.slice(0, 4)) * 10 + Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1;
}

function nextQuarter(quarter: number): number {
  return quarter % 10 === 4 ? quarter + 7 : quarter + 1;
}

/** Most quarters that are told apart: ten years. Of a longer time the latest are. */
export const MOST_QUARTERS = 40;

/** By quarter what was decided, without gaps from the first to the last with any; empty when nothing is decided. */
export function scoreQuarters(obligations: readonly ScoredObligation[]): ScoreQuarter[] {
  const decided = obligations.flatMap((one) => {
    const on = decidedOn(one);
    return on === null ? [] : [{ state: one.state, quarter: quarterOf(on) }];
  });
  if (decided.length === 0) return [];
  const groups = Map.groupBy(decided, ({ quarter }) => quarter);
  const last = Math.max(...groups.keys());
  const quarters: ScoreQuarter[] = [];
  for (let quarter = Math.min(...groups.keys()); quarter <= last; quarter = nextQuarter(quarter)) {
    const own = groups.get(quarter) ?? [];
    const count = (wanted: ObligationState) => own.filter(({ state }) => state === wanted).length;
    const [year, place] = [Math.floor(quarter / 10), quarter % 10];
    const month = (number: number) => `${year}-${String(number).padStart(2, '0')}`;
    quarters.push({
      from: `${month(place * 3 - 2)}-01` as Day,
      to: `${month(place * 3)}-${place === 1 || place === 4 ? 31 : 30}` as Day,
      met: count('met'),
      metLate: count('met_late'),
      breached: count('breached'),
    });
  }
  return quarters.slice(-MOST_QUARTERS);
}

/** The middle of numbers; of an even count the mean of the two in the middle. Null of none. */
function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
