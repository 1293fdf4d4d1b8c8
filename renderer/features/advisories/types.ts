import type { Severity } from '../../../main/domain/advisory.ts';
import type { Outputs } from '../../bridge/types.ts';
import type { Tone } from '../../ui/paint.ts';

export type AdvisoryRow = Outputs['advisory']['list']['rows'][number];
export type AdvisoryDetail = Outputs['advisory']['get'];
export type Vulnerability = AdvisoryDetail['vulnerabilityRows'][number];
export type KevRow = Outputs['advisory']['kev']['rows'][number];
export type FileResult = Outputs['imports']['advisories']['files'][number];

/** Colour and shape of a severity. A mild one is not good news, and so never green. */
export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  critical: 'end',
  high: 'near',
  medium: 'plan',
  low: 'unk',
  none: 'unk',
};

/** Colour and shape of what became of a file. */
export const OUTCOME_TONES: Readonly<Record<FileResult['outcome'], Tone>> = {
  created: 'ok',
  updated: 'plan',
  unchanged: 'unk',
  older: 'unk',
  refused: 'end',
};
