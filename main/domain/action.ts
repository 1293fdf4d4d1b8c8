import { bandOf } from './band.ts';
import { addDays, addMonths, type Day, daysBetween } from './day.ts';
import { type DeviceCategory, LEAD_TIME_MONTHS } from './device.ts';
import type { Support } from './support.ts';

/** Days in which a missing support date has to be asked for, counted from the day on which the device was recorded (domain.md story 6). */
export const ASK_VENDOR_DAYS = 30;

/** Lead time where neither the model nor its category says one. */
export const DEFAULT_LEAD_TIME_MONTHS = 12;

/** What someone has to do about a device, by a day. */
export const ACTIONS = ['act_on_unsupported', 'renew_contract', 'ask_vendor', 'start_replacement'] as const;
export type Action = (typeof ACTIONS)[number];

export interface ActionDue {
  readonly action: Action;
  /** The day by which someone must act, inclusive; null when it is over on a day that nobody knows. */
  readonly by: Day | null;
}

/**
 * Months of lead time of a model: its own, else its category's as the organisation set it, else
 * {@link DEFAULT_LEAD_TIME_MONTHS}. Without settings the defaults of domain.md 1.7 hold.
 */
export function leadTimeMonths(
  own: number | null,
  category: DeviceCategory | null,
  byCategory: Readonly<Record<DeviceCategory, number>> = LEAD_TIME_MONTHS,
): number {
  return own ?? (category === null ? DEFAULT_LEAD_TIME_MONTHS : byCategory[category]);
}

/**
 * What has to be done about a device and by when; null when nothing is due.
 * Technical ends need a start before them by the lead time (domain.md 1.7 `startBy`); contracts can be renewed up to the end.
 */
export function actionDue(support: Support, leadMonths: number, recordedOn: Day, today: Day): ActionDue | null {
  switch (bandOf(support, today)) {
    case 'not_tracked':
      return null;
    case 'unsupported':
      return { action: 'act_on_unsupported', by: support.endsUntil };
    case 'unknown':
      return { action: 'ask_vendor', by: addDays(recordedOn, ASK_VENDOR_DAYS) };
    default:
      if (support.endsFrom === null) return null;
      if (support.limitedBy?.renewable) return { action: 'renew_contract', by: support.endsFrom };
      return { action: 'start_replacement', by: startBy(support.endsFrom, leadMonths) };
  }
}

/** The day on which a replacement has to be started, so that it is there when support ends (domain.md 1.7). */
export function startBy(endsFrom: Day, leadMonths: number): Day {
  return addMonths(endsFrom, -leadMonths);
}

/** Days by which an action is late; 0 on its day and before it. */
export function daysLate(by: Day, today: Day): number {
  return Math.max(0, daysBetween(by, today));
}
