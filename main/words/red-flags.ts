import type { RedFlagReason } from '../domain/checklist.ts';
import type { Words } from './words.ts';

/** Why a flag is up, in words: "Support ends 914 days before the planned replacement." `number` writes a figure. */
export function redFlagText(reason: RedFlagReason, words: Words, number: (value: number) => string = String): string {
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
}
