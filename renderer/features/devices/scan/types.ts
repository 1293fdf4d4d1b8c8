import type { Outputs } from '../../../bridge/types.ts';

export type ScanAnswer = Outputs['udi']['read'];
export type ScannedDevice = ScanAnswer['devices'][number];
