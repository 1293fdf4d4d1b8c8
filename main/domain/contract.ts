/** What a contract is about. */
export const CONTRACT_KINDS = ['service', 'purchase', 'lease', 'software', 'framework', 'other'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

/** How a contract goes on after its end: not at all, by a new signature, or silently unless someone cancels. */
export const RENEWALS = ['none', 'express', 'tacit'] as const;
export type Renewal = (typeof RENEWALS)[number];

/** Calendar days, calendar months, or business days by the calendar of the contract. */
export const NOTICE_UNITS = ['days', 'months', 'business_days'] as const;
export type NoticeUnit = (typeof NOTICE_UNITS)[number];

/**
 * Where a term of some months ends: on the anniversary of its first day, or on the day before it. Papers do both, and a day
 * decides whether a device is covered (docs/decisions/0007).
 */
export const LAST_DAYS = ['anniversary', 'day_before'] as const;
export type LastDay = (typeof LAST_DAYS)[number];

/** What can be decided about the end of a term. */
export const RENEWAL_DECISIONS = ['renew', 'renegotiate', 'cancel', 'let_end'] as const;
export type RenewalDecision = (typeof RENEWAL_DECISIONS)[number];
