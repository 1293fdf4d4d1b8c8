import { CHOICES } from '../../../../main/domain/checklist.ts';
import { parseDay } from '../../../../main/domain/day.ts';
import { useWords } from '../../../i18n/i18n.ts';

/** An answer in words: a choice, a day, or what it is. */
export function useAnswerText(): (value: string) => string {
  const words = useWords();
  return (value) => {
    const choice = CHOICES.find((one) => one === value);
    const on = parseDay(value);
    return choice ? words.t(`answer.${choice}`) : on ? words.day(on) : value;
  };
}
