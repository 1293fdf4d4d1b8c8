import type { SeverityBand } from './commitment.ts';
import type { Installer } from './model.ts';

/**
 * The severity bands for which an organisation sets times of its own for installing a fix, the gravest first. `any` holds for
 * what no source gives a severity; where several hold, the shortest does (domain.md 2.2, clock rule 5).
 */
export const OWN_TIME_BANDS = [
  'exploited',
  'critical',
  'high',
  'medium',
  'any',
] as const satisfies readonly SeverityBand[];
export type OwnTimeBand = (typeof OWN_TIME_BANDS)[number];

/**
 * Calendar days from the day on which a fix is available, as a first proposal: 15 for what is critical as in domain.md W15, half
 * of that where it is exploited already, and longer steps below. Nothing holds until somebody saves it.
 */
export const PROPOSED_DAYS: Readonly<Record<OwnTimeBand, number>> = {
  exploited: 7,
  critical: 15,
  high: 30,
  medium: 90,
  any: 180,
};

/**
 * Red flag of control PM-05: only the vendor installs, and nobody has promised within which time. What nobody has said raises
 * no flag: it is unknown.
 */
export function isResponseTimeMissing(who: Installer | null, promises: number): boolean {
  return (who === 'vendor_only' || who === 'vendor_remote') && promises === 0;
}

/** Units in which such times are set. */
export const OWN_TIME_UNITS = ['hours', 'calendar_days', 'business_days', 'months'] as const;
