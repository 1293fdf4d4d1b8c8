import { redFlagText } from '../../../main/words/red-flags.ts';
import { useNumber, useWords } from '../../i18n/i18n.ts';
import type { RedFlag } from './types.ts';

/** Why a flag is up, in words: "Support ends 914 days before the planned replacement." */
export function useFlagText(): (reason: RedFlag['reason']) => string {
  const words = useWords();
  const number = useNumber();
  return (reason) => redFlagText(reason, words, number);
}

/** An answer as people read it. */
export function useAnswerText(): (answer: string | null, unit?: string | null) => string {
  const words = useWords();
  return (answer, unit) => {
    if (answer === null || answer === '') return words.t('answer.unanswered');
    switch (answer) {
      case 'yes':
      case 'no':
      case 'partial':
      case 'not_applicable':
        return words.t(`answer.${answer}`);
      default:
        return unit ? `${answer} ${unit}` : answer;
    }
  };
}
