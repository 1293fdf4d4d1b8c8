import { useNumber } from '../i18n/i18n.ts';

/** An amount of money as the program keeps it: decimal text and a currency code. */
export interface ShownMoney {
  readonly amount: string;
  readonly currency: string;
}

/** The code of ISO 4217 for an amount whose currency nobody gave; people never see it. */
const NO_CURRENCY = 'XXX';

/** `61,300 EUR`, `2,350.50 EUR`, `2,350` without a currency. The amount never passes through a floating-point number. */
export function useMoneyText(): (money: ShownMoney) => string {
  const number = useNumber();
  const decimalSign = number(0.5).charAt(1);
  return ({ amount, currency }) => {
    const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
    const places = /^0*$/.test(fraction) ? '' : `${decimalSign}${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
    const sign = amount.startsWith('-') ? '-' : '';
    // Amounts have at most fifteen digits before the point; below 2^53 they are exact as whole numbers.
    return `${sign}${number(Number(whole))}${places}${currency === NO_CURRENCY ? '' : ` ${currency}`}`;
  };
}
