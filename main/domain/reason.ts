import type { Day, Precision } from './day.ts';
import type { DeviceStatus } from './device.ts';
import type { MilestoneKind } from './model.ts';

/**
 * Why a device's support ends when it does, as data (design.md 6). The window, the command line and the exports turn a
 * reason into words by its code, through the same catalogue. Days are inclusive: the last day of support.
 */
export type Reason =
  | { readonly code: 'limited_by_model'; readonly milestone: MilestoneKind; readonly endsOn: Day }
  | { readonly code: 'limited_by_software_version'; readonly version: string; readonly endsOn: Day }
  | { readonly code: 'limited_by_operating_system'; readonly product: string; readonly endsOn: Day }
  | { readonly code: 'limited_by_component'; readonly product: string; readonly endsOn: Day }
  | { readonly code: 'limited_by_contract'; readonly contract: string; readonly endsOn: Day }
  | { readonly code: 'limited_by_warranty'; readonly endsOn: Day }
  /** The vendor supports the model longer than the thing that limits it. */
  | { readonly code: 'next_limit'; readonly name: string; readonly endsOn: Day }
  | { readonly code: 'guaranteed_support_only' }
  | { readonly code: 'vendor_date_missing' }
  | { readonly code: 'vendor_date_not_announced' }
  | {
      readonly code: 'vendor_date_moved';
      readonly milestone: MilestoneKind;
      readonly days: number;
      readonly from: Day;
      readonly to: Day;
    }
  | { readonly code: 'behind_supported_version'; readonly version: string }
  | {
      readonly code: 'component_edition_missing';
      readonly name: string;
      readonly missing: 'edition' | 'channel' | 'version';
    }
  | { readonly code: 'component_not_in_catalogue'; readonly name: string }
  | { readonly code: 'component_end_not_announced'; readonly name: string }
  | { readonly code: 'component_ended_day_unknown'; readonly name: string }
  | { readonly code: 'component_mitigated'; readonly name: string }
  | { readonly code: 'component_not_affected'; readonly name: string }
  | { readonly code: 'component_maintained_by_vendor'; readonly name: string; readonly until: Day | null }
  /** The organisation's own date stands in place of the catalogue's; `ended`: on a day nobody knows, `open`: none announced. */
  | {
      readonly code: 'catalogue_end_overridden';
      readonly name: string;
      readonly from: Day | 'ended' | 'open';
      readonly to: Day;
      readonly why: string;
    }
  /** The same for the last day of a paid extension. */
  | {
      readonly code: 'catalogue_extension_overridden';
      readonly name: string;
      readonly until: Day;
      readonly why: string;
    }
  | { readonly code: 'extension_counts'; readonly name: string; readonly until: Day }
  | { readonly code: 'extension_not_approved'; readonly name: string; readonly until: Day }
  | { readonly code: 'extension_without_proof'; readonly name: string; readonly until: Day }
  | { readonly code: 'extension_possible'; readonly name: string; readonly until: Day }
  | { readonly code: 'coverage_not_known' }
  | { readonly code: 'updates_owed_without_contract' }
  | { readonly code: 'contract_renews'; readonly contract: string }
  | { readonly code: 'contract_updates_not_stated'; readonly contract: string }
  | { readonly code: 'no_contract_in_force' }
  | { readonly code: 'warranty_counts_as_cover' }
  | { readonly code: 'gap_in_cover'; readonly days: number; readonly from: Day; readonly until: Day }
  /** Something is unknown; what is known ends on this day. */
  | { readonly code: 'not_later_than'; readonly on: Day }
  /** Only the month or the year of the end is known. */
  | { readonly code: 'day_not_confirmed'; readonly precision: Exclude<Precision, 'day'> }
  | { readonly code: 'limited_support_declared' }
  | { readonly code: 'status_not_tracked'; readonly status: DeviceStatus }
  | { readonly code: 'marked_not_tracked'; readonly why: string };

export type ReasonCode = Reason['code'];
