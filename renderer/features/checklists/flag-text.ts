import { useNumber, useWords } from '../../i18n/i18n.ts';
import type { RedFlag } from './types.ts';

/** Why a flag is up, in words: "Support ends 914 days before the planned replacement." */
export function useFlagText(): (reason: RedFlag['reason']) => string {
  const words = useWords();
  const number = useNumber();
  return (reason) => {
    switch (reason.code) {
      case 'over_limit':
      case 'under_limit':
        return words.t(`redFlagReason.${reason.code}`, { given: number(reason.given), limit: number(reason.limit) });
      case 'ends_before_replacement':
        return words.t('redFlagReason.ends_before_replacement', { count: reason.days });
      case 'too_short_after_delivery':
        if (reason.days < 0) return words.t('redFlagReason.ended_before_delivery', { count: -reason.days });
        return `${words.t('redFlagReason.too_short_after_delivery', { months: reason.months })} ${words.t('redFlagReason.too_short_days', { count: reason.days })}`;
      case 'too_old':
        return words.t('redFlagReason.too_old', { count: reason.months });
      case 'too_late':
        return words.t('redFlagReason.too_late', { limit: words.day(reason.limit) });
      default:
        return words.t(`redFlagReason.${reason.code}`);
    }
  };
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
