import { type Money, NO_CURRENCY } from '../../main/domain/money.ts';
import { useNumber } from '../i18n/i18n.ts';

/** `61,300 EUR`, `2,350.50 EUR`, `2,350` without a currency. The amount never passes through a floating-point number. */
export function useMoneyText(): (money: Money) => string {
  const number = useNumber();
  const decimalSign = number(0.5).charAt(1);
  return ({ amount, currency }) => {
    const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
    const places = /^0*$/.test(fraction) ? '' : `${decimalSign}${fraction.replace(/(?<!0)0+$/, '').padEnd(2, '0')}`;
    const sign = amount.startsWith('-') ? '-' : '';
    // Amounts have at most fifteen digits before the point; below 2^53 they are exact as whole numbers.
    return `${sign}${number(Number(whole))}${places}${currency === NO_CURRENCY ? '' : ` ${currency}`}`;
  };
}
