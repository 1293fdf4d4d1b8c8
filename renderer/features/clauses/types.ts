import type { ClauseState } from '../../../main/domain/clause.ts';
import type { Outputs } from '../../bridge/types.ts';
import type { Tone } from '../../ui/paint.ts';

export type LibraryClause = Outputs['clause']['list'][number];
export type ClauseDetail = Outputs['clause']['get'];
export type ClauseVersion = ClauseDetail['versions'][number];
export type Proposal = ClauseVersion['commitments'][number];
export type GridAnswer = Outputs['clause']['grid'];
export type GridLine = GridAnswer['rows'][number];
export type GridClause = GridAnswer['clauses'][number];
export type ComparedClause = Outputs['clause']['ofContract']['clauses'][number];

/** Colour and shape of what was found; what nobody looked at has those of what is not known. */
export const STATE_TONES: Readonly<Record<ClauseState, Tone>> = {
  present: 'ok',
  partial: 'near',
  absent: 'end',
  not_applicable: 'plan',
};
