/** An amount as decimal text with two to four places (`2350.00`) and an ISO 4217 code. Never a floating-point number. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** The code of ISO 4217 for an amount whose currency nobody gave. */
export const NO_CURRENCY = 'XXX';

const AMOUNT_PATTERN = /^-?\d{1,15}(\.\d{1,4})?$/;
const CURRENCY_PATTERN = /^[A-Z]{3}$/;

/** True when the text is an amount that a {@link Money} may hold. */
export function isAmount(text: string): boolean {
  return AMOUNT_PATTERN.test(text);
}

/** True for three capital letters; whether the currency exists is not checked. */
export function isCurrency(text: string): boolean {
  return CURRENCY_PATTERN.test(text);
}

/** The amount with at least two decimal places: `2350` becomes `2350.00`. @throws RangeError when it is no amount. */
export function amountText(text: string): string {
  if (!isAmount(text)) throw new RangeError(`not an amount: ${text}`);
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole.replace(/^(-?)0+(?=\d)/, '$1')}.${fraction.padEnd(2, '0')}`;
}
