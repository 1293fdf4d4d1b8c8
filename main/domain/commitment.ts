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
