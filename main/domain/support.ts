import { type Band, bandOf, type SupportDates } from './band.ts';
import { type ComponentFact, componentEnd, type SupportEnd } from './component.ts';
import { type CoverLine, coverOn, type UpdateEntitlement } from './cover.ts';
import { addMonths, type Day, exactly, lastDayOf, type PartialDay, type Precision } from './day.ts';
import { type DeviceStatus, WATCHED_STATUSES } from './device.ts';
import { currentEntry, DECIDING, lastMove, type MilestoneHistory } from './milestone.ts';
import { COMPONENT_KINDS, type MilestoneKind, type Stage } from './model.ts';
import type { Reason } from './reason.ts';

/** Everything that decides the end of a device's support. Order of components and lines does not matter. */
export interface SupportFacts {
  readonly status: DeviceStatus;
  readonly notTrackedReason: string | null;
  readonly declaredStage: Stage | null;
  readonly softwareVersion: string | null;
  /** Dates of the device itself go before those of its software version, and these before the model's. */
  readonly deviceDates: MilestoneHistory;
  readonly versionDates: MilestoneHistory;
  readonly modelDates: MilestoneHistory;
  readonly components: readonly ComponentFact[];
  readonly entitlement: UpdateEntitlement;
  readonly cover: readonly CoverLine[];
}

export const LIMIT_KINDS = ['model', 'software_version', 'operating_system', 'component', 'contract'] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** Kinds of limits that procurement can move by renewing; engineering plans for all others (domain.md 1.4). */
export const RENEWABLE_KINDS: readonly LimitKind[] = ['contract'];

export interface Limit {
  readonly kind: LimitKind;
  readonly name: string;
  /** True when procurement can move it by renewing; false when engineering has to plan (domain.md 1.4). */
  readonly renewable: boolean;
}

/** One thing that supports a device until some day; together they are the picture of why support ends when it does. */
export interface SupportTerm {
  readonly limit: Limit;
  readonly end: SupportEnd;
  readonly extensionPossibleUntil: Day | null;
  readonly renews: boolean;
}

export interface Support extends SupportDates {
  /** The effective end with its precision; null when unlimited, unknown or not tracked. */
  readonly effectiveEnd: PartialDay | null;
  readonly precision: Precision | null;
  readonly technicalEnd: PartialDay | null;
  readonly coverageEnd: Day | null;
  /** True while cover is needed and none is in force; `coverageEnd` then is the day before today, whichever day that is. */
  readonly coverLapsed: boolean;
  readonly limitedBy: Limit | null;
  readonly stage: Stage | null;
  readonly terms: readonly SupportTerm[];
  readonly reasons: readonly Reason[];
}

interface Known {
  readonly term: SupportTerm;
  readonly from: Day;
  readonly until: Day;
  readonly precision: Precision;
}

/**
 * The effective support end of a device on a day, with what limits it and why (domain.md 1.4).
 *
 * `today` decides which statements are in force and where the chain of cover starts. Unknown never counts as supported: while
 * a needed term is unknown, the result is incomplete and its dates are only an upper limit.
 */
export function supportOf(facts: SupportFacts, today: Day): Support {
  const untracked = notTracked(facts);
  if (untracked) return { ...NOTHING, tracked: false, reasons: [untracked] };

  const reasons: Reason[] = [];
  const model = modelTerm(facts, reasons);
  const components = inOrder(facts.components)
    .filter((component) => component.securityRelevant)
    .map((component): SupportTerm => {
      const { end, name, extensionPossibleUntil, reasons: own } = componentEnd(component, today);
      reasons.push(...own);
      const kind = component.kind === 'operating_system' ? 'operating_system' : 'component';
      return { limit: { kind, name, renewable: false }, end, extensionPossibleUntil, renews: false };
    });
  const technical = [model, ...components];
  const cover = coverOn(facts.entitlement, facts.cover, today);
  reasons.push(...cover.reasons);
  const coverTerm = contractTerm(cover.endsOn, cover.limitedBy);
  const terms = [...technical, ...coverTerms(facts, coverTerm)];

  const known = technical.flatMap(knownEnds);
  const technicalFirst = firstEnd(known, today);
  if (coverTerm) known.push(...knownEnds(coverTerm));
  const limiting = firstEnd(known, today);
  const complete = technical.every(({ end }) => end.kind === 'until' || end.kind === 'unlimited');
  const ended = technical.find(({ end }) => end.kind === 'ended') ?? null;
  // What is over for sure decides, although something else may already have begun to be over.
  const endsFrom = limiting?.from ?? null;
  const endsUntil = minimum(known.map(({ until }) => until));
  const dates: SupportDates = { tracked: true, complete, endsFrom, endsUntil, ended: ended !== null };
  const band = bandOf(dates, today);
  const settled = band !== 'unknown';
  const limitedBy = limiting && settled ? limiting.term.limit : (ended?.limit ?? null);

  // Where no cover is in force, the cover's own reason has said so; its end is but the day before today.
  const toTell = cover.lapsed ? known.filter(({ term }) => term !== coverTerm) : known;
  if (limiting && settled && toTell.includes(limiting)) reasons.unshift(limitReason(limiting, facts, cover.limitedBy));
  if (!settled && endsUntil !== null) reasons.unshift({ code: 'not_later_than', on: endsUntil });
  const precision = limiting?.precision ?? null;
  if (settled && precision !== null && precision !== 'day') reasons.push({ code: 'day_not_confirmed', precision });
  const next = limiting && nextEnd(toTell, limiting);
  if (next && settled) reasons.push({ code: 'next_limit', name: next.term.limit.name, endsOn: next.until });
  const stage = stageOf(facts, band, today);
  if (stage === 'limited_support') reasons.push({ code: 'limited_support_declared' });

  return {
    ...dates,
    effectiveEnd: limiting && settled ? { on: limiting.from, precision: limiting.precision } : null,
    precision: settled ? precision : null,
    technicalEnd: technicalFirst && settled ? { on: technicalFirst.from, precision: technicalFirst.precision } : null,
    coverageEnd: cover.endsOn,
    coverLapsed: cover.lapsed,
    limitedBy,
    stage,
    terms,
    reasons,
  };
}

/** One order for the same components, so that of two that end on one day the same one is always named. */
function inOrder(components: readonly ComponentFact[]): readonly ComponentFact[] {
  const key = ({ kind, name, edition }: ComponentFact) => `${COMPONENT_KINDS.indexOf(kind)} ${name} ${edition ?? ''}`;
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return components.length < 2 ? components : [...components].sort((a, b) => compare(key(a), key(b)));
}

const NOTHING: Support = {
  tracked: true,
  complete: false,
  endsFrom: null,
  endsUntil: null,
  ended: false,
  effectiveEnd: null,
  precision: null,
  technicalEnd: null,
  coverageEnd: null,
  coverLapsed: false,
  limitedBy: null,
  stage: null,
  terms: [],
  reasons: [],
};

function notTracked(facts: SupportFacts): Reason | null {
  if (!WATCHED_STATUSES.includes(facts.status)) return { code: 'status_not_tracked', status: facts.status };
  return facts.notTrackedReason === null ? null : { code: 'marked_not_tracked', why: facts.notTrackedReason };
}

function modelTerm(facts: SupportFacts, reasons: Reason[]): SupportTerm {
  const owners = [
    { dates: facts.deviceDates, version: false },
    { dates: facts.versionDates, version: true },
    { dates: facts.modelDates, version: false },
  ];
  let announcedAsUnknown = false;
  for (const { dates, version } of owners) {
    for (const kind of DECIDING) {
      const entry = currentEntry(dates, kind);
      if (entry?.on) {
        const move = lastMove(dates, kind);
        if (move)
          reasons.push({ code: 'vendor_date_moved', milestone: kind, days: move.days, from: move.from, to: move.to });
        if (version) noteOldVersion(facts, entry.on, reasons);
        const limit: Limit =
          version && facts.softwareVersion !== null
            ? { kind: 'software_version', name: facts.softwareVersion, renewable: false }
            : { kind: 'model', name: kind, renewable: false };
        return { limit, end: { kind: 'until', end: entry.on }, extensionPossibleUntil: null, renews: false };
      }
      announcedAsUnknown ||= entry !== null;
    }
  }
  const guaranteed = owners.map(({ dates }) => currentEntry(dates, 'end_of_guaranteed_support')?.on).find((on) => on);
  if (guaranteed) {
    reasons.push({ code: 'guaranteed_support_only' });
    const limit: Limit = { kind: 'model', name: 'end_of_guaranteed_support', renewable: false };
    return { limit, end: { kind: 'until', end: guaranteed }, extensionPossibleUntil: null, renews: false };
  }
  reasons.push({ code: announcedAsUnknown ? 'vendor_date_not_announced' : 'vendor_date_missing' });
  const limit: Limit = { kind: 'model', name: 'end_of_support', renewable: false };
  return { limit, end: { kind: 'unknown', notLaterThan: null }, extensionPossibleUntil: null, renews: false };
}

/** A version that ends before its model is behind what the vendor still fixes (domain.md E14). */
function noteOldVersion(facts: SupportFacts, versionEnd: PartialDay, reasons: Reason[]): void {
  const modelEnd = DECIDING.map((kind) => currentEntry(facts.modelDates, kind)?.on).find((on) => on);
  if (facts.softwareVersion !== null && modelEnd && lastDayOf(versionEnd) < modelEnd.on) {
    reasons.push({ code: 'behind_supported_version', version: facts.softwareVersion });
  }
}

function contractTerm(endsOn: Day | null, line: CoverLine | null): SupportTerm | null {
  if (endsOn === null) return null;
  const limit: Limit = { kind: 'contract', name: line?.contract ?? '', renewable: true };
  return { limit, end: { kind: 'until', end: exactly(endsOn) }, extensionPossibleUntil: null, renews: false };
}

/** Cover as terms of the picture: the limiting one, and lines that renew or do not limit. */
function coverTerms(facts: SupportFacts, limiting: SupportTerm | null): SupportTerm[] {
  const others = facts.cover
    .filter((line) => line.contract !== null && line.contract !== limiting?.limit.name)
    .map(
      (line): SupportTerm => ({
        limit: { kind: 'contract', name: line.contract ?? '', renewable: true },
        end: line.endsOn === null ? { kind: 'unlimited' } : { kind: 'until', end: exactly(line.endsOn) },
        extensionPossibleUntil: null,
        renews: line.renews,
      }),
    );
  return limiting ? [limiting, ...others] : others;
}

function knownEnds(term: SupportTerm): Known[] {
  const { end } = term;
  if (end.kind === 'until') {
    return [{ term, from: end.end.on, until: lastDayOf(end.end), precision: end.end.precision }];
  }
  if (end.kind === 'unknown' && end.notLaterThan !== null) {
    return [{ term, from: end.notLaterThan, until: end.notLaterThan, precision: 'day' }];
  }
  return [];
}

/** What ends first: of the terms that have surely ended the one that ended first, else the one that can end first. */
function firstEnd(known: readonly Known[], today: Day): Known | null {
  const past = known.filter(({ until }) => until < today);
  if (past.length > 0) return past.reduce((best, other) => (other.until < best.until ? other : best));
  return known.reduce<Known | null>(
    (best, other) =>
      best === null || other.from < best.from || (other.from === best.from && other.until < best.until) ? other : best,
    null,
  );
}

function nextEnd(known: readonly Known[], limiting: Known): Known | null {
  return known
    .filter((other) => other !== limiting && other.until >= limiting.until)
    .reduce<Known | null>((best, other) => (best === null || other.from < best.from ? other : best), null);
}

function limitReason(limiting: Known, facts: SupportFacts, line: CoverLine | null): Reason {
  const { kind, name } = limiting.term.limit;
  const endsOn = limiting.until;
  switch (kind) {
    case 'model':
      return { code: 'limited_by_model', milestone: name as MilestoneKind, endsOn };
    case 'software_version':
      return { code: 'limited_by_software_version', version: facts.softwareVersion ?? name, endsOn };
    case 'operating_system':
      return { code: 'limited_by_operating_system', product: name, endsOn };
    case 'component':
      return { code: 'limited_by_component', product: name, endsOn };
    case 'contract':
      return line && line.contract === null
        ? { code: 'limited_by_warranty', endsOn }
        : { code: 'limited_by_contract', contract: name, endsOn };
  }
}

/** The stage of IMDRF N70: declared, or read from the dates that have passed. */
function stageOf(facts: SupportFacts, band: Band, today: Day): Stage | null {
  const passed = (kind: MilestoneKind) =>
    [facts.deviceDates, facts.versionDates, facts.modelDates].some((dates) => {
      const on = currentEntry(dates, kind)?.on;
      return on !== undefined && on !== null && lastDayOf(on) < today;
    });
  if (facts.declaredStage === 'end_of_support' || passed('end_of_support') || band === 'unsupported')
    return 'end_of_support';
  if (facts.declaredStage !== null) return facts.declaredStage;
  if (passed('end_of_life')) return 'limited_support';
  return band === 'unknown' ? null : 'support';
}

function minimum(days: readonly Day[]): Day | null {
  return days.reduce<Day | null>((best, other) => (best === null || other < best ? other : best), null);
}

/** Something that a person could do about the end of support, and the end that would then hold. */
export interface SupportOption {
  readonly action:
    | 'buy_extension'
    | 'ask_vendor_for_statement'
    | 'renew_contract'
    | 'ask_vendor_for_date'
    | 'name_edition'
    | 'replace_or_isolate';
  /** What it is done to: a component, a contract, or empty for the device. */
  readonly name: string;
  /** Null when the device would be unlimited, or when the new end is not known. */
  readonly newEnd: PartialDay | null;
  readonly unlimited: boolean;
  readonly who: 'procurement' | 'engineering' | 'both';
}

/**
 * What would change the end of support, nearest remedy first: each option is the same rule asked again with one fact changed,
 * so that a figure shown is the figure that would come.
 */
export function optionsFor(facts: SupportFacts, today: Day): readonly SupportOption[] {
  const now = supportOf(facts, today);
  if (!now.tracked) return [];
  const options: SupportOption[] = [];
  const add = (action: SupportOption['action'], name: string, changed: SupportFacts, who: SupportOption['who']) => {
    const then = supportOf(changed, today);
    const unlimited = then.complete && then.endsFrom === null;
    const better =
      unlimited || (then.effectiveEnd !== null && (now.endsUntil === null || then.effectiveEnd.on > now.endsUntil));
    if (better) options.push({ action, name, newEnd: then.effectiveEnd, unlimited, who });
  };
  for (const component of facts.components.filter((one) => one.securityRelevant)) {
    const { name, extensionPossibleUntil, end } = componentEnd(component, today);
    const others = facts.components.filter((one) => one !== component);
    if (extensionPossibleUntil !== null && extensionPossibleUntil >= today) {
      const extension = { purchasedUntilOn: extensionPossibleUntil, hasProof: true, vendorApproved: true };
      add(
        'buy_extension',
        name,
        { ...facts, components: [...others, { ...component, extensions: [extension] }] },
        'procurement',
      );
    }
    if (end.kind !== 'unlimited') {
      const statement = { kind: 'maintained_by_vendor', statedOn: today, untilOn: null } as const;
      add(
        'ask_vendor_for_statement',
        name,
        { ...facts, components: [...others, { ...component, statements: [statement] }] },
        'engineering',
      );
    }
    if (end.kind === 'unknown')
      options.push({ action: 'name_edition', name, newEnd: null, unlimited: false, who: 'engineering' });
  }
  if (now.coverageEnd !== null) {
    add(
      'renew_contract',
      now.limitedBy?.kind === 'contract' ? now.limitedBy.name : '',
      { ...facts, entitlement: { needsContract: 'no', saidBy: null } },
      'procurement',
    );
  }
  if (now.reasons.some(({ code }) => code === 'vendor_date_missing' || code === 'vendor_date_not_announced')) {
    options.push({ action: 'ask_vendor_for_date', name: '', newEnd: null, unlimited: false, who: 'procurement' });
  }
  const soon = now.endsUntil !== null && now.endsUntil <= addMonths(today, 36);
  if (soon) options.push({ action: 'replace_or_isolate', name: '', newEnd: null, unlimited: false, who: 'both' });
  return options;
}
