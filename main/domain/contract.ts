/** What a contract is about. */
export const CONTRACT_KINDS = ['service', 'purchase', 'lease', 'software', 'framework', 'other'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

/** How a contract goes on after its end: not at all, by a new signature, or silently unless someone cancels. */
export const RENEWALS = ['none', 'express', 'tacit'] as const;
export type Renewal = (typeof RENEWALS)[number];

export const NOTICE_UNITS = ['days', 'months'] as const;
export type NoticeUnit = (typeof NOTICE_UNITS)[number];
