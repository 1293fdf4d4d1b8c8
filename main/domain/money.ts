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

/** Digits with a comma between thousands, as texts without a language have them; an amount is never a floating-point number. */
export function thousands(whole: string): string {
  return whole.replace(/\B(?=(?:\d{3}){1,12}$)/g, ',');
}

/** Ten-thousandths of a currency unit: what the places of an amount can hold, as a whole number. */
export type Units = bigint;
const UNITS = 10_000n;
const CENT = 100n;

/** An amount as a whole number of ten-thousandths, for exact sums. @throws RangeError when it is no amount */
export function unitsOf(amount: string): Units {
  if (!isAmount(amount)) throw new RangeError(`not an amount: ${amount}`);
  const point = amount.indexOf('.');
  const places = point < 0 ? 0 : amount.length - point - 1;
  return BigInt((point < 0 ? amount : amount.slice(0, point) + amount.slice(point + 1)) + '0000'.slice(places));
}

/** To two places, half up: an equal part of a price can have any number of them. */
export function rounded(units: Units): Units {
  return ((units + CENT / 2n) / CENT) * CENT;
}

/** The amount with two places, more where they say something: `2350.00`, `0.0125`. */
export function amountOf(units: Units): string {
  const size = units < 0n ? -units : units;
  const fraction = String(size % UNITS).padStart(4, '0');
  return `${units < 0n ? '-' : ''}${size / UNITS}.${fraction.slice(0, 2)}${fraction.slice(2).replace(/(?<!0)0+$/, '')}`;
}

/**
 * What prices have become after so many years at a yearly percentage (decimal text with at most two places), compounded and
 * rounded once, half up, to two places. After no year they are what they were.
 */
export function inflation(percent: string, years: number): (price: Units) => Units {
  const rate = unitsOf(percent) / CENT;
  if (years === 0 || rate === 0n) return (price) => price;
  const factor = 2n * (UNITS + rate) ** BigInt(years);
  const divisor = UNITS ** BigInt(years) * CENT;
  return (price) => ((price * factor + divisor) / (2n * divisor)) * CENT;
}
