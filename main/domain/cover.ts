import { type ContractTerms, cancelledEnd, lastAgreedDay, renewsByItself } from './contract-term.ts';
import { addDays, type Day, daysBetween } from './day.ts';
import type { Tristate } from './device.ts';
import type { Reason } from './reason.ts';

/** One contract line or warranty of a device, reduced to what matters for security updates (domain.md 1.3, E10). */
export interface CoverLine {
  /** Contract number, or null for the warranty. */
  readonly contract: string | null;
  readonly includesSecurityUpdates: Tristate;
  /** First covered day; null when it always was. */
  readonly startsOn: Day | null;
  /** Last covered day; null when it has no end, or renews by itself. */
  readonly endsOn: Day | null;
  readonly renews: boolean;
}

/** Whether security updates stop without a contract, and who said so. */
export interface UpdateEntitlement {
  readonly needsContract: Tristate;
  readonly saidBy: 'model' | 'checklist' | null;
}

export interface Cover {
  /** Last day with security updates; null when cover does not limit. */
  readonly endsOn: Day | null;
  /** True while cover is needed and none is in force: the end then is the day before today, on every day (domain.md 1.4). */
  readonly lapsed: boolean;
  /** Contract or warranty that gives the end. */
  readonly limitedBy: CoverLine | null;
  readonly reasons: readonly Reason[];
}

/** The line of a device under a contract; the line's own dates go before the contract's and do not renew (domain.md E10). */
export function contractCoverLine(
  contract: { readonly number: string; readonly terms: ContractTerms; readonly includesSecurityUpdates: Tristate },
  line: {
    readonly startsOn: Day | null;
    readonly endsOn: Day | null;
    readonly includesSecurityUpdates: Tristate | null;
  },
): CoverLine {
  const renews = line.endsOn === null && renewsByItself(contract.terms);
  return {
    contract: contract.number,
    includesSecurityUpdates: line.includesSecurityUpdates ?? contract.includesSecurityUpdates,
    startsOn: line.startsOn ?? contract.terms.startsOn,
    endsOn: renews ? null : (line.endsOn ?? cancelledEnd(contract.terms) ?? lastAgreedDay(contract.terms)),
    renews,
  };
}

/** A warranty counts as cover that includes updates (domain.md 1.3). */
export function warrantyCoverLine(startsOn: Day | null, endsOn: Day): CoverLine {
  return { contract: null, includesSecurityUpdates: 'yes', startsOn, endsOn, renews: false };
}

const UNLIMITED = { endsOn: null, lapsed: false, limitedBy: null } as const;

/**
 * Until when security updates are owed, by the unbroken chain of lines that starts today (domain.md 1.4).
 * Where nobody has said whether updates need a contract, cover does not limit and a reason says so.
 */
export function coverOn(entitlement: UpdateEntitlement, unordered: readonly CoverLine[], today: Day): Cover {
  if (entitlement.needsContract === 'no') {
    return { ...UNLIMITED, reasons: [{ code: 'updates_owed_without_contract' }] };
  }
  if (entitlement.needsContract === 'unknown') {
    return { ...UNLIMITED, reasons: [{ code: 'coverage_not_known' }] };
  }
  const lines = inOrder(unordered);
  const reasons: Reason[] = lines
    .filter((line) => line.contract !== null && line.includesSecurityUpdates === 'unknown')
    .map((line) => ({ code: 'contract_updates_not_stated', contract: line.contract ?? '' }));
  const including = lines.filter((line) => line.includesSecurityUpdates === 'yes');
  let last = longest(
    including.filter((line) => startsBy(line, today) && (line.endsOn === null || line.endsOn >= today)),
  );
  if (last === null) {
    reasons.push({ code: 'no_contract_in_force' }, ...gapReason(including, addDays(today, -1)));
    return { endsOn: addDays(today, -1), lapsed: true, limitedBy: null, reasons };
  }
  for (;;) {
    const end: Day | null = last.endsOn;
    if (end === null) {
      if (last.contract !== null && last.renews) reasons.push({ code: 'contract_renews', contract: last.contract });
      return { ...UNLIMITED, reasons };
    }
    const next = longest(
      including.filter((line) => startsBy(line, addDays(end, 1)) && (line.endsOn === null || line.endsOn > end)),
    );
    if (next === null) break;
    last = next;
  }
  if (last.contract === null) reasons.push({ code: 'warranty_counts_as_cover' });
  if (last.endsOn !== null) reasons.push(...gapReason(including, last.endsOn));
  return { endsOn: last.endsOn, lapsed: false, limitedBy: last, reasons };
}

/** One order for the same lines, so that of two that end on one day the same one is always named. */
function inOrder(lines: readonly CoverLine[]): readonly CoverLine[] {
  const key = ({ contract, startsOn, endsOn }: CoverLine) => `${contract ?? ''}\n${startsOn ?? ''}\n${endsOn ?? ''}`;
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return lines.length < 2 ? lines : [...lines].sort((a, b) => compare(key(a), key(b)));
}

function startsBy(line: CoverLine, on: Day): boolean {
  return line.startsOn === null || line.startsOn <= on;
}

function longest(lines: readonly CoverLine[]): CoverLine | null {
  let best: CoverLine | null = null;
  for (const line of lines) {
    if (best === null || line.endsOn === null || (best.endsOn !== null && line.endsOn > best.endsOn)) best = line;
    if (best.endsOn === null) return best;
  }
  return best;
}

/** The gap after `end` before the next line, if one follows (domain.md E11). */
function gapReason(lines: readonly CoverLine[], end: Day): Reason[] {
  const next = lines
    .map((line) => line.startsOn)
    .filter((on): on is Day => on !== null && on > end)
    .sort()[0];
  if (next === undefined) return [];
  const days = daysBetween(end, next) - 1;
  return days > 0 ? [{ code: 'gap_in_cover', days, from: addDays(end, 1), until: addDays(next, -1) }] : [];
}
