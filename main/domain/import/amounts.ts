import { amountText, isAmount, isCurrency, NO_CURRENCY } from '../money.ts';
import { EMPTY, isEmptyWord, type Normalised, warning } from './values.ts';

/** Which sign stands before the decimals. */
export type DecimalSign = 'comma' | 'point';

export interface ReadAmount {
  /** As in money.ts: `2350.00`. */
  readonly amount: string;
  /** The ISO 4217 code that the cell itself names; null when it names none, or only a sign such as `$`. */
  readonly currency: string | null;
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A longer text is no amount. */
const LONGEST = 48;

/** Signs and words of currencies; null where several countries use the same. */
const CURRENCY_SIGNS: ReadonlyMap<string, string | null> = new Map([
  ['€', 'EUR'],
  ['euro', 'EUR'],
  ['euros', 'EUR'],
  ['£', 'GBP'],
  ['us$', 'USD'],
  ['usd$', 'USD'],
  ['c$', 'CAD'],
  ['ca$', 'CAD'],
  ['a$', 'AUD'],
  ['au$', 'AUD'],
  ['r$', 'BRL'],
  ['fr', 'CHF'],
  ['sfr', 'CHF'],
  ['zł', 'PLN'],
  ['kč', 'CZK'],
  ['₹', 'INR'],
  ['$', null],
  ['¥', null],
  ['kr', null],
  ['pesos', null],
  ['peso', null],
]);

/**
 * What the amounts of a file say about their decimal sign: two kinds of signs, a repeated one, or one that is not
 * followed by three digits decide. The more frequent answer counts; null when none decides or both are as frequent.
 */
export function inferDecimalSign(values: Iterable<string>): DecimalSign | null {
  let comma = 0;
  let point = 0;
  for (const value of values) {
    if (value.length > LONGEST || (!value.includes(',') && !value.includes('.'))) continue;
    const body = bodyOf(value)?.body;
    const sign = body === undefined ? null : decidedSign(body);
    if (sign === 'comma') comma += 1;
    else if (sign === 'point') point += 1;
  }
  return comma > point ? 'comma' : point > comma ? 'point' : null;
}

/** The decimal sign that the digits force, or null: `1.234` and `500` force none. */
function decidedSign(body: string): DecimalSign | null {
  const lastComma = body.lastIndexOf(',');
  const lastPoint = body.lastIndexOf('.');
  if (lastComma === -1 && lastPoint === -1) return null;
  if (lastComma !== -1 && lastPoint !== -1) return lastComma > lastPoint ? 'comma' : 'point';
  const at = Math.max(lastComma, lastPoint);
  const own: DecimalSign = lastComma === -1 ? 'point' : 'comma';
  const other: DecimalSign = own === 'comma' ? 'point' : 'comma';
  if (body.indexOf(own === 'comma' ? ',' : '.') !== at) return other;
  const whole = body.slice(0, at);
  // Three digits behind a single sign can be thousands, unless what stands before could not be.
  return body.length - at - 1 === 3 && /^[1-9]\d{0,2}$/.test(whole) ? null : own;
}

/**
 * An amount with decimal comma or point, thousands marks (also spaces and apostrophes), and a currency sign or code on
 * either side: `$ 12.500.000`, `2.350,00`, `1,234.56`, `EUR 99`. `sign` decides what the digits leave open (`1.234`);
 * with null such a cell is left empty with a warning, and so is `1,234` with a comma. More than four decimals are rounded half away from zero.
 */
export function readAmount(text: string, sign: DecimalSign | null): Normalised<ReadAmount | null> {
  if (isEmptyWord(text)) return EMPTY;
  const parts = text.length > LONGEST ? null : bodyOf(text);
  if (parts === null) return { value: null, problem: warning('amount_not_recognised') };
  const { body, negative, currency } = parts;
  const use = decidedSign(body) ?? sign;
  // Behind a decimal comma three digits can still be thousands that came from elsewhere: `1,234` in a file with semicolons.
  const thousands = use === 'comma' && body.includes(',') && decidedSign(body) === null;
  if (thousands || (use === null && /[.,]/.test(body))) return { value: null, problem: warning('amount_ambiguous') };
  const digits = decimalText(body, use ?? 'point');
  const amount = digits === null ? null : rounded(digits);
  if (amount === null || !isAmount(amount)) return { value: null, problem: warning('amount_not_recognised') };
  const isZero = /^[0.]*$/.test(amount);
  return { value: { amount: amountText(negative && !isZero ? `-${amount}` : amount), currency } };
}

/** An ISO 4217 code or a sign that can mean one currency only. */
export function readCurrency(text: string): Normalised<string | null> {
  const found = text.length > LONGEST ? undefined : currencyOf(text);
  if (found !== undefined && found !== null && !isEmptyWord(found)) return { value: found };
  const isSign = CURRENCY_SIGNS.has(text.trim().toLowerCase());
  return isEmptyWord(text) && !isSign ? EMPTY : { value: null, problem: warning('currency_not_recognised') };
}

/** Returns undefined when the text names no currency at all, and null for a sign that several share. */
function currencyOf(text: string): string | null | undefined {
  const word = text.trim().replace(/\.$/, '');
  if (word === '') return null;
  const sign = CURRENCY_SIGNS.get(word.toLowerCase());
  if (sign !== undefined) return sign;
  const code = word.toUpperCase();
  if (isCurrency(code)) return code;
  // `USD $`, `€ EUR`
  const both = /^(?:([a-z]{3}) ?[$€£¥]|[$€£¥] ?([a-z]{3}))$/i.exec(word);
  return both === null ? undefined : (both[1] ?? both[2] ?? '').toUpperCase();
}

interface Body {
  /** Digits, points and commas; begins and ends with a digit. */
  readonly body: string;
  readonly negative: boolean;
  readonly currency: string | null;
}

function bodyOf(text: string): Body | null {
  const trimmed = text.trim();
  const first = trimmed.search(/\d/);
  if (first === -1) return null;
  let last = trimmed.length - 1;
  while (!/\d/.test(trimmed.charAt(last))) last -= 1;
  let before = trimmed.slice(0, first);
  // `2.350,-` and `99.--` are whole amounts; a minus right after the digits is a negative one.
  let after = trimmed.slice(last + 1).replace(/^[.,][-–—]{1,2}/, '');
  let body = trimmed.slice(first, last + 1);
  if (/(?:^|[\s$€£¥+-])[.,]$/.test(before)) {
    body = `0${before.slice(-1)}${body}`;
    before = before.slice(0, -1);
  }
  const negative = /[-−]/.test(before) || /^[-−]$/.test(after) || (before.includes('(') && after.includes(')'));
  before = before.replace(/[-−+(]/g, '').trim();
  after = after.replace(/[-−)]/g, '').trim();
  const named = currencyOf(`${before}${before !== '' && after !== '' ? ' ' : ''}${after}`);
  // Three letters behind a number may be no currency at all: `12,5 Mio`, `1200 net`.
  if (named === undefined || (named !== null && named !== NO_CURRENCY && !CURRENCIES.has(named))) return null;
  const joined = withoutSpaces(body);
  return joined === null ? null : { body: joined, negative, currency: named };
}

/** Takes spaces and apostrophes between groups of three digits out; null when they stand elsewhere. */
function withoutSpaces(body: string): string | null {
  if (/^[\d.,]+$/.test(body)) return body;
  return /^\d{1,3}(?:[\s'’´`\u202f]\d{3})+(?:[.,]\d+)?$/.test(body) ? body.replace(/[^\d.,]/g, '') : null;
}

function decimalText(body: string, sign: DecimalSign): string | null {
  const [decimal, thousands] = sign === 'comma' ? [',', '.'] : ['.', ','];
  const [whole = '', fraction, ...more] = body.split(decimal);
  if (more.length > 0 || fraction?.includes(thousands)) return null;
  const groups = whole.split(thousands);
  // Groups of two are usual in India; the last one always has three digits.
  const grouped = groups
    .slice(1)
    .every((group, index) => group.length === 3 || (group.length === 2 && index < groups.length - 2));
  if (groups.length > 1 && (!grouped || (groups[0]?.length ?? 0) > 3)) return null;
  return fraction === undefined ? groups.join('') : `${groups.join('')}.${fraction}`;
}

function rounded(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  if (fraction.length <= 4) return text;
  const scaled = BigInt(whole + fraction.slice(0, 4)) + (fraction.charAt(4) >= '5' ? 1n : 0n);
  const padded = scaled.toString().padStart(5, '0');
  return `${padded.slice(0, -4)}.${padded.slice(-4).replace(/0{1,2}$/, '')}`;
}
