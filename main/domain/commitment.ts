/** What a vendor, a service partner or the hospital can promise (domain.md 2.2). */
export const COMMITMENT_KINDS = [
  'NOTIFY_VULN',
  'NOTIFY_EXPLOITED',
  'COMP_CONTROL',
  'REMEDIATE',
  'VALIDATE_3P_PATCH',
  'INSTALL',
  'NOTIFY_UPDATE',
  'ADVISORY_ANSWER',
  'SBOM_DELIVERY',
  'SBOM_UPDATE',
  'EOL_NOTICE',
  'EOGS_NOTICE',
  'EOS_NOTICE',
  'EOS_HANDOVER',
  'SUPPORT_UNTIL',
  'COMPONENT_ROADMAP',
  'COMPONENT_UPGRADE',
  'UPDATE_ENTITLEMENT',
  'NOTIFY_INCIDENT',
  'NOTIFY_CHANGE',
  'RESTORE_TIME',
  'RENEWAL_NOTICE',
] as const;
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number];

export const SEVERITY_BANDS = [
  'critical',
  'high',
  'medium',
  'low',
  'uncontrolled',
  'controlled',
  'exploited',
  'any',
] as const;
export type SeverityBand = (typeof SEVERITY_BANDS)[number];

/** The event that starts a promise's clock; the last two count backwards from a date (domain.md 2.2). */
export const CLOCK_STARTS = [
  'VENDOR_AWARE',
  'PUBLIC_DISCLOSURE',
  'CVE_PUBLISHED',
  'KEV_ADDED',
  'UPSTREAM_PATCH_RELEASED',
  'HOSPITAL_REQUEST',
  'ADVISORY_RECEIVED',
  'FIX_AVAILABLE',
  'INCIDENT_DETERMINED',
  'VERSION_RELEASED',
  'DELIVERY',
  'MILESTONE_DATE',
  'CONTRACT_END',
] as const;
export type ClockStart = (typeof CLOCK_STARTS)[number];

export const DURATION_UNITS = ['hours', 'calendar_days', 'business_days', 'months'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

export const CLOCK_DIRECTIONS = ['after', 'before'] as const;
export type ClockDirection = (typeof CLOCK_DIRECTIONS)[number];

export const OBLIGORS = ['vendor', 'service_partner', 'hospital'] as const;
export type Obligor = (typeof OBLIGORS)[number];

/**
 * The longest time of each unit: fifty years, and ten where days are counted one by one. What is longer is a typing error, and
 * would end in years that the register does not know.
 */
export const LONGEST: Readonly<Record<DurationUnit, number>> = {
  hours: 87_600,
  calendar_days: 18_262,
  business_days: 2600,
  months: 600,
};

/** By what the band of a vulnerability is told (domain.md 2.2). */
export const SEVERITY_BASES = ['cvss_3', 'cvss_4', 'vendor', 'fda_risk', 'kev'] as const;
export type SeverityBasis = (typeof SEVERITY_BASES)[number];

/** What may stop a promise's clock, where the paper allows it (domain.md 2.2). */
export const STOP_CLOCK_REASONS = ['hospital_window', 'hospital_answer', 'regulator', 'third_party', 'other'] as const;
export type StopClockReason = (typeof STOP_CLOCK_REASONS)[number];

/** What a promise is about. */
export const COMMITMENT_SCOPES = ['all', 'models', 'versions', 'components'] as const;
export type CommitmentScope = (typeof COMMITMENT_SCOPES)[number];

/**
 * What a promise rests on: paper with clause and page, paper that nobody has looked up yet, or the organisation's own policy,
 * which no vendor has promised. Only the first can be held against anybody.
 */
export const STANDINGS = ['contractual', 'untraced', 'policy'] as const;
export type Standing = (typeof STANDINGS)[number];

/** See {@link STANDINGS}. */
export function standingOf(commitment: {
  readonly vendorId: string | null;
  readonly clause: string | null;
  readonly page: string | null;
}): Standing {
  if (commitment.vendorId === null) return 'policy';
  return commitment.clause !== null && commitment.page !== null ? 'contractual' : 'untraced';
}

/** The direction in which people count from an event: back from dates that are known long before, else on from it. */
export function usualDirection(clockStart: ClockStart): ClockDirection {
  return clockStart === 'MILESTONE_DATE' || clockStart === 'CONTRACT_END' ? 'before' : 'after';
}
