import type { ClockStart, CommitmentKind, Obligor, SeverityBand } from './commitment.ts';
import type { Day } from './day.ts';
import type { Installer } from './model.ts';
import type { StartFact } from './obligation-clock.ts';

/** What an obligation follows from (domain.md 2.2). */
export const TRIGGER_KINDS = ['advisory', 'vulnerability', 'milestone', 'contract', 'event'] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

/**
 * Names an event that promises meet: `advisory:<advisoryId>`, `vulnerability:<CVE>`,
 * `milestone:<modelId>|<versionId or ->|<milestone kind>`, `contract:<contractId>|<term end>`, `event:<uuid>`.
 */
export type TriggerKey = `${TriggerKind}:${string}`;

/** The kind of a trigger and what stands behind it; null for text that is no trigger. */
export function readTriggerKey(key: string): { readonly kind: TriggerKind; readonly rest: string } | null {
  const cut = key.indexOf(':');
  const kind = TRIGGER_KINDS.find((one) => one === key.slice(0, cut));
  return kind === undefined || cut === key.length - 1 ? null : { kind, rest: key.slice(cut + 1) };
}

/** The key of the event that a vendor's date for a model, or for one of its versions, is. */
export function milestoneTrigger(modelId: string, softwareVersionId: string | null, kind: string): TriggerKey {
  return `milestone:${modelId}|${softwareVersionId ?? '-'}|${kind}`;
}

/** What a person can decide about an obligation. That a shorter one takes its place is said by the rule. */
export const OBLIGATION_DECISIONS = ['waived', 'not_applicable', 'disputed'] as const;

/** What can show that an obligation was met. */
export const EVIDENCE_KINDS = ['file', 'mail', 'ticket', 'letter', 'advisory', 'note'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Starts that a person names when something happened that no file tells of. */
export const HAND_STARTS = [
  'HOSPITAL_REQUEST',
  'INCIDENT_DETERMINED',
  'UPSTREAM_PATCH_RELEASED',
  'VERSION_RELEASED',
  'DELIVERY',
  'VENDOR_AWARE',
  'FIX_AVAILABLE',
] as const satisfies readonly ClockStart[];

/** The date of a model of which a promise says how long ahead it is told. */
export const NOTICE_MILESTONES: Partial<Record<CommitmentKind, string>> = {
  EOL_NOTICE: 'end_of_life',
  EOGS_NOTICE: 'end_of_guaranteed_support',
  EOS_NOTICE: 'end_of_support',
  EOS_HANDOVER: 'end_of_support',
};

/** Kinds of which a letter that tells the date is itself the fulfilment. */
export const MET_BY_LETTER: ReadonlySet<string> = new Set(['EOL_NOTICE', 'EOGS_NOTICE', 'EOS_NOTICE']);

/** Promises that a vulnerability makes due. */
const VULNERABILITY_KINDS: ReadonlySet<CommitmentKind> = new Set([
  'NOTIFY_VULN',
  'NOTIFY_EXPLOITED',
  'COMP_CONTROL',
  'REMEDIATE',
  'VALIDATE_3P_PATCH',
  'INSTALL',
  'NOTIFY_UPDATE',
]);
const VULNERABILITY_STARTS: ReadonlySet<ClockStart> = new Set([
  'VENDOR_AWARE',
  'PUBLIC_DISCLOSURE',
  'CVE_PUBLISHED',
  'KEV_ADDED',
  'UPSTREAM_PATCH_RELEASED',
  'ADVISORY_RECEIVED',
  'FIX_AVAILABLE',
]);

/** A promise, reduced to what decides which events it meets. */
export interface PromiseTerms {
  readonly kind: CommitmentKind;
  readonly severity: SeverityBand;
  readonly clockStart: ClockStart;
  readonly direction: 'after' | 'before';
  readonly obligor: Obligor;
  readonly contractId: string | null;
  /** Null for what the organisation demands of itself. */
  readonly vendorId: string | null;
  /** First and last day for which it is promised. */
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly scope: PromiseScope | null;
}

/** What a promise is about, where it is not about all. Components go by their name, reduced to one word. */
export interface PromiseScope {
  readonly models: ReadonlySet<string>;
  readonly versions: ReadonlySet<string>;
  readonly components: ReadonlySet<string>;
}

/** An event, reduced to what decides which promises meet it. */
export interface TriggerFacts {
  readonly kind: TriggerKind;
  /** Of a `milestone`: which date. */
  readonly milestone: string | null;
  /** As the source prints them; `exploited` besides. Empty where no source says one. */
  readonly bands: ReadonlySet<SeverityBand>;
}

/** Something that an event is about. */
export interface AffectedTarget {
  readonly modelId: string;
  readonly vendorId: string;
  readonly whoInstalls: Installer | null;
  /** Null where it is about all versions. */
  readonly softwareVersionId: string | null;
  /** Name of the component that is affected, reduced to one word. */
  readonly component: string | null;
}

/** Days from and until which something is promised, both inclusive; null for no limit. */
export interface Period {
  readonly from: Day | null;
  readonly to: Day | null;
}

/**
 * Whether a kind of promise, with its clock, is what an event of this kind makes due. Events that people name choose their
 * promises themselves.
 */
export function isAbout({ kind, clockStart, direction }: PromiseTerms, trigger: TriggerFacts): boolean {
  switch (trigger.kind) {
    case 'advisory':
    case 'vulnerability':
      if (direction !== 'after' || !VULNERABILITY_KINDS.has(kind) || !VULNERABILITY_STARTS.has(clockStart))
        return false;
      // Without an advisory there is none whose receipt could start a clock, and without an entry no day of entry.
      if (clockStart === 'ADVISORY_RECEIVED' && trigger.kind === 'vulnerability') return false;
      return (clockStart !== 'KEV_ADDED' && kind !== 'NOTIFY_EXPLOITED') || trigger.bands.has('exploited');
    case 'milestone':
      return direction === 'before' && clockStart === 'MILESTONE_DATE' && NOTICE_MILESTONES[kind] === trigger.milestone;
    case 'contract':
      return direction === 'before' && clockStart === 'CONTRACT_END';
    case 'event':
      return false;
  }
}

/**
 * Whether an event is of the severity of a promise. What is controlled or uncontrolled is a judgement that no file holds, so
 * such promises are only started by a person.
 */
export function isOfBand({ severity }: PromiseTerms, bands: ReadonlySet<SeverityBand>): boolean {
  return severity === 'any' || bands.has(severity);
}

const BAND_ORDER: readonly SeverityBand[] = ['exploited', 'critical', 'high', 'medium', 'low'];

/** The band under which an obligation counts: that of the promise, else the gravest of the event. */
export function bandOfObligation({ severity }: Pick<PromiseTerms, 'severity'>, bands: ReadonlySet<SeverityBand>) {
  return severity !== 'any' ? severity : (BAND_ORDER.find((band) => bands.has(band)) ?? 'any');
}

/**
 * What of an event a promise is about: its scope, its vendor's own models where it stands in no contract, and for installing
 * only what the obligor installs. What nobody has said counts for everyone: an unknown must not hide a duty.
 */
export function targetsOf(promise: PromiseTerms, targets: readonly AffectedTarget[]): readonly AffectedTarget[] {
  return targets.filter(
    (target) =>
      inScope(promise.scope, target) &&
      (promise.contractId !== null || promise.vendorId === null || promise.vendorId === target.vendorId) &&
      (promise.kind !== 'INSTALL' || target.whoInstalls === null || installs(promise.obligor, target.whoInstalls)),
  );
}

function installs(obligor: Obligor, who: Installer): boolean {
  return (obligor === 'hospital') === (who === 'hospital_with_instructions');
}

function inScope(scope: PromiseScope | null, { modelId, softwareVersionId, component }: AffectedTarget): boolean {
  if (scope === null) return true;
  if (scope.models.has(modelId)) return true;
  if (softwareVersionId === null ? false : scope.versions.has(softwareVersionId)) return true;
  return component !== null && scope.components.has(component);
}

/**
 * Whether a promise was in force when it counted: on the day on which a clock started, and for a clock that counts backwards
 * on any day from its due day to the date itself. A promise that was made after the due day can be kept only late, and one
 * that ended before it asks for nothing.
 */
export function isInForce(periods: readonly Period[], counted: { readonly from: Day; readonly to: Day }): boolean {
  return periods.every(({ from, to }) => (from === null || from <= counted.to) && (to === null || to >= counted.from));
}

/**
 * The start of a clock whose severity was raised after it would have started: the limit of the new severity counts from the
 * day of the change (domain.md 2.2, clock rule 4). The limit of the old severity stays beside it, and the earlier one leads.
 */
export function startOfRaised(start: StartFact, raisedOn: Day | null): StartFact {
  return raisedOn === null || start.on >= raisedOn ? start : { ...start, on: raisedOn, at: null };
}

/** A date of a model as it was said, oldest first. */
export interface NoticeEntry {
  /** Null where the date was taken back. */
  readonly on: Day | null;
  readonly receivedOn: Day | null;
}

/**
 * The day on which the hospital was told of an end: the first letter that named the day that holds now, or an earlier one. A
 * letter that moves the end earlier is a new notice; one that moves it later is none, because an end was known already.
 * Null while no receipt is recorded (domain.md 2.2, clock rule 7).
 */
export function noticeReceivedOn(entries: readonly NoticeEntry[]): Day | null {
  const current = entries.at(-1)?.on;
  if (!current) return null;
  const last = entries.findLastIndex(({ on }) => on === null);
  const days = entries
    .slice(last + 1)
    .flatMap(({ on, receivedOn }) => (on !== null && on <= current && receivedOn !== null ? [receivedOn] : []));
  return days.sort()[0] ?? null;
}
