/** Where a device stands in its life at the hospital. Only some states are watched, see {@link WATCHED_STATUSES}. */
export const DEVICE_STATUSES = [
  'ordered',
  'in_service',
  'storage',
  'loaned',
  'missing',
  'retired',
  'disposed',
] as const;
export type DeviceStatus = (typeof DEVICE_STATUSES)[number];

/** States in which the end of support matters. Retired and disposed devices leave the alarms but stay in history (domain.md E12). */
export const WATCHED_STATUSES: readonly DeviceStatus[] = ['ordered', 'in_service', 'storage', 'loaned', 'missing'];

/** How much harm the loss of the device does, as the hospital judges it. */
export const CRITICALITIES = ['life_support', 'high', 'medium', 'low'] as const;
export type Criticality = (typeof CRITICALITIES)[number];

/** An answer that may be missing. `unknown` is never read as `no`. */
export const TRISTATE = ['yes', 'no', 'unknown'] as const;
export type Tristate = (typeof TRISTATE)[number];

/** Classes that share a lead time for replacement (domain.md 1.7). */
export const DEVICE_CATEGORIES = ['imaging_radiotherapy', 'fleet', 'server_workstation', 'small_standalone'] as const;
export type DeviceCategory = (typeof DEVICE_CATEGORIES)[number];

/** Months between the decision to replace and the day the new device works, by class; defaults of domain.md 1.7. */
export const LEAD_TIME_MONTHS: Readonly<Record<DeviceCategory, number>> = {
  imaging_radiotherapy: 36,
  fleet: 30,
  server_workstation: 18,
  small_standalone: 12,
};

/** Days from the retirement of a device in which its data have to be erased (domain.md E12, LC-07); the number is ours. */
export const ERASURE_DAYS = 30;
