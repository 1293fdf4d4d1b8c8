import type { CatalogueMatch } from './catalogue/match.ts';
import type { CatalogueRelease } from './catalogue/release.ts';
import { type Day, exactly, lastDayOf, type PartialDay } from './day.ts';
import type { ComponentKind } from './model.ts';
import type { Reason } from './reason.ts';

/** What a device's vendor can say of a component that its own maker no longer supports (domain.md 1.4, IMDRF N70 5.5). */
export const STATEMENT_KINDS = ['mitigated', 'maintained_by_vendor'] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

export interface ComponentStatement {
  readonly kind: StatementKind;
  readonly statedOn: Day;
  /** Last day for which it holds; null while it holds without an end. */
  readonly untilOn: Day | null;
}

/** A paid extension; it counts only with proof of purchase and the device vendor's approval (domain.md E2). */
export interface ComponentExtension {
  readonly purchasedUntilOn: Day;
  readonly hasProof: boolean;
  readonly vendorApproved: boolean;
}

/** One part of a device's software as the register knows it. */
export interface ComponentFact {
  readonly kind: ComponentKind;
  readonly name: string;
  readonly edition: string | null;
  /** What the catalogue makes of it; asked once when facts are read, so that rules need no catalogue. */
  readonly match: CatalogueMatch;
  readonly securityRelevant: boolean;
  /** An own date, which goes before the catalogue's. */
  readonly ownEnd: PartialDay | null;
  readonly statements: readonly ComponentStatement[];
  readonly extensions: readonly ComponentExtension[];
}

/**
 * Until when something is supported.
 * `until`: the last supported day, perhaps only by month or year. `unlimited`: nothing limits. `ended`: over, on a day that
 * nobody knows. `unknown`: nobody knows; `notLaterThan` is an upper limit where there is one.
 */
export type SupportEnd =
  | { readonly kind: 'until'; readonly end: PartialDay }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'unknown'; readonly notLaterThan: Day | null };

export interface ComponentEnd {
  readonly end: SupportEnd;
  /** The product as the catalogue names it, or as it was typed. */
  readonly name: string;
  /** Last day to which a paid extension is on offer; null when there is none or it already counts. */
  readonly extensionPossibleUntil: Day | null;
  readonly reasons: readonly Reason[];
}

/** The end of a component's support on a day, with what it rests on (domain.md 1.4 `componentEnd`). */
export function componentEnd(component: ComponentFact, today: Day): ComponentEnd {
  const { match } = component;
  const release = match.kind === 'release' ? match.release : null;
  const name = release?.label ?? component.name;
  const own = ownSupportEnd(component, match, name);
  const statement = statementEnd(component, name, today);
  if (statement?.end.kind === 'unlimited') {
    return { end: statement.end, name, extensionPossibleUntil: null, reasons: statement.reasons };
  }
  const extension = extensionEnd(component, release, name);
  const reasons = [...own.reasons, ...(statement?.reasons ?? []), ...extension.reasons];
  const longest = [statement?.end, extension.end].reduce<SupportEnd>(
    (best, other) => (other && lastsLonger(other, best) ? other : best),
    own.end,
  );
  return { end: longest, name, extensionPossibleUntil: extension.possibleUntil, reasons };
}

function ownSupportEnd(
  component: ComponentFact,
  match: CatalogueMatch,
  name: string,
): { end: SupportEnd; reasons: Reason[] } {
  if (component.ownEnd !== null) return { end: { kind: 'until', end: component.ownEnd }, reasons: [] };
  if (match.kind === 'none') {
    return { end: unknown(null), reasons: [{ code: 'component_not_in_catalogue', name }] };
  }
  if (match.kind === 'ambiguous') {
    const reason: Reason = { code: 'component_edition_missing', name, missing: match.missing };
    return { end: unknown(match.latestEnd), reasons: [reason] };
  }
  const { securityEnd } = match.release;
  if (securityEnd === 'open') return { end: unknown(null), reasons: [{ code: 'component_end_not_announced', name }] };
  if (securityEnd === 'ended')
    return { end: { kind: 'ended' }, reasons: [{ code: 'component_ended_day_unknown', name }] };
  return { end: { kind: 'until', end: exactly(securityEnd) }, reasons: [] };
}

function statementEnd(
  component: ComponentFact,
  name: string,
  today: Day,
): { end: SupportEnd; reasons: Reason[] } | null {
  const made = component.statements.filter((statement) => statement.statedOn <= today);
  const last = made.reduce<ComponentStatement | null>(
    (best, other) =>
      best === null || (best.untilOn !== null && (other.untilOn ?? '9999') > best.untilOn) ? other : best,
    null,
  );
  if (last === null) return null;
  const reason: Reason =
    last.kind === 'mitigated'
      ? { code: 'component_mitigated', name }
      : { code: 'component_maintained_by_vendor', name, until: last.untilOn };
  return {
    end: last.untilOn === null ? { kind: 'unlimited' } : { kind: 'until', end: exactly(last.untilOn) },
    reasons: [reason],
  };
}

function extensionEnd(
  component: ComponentFact,
  release: CatalogueRelease | null,
  name: string,
): { end: SupportEnd | null; possibleUntil: Day | null; reasons: Reason[] } {
  const programmeEnd = release?.paidExtensionEndOn ?? null;
  const bought = component.extensions.map((extension) => ({
    ...extension,
    // The programme itself ends: nobody can buy beyond its last day (domain.md E3).
    until:
      programmeEnd !== null && programmeEnd < extension.purchasedUntilOn ? programmeEnd : extension.purchasedUntilOn,
  }));
  const counting = bought.filter((extension) => extension.hasProof && extension.vendorApproved);
  const until = counting.reduce<Day | null>((best, { until: on }) => (best === null || on > best ? on : best), null);
  const reasons: Reason[] = bought
    .filter((extension) => !(extension.hasProof && extension.vendorApproved))
    .map((extension) => ({
      code: extension.hasProof ? 'extension_not_approved' : 'extension_without_proof',
      name,
      until: extension.until,
    }));
  if (until !== null) reasons.push({ code: 'extension_counts', name, until });
  const possibleUntil = programmeEnd !== null && (until === null || programmeEnd > until) ? programmeEnd : null;
  if (possibleUntil !== null) reasons.push({ code: 'extension_possible', name, until: possibleUntil });
  return { end: until === null ? null : { kind: 'until', end: exactly(until) }, possibleUntil, reasons };
}

function lastsLonger(other: SupportEnd, best: SupportEnd): boolean {
  if (other.kind !== 'until') return false;
  if (best.kind !== 'until') return best.kind !== 'unlimited';
  return lastDayOf(other.end) > lastDayOf(best.end);
}

function unknown(notLaterThan: Day | null): SupportEnd {
  return { kind: 'unknown', notLaterThan };
}
