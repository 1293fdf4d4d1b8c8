import { useText, useWords } from '../../i18n/i18n.ts';
import type { Commitment } from './types.ts';

type Clock = Pick<Commitment, 'amount' | 'unit' | 'direction' | 'clockStart'>;

/** `30 calendar days after the vendor knows of it` */
export function useWithinText(): (commitment: Clock) => string {
  const text = useText();
  const words = useWords();
  return ({ amount, unit, direction, clockStart }) =>
    text('contracts.commitments.within', {
      duration: words.t(`durationText.${unit}`, { count: amount }),
      direction: words.t(`clockDirection.${direction}`),
      start: words.t(`clockStart.${clockStart}`),
    });
}

/** A promise in a sentence: who owes what for which vulnerabilities, within which time, and by whose holidays. */
export function useSentence(): (
  commitment: Clock & Pick<Commitment, 'kind' | 'severity' | 'obligor'>,
  calendarName: string | null,
) => string {
  const text = useText();
  const words = useWords();
  const within = useWithinText();
  return (commitment, calendarName) => {
    const { kind, severity, obligor, unit } = commitment;
    const parts = {
      who: words.t(`obligor.${obligor}`),
      what: words.t(`commitmentKind.${kind}`).toLowerCase(),
      severity: words.t(`severity.${severity}`).toLowerCase(),
      within: within(commitment),
      calendar: calendarName ?? '',
    };
    const sentence = text(
      severity === 'any' ? 'contracts.commitments.sentence' : 'contracts.commitments.sentenceFor',
      parts,
    );
    if (unit !== 'business_days') return text('contracts.commitments.sentenceEnd', { sentence });
    return calendarName === null
      ? text('contracts.commitments.sentenceWeekends', { sentence })
      : text('contracts.commitments.sentenceHolidays', { sentence, calendar: calendarName });
  };
}
