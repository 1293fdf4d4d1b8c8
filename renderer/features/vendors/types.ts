import type { Outputs } from '../../bridge/types.ts';

export type VendorRow = Outputs['vendor']['list']['rows'][number];
export type VendorDetail = Outputs['vendor']['get'];
export type Scorecard = Outputs['scorecard']['get'];
export type Comparison = Outputs['scorecard']['compare'];
