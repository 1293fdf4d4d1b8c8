import type { CatalogueMatch } from './catalogue/match.ts';
import type { CatalogueRelease } from './catalogue/release.ts';
import { addDays, type Day, exactly, lastDayOf, type PartialDay } from './day.ts';
import type { ComponentKind } from './model.ts';
import type { Reason } from './reason.ts';

/**
 * What a device's vendor can say of a component that its own maker no longer supports (domain.md 1.3, 1.4, IMDRF N70 5.5).
 * The first three keep the device supported while they hold: the risk is mitigated, the vendor maintains the component
 * itself, or the device is not affected by its end. `approved` extends nothing by itself: it lets the patches of the
 * component's own maker onto the device, and with them a paid extension count.
 */
export const STATEMENT_KINDS = ['mitigated', 'maintained_by_vendor', 'not_affected', 'approved'] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

export interface ComponentStatement {
  readonly kind: StatementKind;
  readonly statedOn: Day;
  /** Last day for which it holds, inclusive; null while it holds without an end. */
  readonly untilOn: Day | null;
}

/** A paid extension; it counts only with proof of purchase and the device vendor's approval (domain.md E2). */
export interface ComponentExtension {
  readonly purchasedUntilOn: Day;
  readonly hasProof: boolean;
  /** The vendor approved this purchase; a statement `approved` stands for every purchase as long as it holds. */
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
  const extension = extensionEnd(component, release, name, today);
  const reasons = [...own.reasons, ...(statement?.reasons ?? []), ...extension.reasons];
  const longest = [statement?.end, extension.end].reduce<SupportEnd>(
    (best, other) => (other && lastsLonger(other, best, today) ? other : best),
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
  const overridden = overrideReasons(match.release, name);
  if (securityEnd === 'open')
    return { end: unknown(null), reasons: [{ code: 'component_end_not_announced', name }, ...overridden] };
  if (securityEnd === 'ended')
    return { end: { kind: 'ended' }, reasons: [{ code: 'component_ended_day_unknown', name }, ...overridden] };
  return { end: { kind: 'until', end: exactly(securityEnd) }, reasons: overridden };
}

/** Says which dates are this organisation's own and not the catalogue's. */
function overrideReasons({ securityEnd, paidExtensionEndOn, override }: CatalogueRelease, name: string): Reason[] {
  if (override === null) return [];
  const { why } = override;
  const reasons: Reason[] = [];
  if (securityEnd !== override.securityEnd && securityEnd !== 'open' && securityEnd !== 'ended')
    reasons.push({ code: 'catalogue_end_overridden', name, from: override.securityEnd, to: securityEnd, why });
  if (paidExtensionEndOn !== null && paidExtensionEndOn !== override.paidExtensionEndOn)
    reasons.push({ code: 'catalogue_extension_overridden', name, until: paidExtensionEndOn, why });
  return reasons;
}

/**
 * The vendor's newest word on the component; what it said before no longer holds. Of two of one day the shorter counts, so
 * that their order does not matter.
 */
function statementEnd(
  component: ComponentFact,
  name: string,
  today: Day,
): { end: SupportEnd; reasons: Reason[] } | null {
  const last = newest(component.statements, today, ({ kind }) => kind !== 'approved');
  if (last === null) return null;
  return {
    end: last.untilOn === null ? { kind: 'unlimited' } : { kind: 'until', end: exactly(last.untilOn) },
    reasons: last.untilOn === null || last.untilOn >= today ? [statementReason(last, name)] : [],
  };
}

function statementReason({ kind, untilOn }: ComponentStatement, name: string): Reason {
  if (kind === 'maintained_by_vendor') return { code: 'component_maintained_by_vendor', name, until: untilOn };
  return { code: kind === 'not_affected' ? 'component_not_affected' : 'component_mitigated', name };
}

function newest(
  statements: readonly ComponentStatement[],
  today: Day,
  counts: (statement: ComponentStatement) => boolean,
): ComponentStatement | null {
  return statements
    .filter((one) => counts(one) && one.statedOn <= today)
    .reduce<ComponentStatement | null>((best, other) => {
      if (best === null || other.statedOn > best.statedOn) return other;
      const shorter = (other.untilOn ?? '9999') < (best.untilOn ?? '9999');
      return other.statedOn === best.statedOn && shorter ? other : best;
    }, null);
}

function extensionEnd(
  component: ComponentFact,
  release: CatalogueRelease | null,
  name: string,
  today: Day,
): { end: SupportEnd | null; possibleUntil: Day | null; reasons: Reason[] } {
  const programmeEnd = release?.paidExtensionEndOn ?? null;
  const approval = newest(component.statements, today, ({ kind }) => kind === 'approved');
  const bought = component.extensions.map((extension) => {
    const approved = extension.vendorApproved || approval !== null;
    // The programme itself ends: nobody can buy beyond its last day (domain.md E3). An approval that ends takes it along.
    const limits = [
      extension.purchasedUntilOn,
      programmeEnd,
      extension.vendorApproved ? null : (approval?.untilOn ?? null),
    ];
    const until = limits.filter((on) => on !== null).sort()[0] ?? extension.purchasedUntilOn;
    return { until, hasProof: extension.hasProof, counts: extension.hasProof && approved };
  });
  const counting = bought.filter(({ counts }) => counts);
  const until = counting.reduce<Day | null>((best, { until: on }) => (best === null || on > best ? on : best), null);
  const reasons: Reason[] = bought
    .filter(({ counts }) => !counts)
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

/** Whether another word on the component carries further. One that is over says nothing of what nobody knows. */
function lastsLonger(other: SupportEnd, best: SupportEnd, today: Day): boolean {
  if (other.kind !== 'until') return false;
  if (best.kind === 'unknown') return lastDayOf(other.end) >= today;
  if (best.kind !== 'until') return best.kind !== 'unlimited';
  const [another, first] = [sureUntil(other.end, today), sureUntil(best.end, today)];
  return another === first ? lastDayOf(other.end) > lastDayOf(best.end) : another > first;
}

/**
 * Until when an end can be counted on: its first possible day while that lies ahead. Later than that it may be over, and is only
 * when its last possible day has passed. A year that has begun so carries less far than a day later in it (domain.md 1.4, 1.6 E5).
 */
function sureUntil(end: PartialDay, today: Day): Day {
  if (end.on >= today) return end.on;
  const last = lastDayOf(end);
  return last >= today ? addDays(today, -1) : last;
}

function unknown(notLaterThan: Day | null): SupportEnd {
  return { kind: 'unknown', notLaterThan };
}
