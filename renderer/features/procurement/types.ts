import type { CaseStage } from '../../../main/domain/procurement.ts';
import type { Outputs } from '../../bridge/types.ts';
import type { Tone } from '../../ui/paint.ts';

export type CaseRow = Outputs['procurement']['list']['rows'][number];
export type CaseDetail = Outputs['procurement']['get'];
export type CandidateDetail = CaseDetail['candidates'][number];
export type GateDetail = CandidateDetail['gates'][number];

/** Vendor and model of a candidate, with its version where it has one. */
export function candidateName({
  vendor,
  model,
  softwareVersion,
}: Pick<CandidateDetail, 'vendor' | 'model' | 'softwareVersion'>): string {
  return [`${vendor} ${model}`, softwareVersion].filter(Boolean).join(', ');
}

/** The candidates that were not withdrawn. */
export function openCandidates({ candidates }: Pick<CaseDetail, 'candidates'>): readonly CandidateDetail[] {
  return candidates.filter(({ withdrawnOn }) => withdrawnOn === null);
}

/** Colour and shape of a stage. */
export function stageTone(stage: CaseStage): Tone {
  if (stage === 'accepted') return 'ok';
  return stage === 'cancelled' ? 'unk' : 'plan';
}

/** Colour and shape of a gate: one that holds only with an exception is not the same as one that simply holds. */
export function gateTone({ holds, exceptionIds }: Pick<GateDetail, 'holds' | 'exceptionIds'>): Tone {
  if (!holds) return 'end';
  return exceptionIds.length > 0 ? 'plan' : 'ok';
}
