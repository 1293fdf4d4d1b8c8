import type { ClauseState } from '../../../main/domain/clause.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { Proposal } from './types.ts';

/** `Absent`, or `Not looked at` where nobody noted anything. */
export function useStateText(): (state: ClauseState | null) => string {
  const words = useWords();
  return (state) => (state === null ? words.t('clause.notLookedAt') : words.t(`clause.state.${state}`));
}

/** `Deliver a validated fix, any severity: 30 calendar days after the vendor knows of it` */
export function useProposalText(): (proposal: Omit<Proposal, 'byDefault'>) => string {
  const text = useText();
  const words = useWords();
  return ({ kind, severity, amount, unit, direction, clockStart, obligor }) => {
    const within = text('clauses.within', {
      duration: words.t(`durationText.${unit}`, { count: amount }),
      direction: words.t(`clockDirection.${direction}`),
      start: words.t(`clockStart.${clockStart}`),
    });
    const whom = severity === 'any' ? '' : ` (${words.t(`severity.${severity}`).toLowerCase()})`;
    const who = obligor === 'vendor' ? '' : `, ${words.t(`obligor.${obligor}`).toLowerCase()}`;
    return `${words.t(`commitmentKind.${kind}`)}${whom}: ${within}${who}`;
  };
}
