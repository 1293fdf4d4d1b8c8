import type { Outputs } from '../../bridge/types.ts';

export type DeviceRow = Outputs['device']['list']['rows'][number];
export type DeviceDetail = Outputs['device']['get'];
export type Component = DeviceDetail['components'][number];
export type Milestone = DeviceDetail['milestones'][number];
export type SupportTerm = DeviceDetail['support']['terms'][number];
export type SupportOption = DeviceDetail['support']['options'][number];
export type SupportCell = DeviceRow['support'];

/** What can be recorded about a device; each opens a dialog. `componentId` presets which component it is about. */
export type Task =
  | { readonly kind: 'edit' | 'vendor_date' | 'plan' | 'accept' | 'retire' | 'contract' }
  | { readonly kind: 'extension' | 'statement'; readonly componentId: string | null }
  | { readonly kind: 'component'; readonly component: Component | null }
  | { readonly kind: 'remove_component'; readonly component: Component };
