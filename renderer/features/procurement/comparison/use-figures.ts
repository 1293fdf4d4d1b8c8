import { NO_CURRENCY } from '../../../../main/domain/money.ts';
import type { FigureText } from '../../../../main/words/comparison.ts';
import { useNumber } from '../../../i18n/i18n.ts';
import { useMoneyText } from '../../../ui/money-text.ts';

/** Figures as people of the language write them. */
export function useFigures(): FigureText {
  const number = useNumber();
  const money = useMoneyText();
  return {
    number: (value, places) => number(value, { maximumFractionDigits: places }),
    amount: (amount) => money({ amount, currency: NO_CURRENCY }),
  };
}
