import { type Day, type PartialDay, parseDay } from '../day.ts';
import { plain } from './plain.ts';
import { EMPTY, isEmptyWord, type Normalised, warning } from './values.ts';

/** Whether `3/9/2021` is the third of September or the ninth of March. */
export type DateOrder = 'dmy' | 'mdy';

/** A longer text is no date; this also keeps the patterns below from ever meeting hostile lengths. */
const LONGEST = 48;

const NUMERIC = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH_AND_YEAR = /^(\d{1,2})[-/.](\d{4})$/;
const YEAR_AND_MONTH = /^(\d{4})[-/.](\d{1,2})$/;
const SERIAL = /^(\d{5})(?:[.,]\d+)?$/;
const TIME = /(?:T|,? )\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)? ?(?:[ap]\.?m\.?|z|uhr|h|[+-]\d{2}:?\d{2})?$/i;
const QUARTER =
  /^(?:q[1-4]|[1-4]q|[1-4]\.? ?(?:quartal|quarter|trimestre?|trim)|t[1-4])\b|\b(?:q[1-4]|quartal|quarter|trimestre)\b/i;

/** So many days the count from 1904 lies behind the one from 1900. */
const DAYS_TO_1904 = 1462;

/** First and last serial day numbers that are taken for dates: 1954-10-03 and 2119-01-10. */
const SERIALS = { first: 20_000, last: 80_000 } as const;

const MONTH_NAMES: readonly string[] = [
  'january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|gen|janeiro',
  'february|feb|februar|feber|février|févr|fév|febrero|febbraio|fevereiro',
  'march|mar|märz|mrz|mär|mars|marzo|março',
  'april|apr|avril|avr|abril|abr|aprile',
  'may|mai|mayo|maggio|mag|maio',
  'june|jun|juni|juin|junio|giugno|giu|junho',
  'july|jul|juli|juillet|juil|julio|luglio|lug|julho',
  'august|aug|août|agosto|ago',
  'september|sep|sept|septembre|septiembre|setiembre|settembre|set|setembro',
  'october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|out',
  'november|nov|novembre|noviembre|novembro',
  'december|dec|dezember|dez|décembre|déc|diciembre|dic|dicembre|dezembro',
];
const MONTHS: ReadonlyMap<string, number> = new Map(
  MONTH_NAMES.flatMap((names, index) => names.split('|').map((name) => [plain(name), index + 1] as const)).concat([
    ['maerz', 3],
    ['jaenner', 1],
  ]),
);
const FILLERS = new Set([
  'de',
  'del',
  'of',
  'di',
  'the',
  'le',
  'do',
  'da',
  'den',
  'der',
  'am',
  'el',
  'il',
  'st',
  'nd',
  'rd',
  'th',
  'er',
  'o',
  'a',
]);

interface Parts {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
  readonly shortYear: boolean;
}
type Trouble = 'date_ambiguous' | 'date_placeholder' | 'date_not_recognised' | 'date_quarter';

/**
 * What the dates of one column say about their order: a part above 12 decides. Returns `mixed` when they contradict
 * each other and null when none decides. Dates with dots, and those that begin with the year, are not in question.
 */
export function inferDateOrder(values: Iterable<string>): DateOrder | 'mixed' | null {
  let order: DateOrder | null = null;
  for (const value of values) {
    // Most cells can be told from their third character; only the others are worth a pattern.
    const second = value.charCodeAt(1);
    const third = value.charCodeAt(2);
    if (second !== 47 && second !== 45 && third !== 47 && third !== 45 && value.charCodeAt(0) > 32) continue;
    const match = value.length > LONGEST ? null : NUMERIC.exec(withoutTime(value));
    if (match === null || match[2] === '.' || (match[1]?.length ?? 0) > 2) continue;
    const [first, next] = [Number(match[1]), Number(match[3])];
    const vote: DateOrder | null = first > 12 && next <= 12 ? 'dmy' : next > 12 && first <= 12 ? 'mdy' : null;
    if (vote === null) continue;
    if (order !== null && order !== vote) return 'mixed';
    order = vote;
  }
  return order;
}

/**
 * A whole day in any of the ways that registers write one: ISO, `2017/11/30`, `14.03.2021`, `3/9/2021` in the given
 * order, `01-02-18` (00 to 69 is 20xx, with a warning), names of months in six languages, a spreadsheet's day number,
 * each also followed by a time, which is dropped without any shift. With order null, a date that could be read both
 * ways is left empty: asked, never guessed. Whatever is not a day is null with a warning (domain.md 5.7).
 */
export function readDay(text: string, order: DateOrder | null, from1904 = false): Normalised<Day | null> {
  const read = readPartialDay(text, order, from1904);
  if (read.value === null) return { ...read, value: null };
  if (read.value.precision !== 'day') return { value: null, problem: warning('date_incomplete') };
  return { ...read, value: read.value.on };
}

/** Like {@link readDay}, and a month or a year alone is a value too (domain.md 1.6 E5). A quarter is not. */
export function readPartialDay(text: string, order: DateOrder | null, from1904 = false): Normalised<PartialDay | null> {
  const trimmed = text.trim();
  if (trimmed === '') return EMPTY;
  if (isEmptyWord(trimmed)) {
    // A dash is an empty cell; a word says that somebody did not know.
    return plain(trimmed) === '' && trimmed !== '?' ? EMPTY : { value: null, problem: warning('date_not_given') };
  }
  const parts = trimmed.length > LONGEST ? 'date_not_recognised' : partsOf(trimmed, order, from1904);
  if (typeof parts === 'string') return { value: null, problem: warning(parts) };
  const { year, month, day, shortYear } = parts;
  const on = parseDay(`${pad(year, 4)}-${pad(month ?? 1, 2)}-${pad(day ?? 1, 2)}`);
  if (on === null) return { value: null, problem: warning('date_not_recognised') };
  const precision = day !== null ? 'day' : month !== null ? 'month' : 'year';
  return shortYear ? { value: { on, precision }, problem: warning('year_two_digits') } : { value: { on, precision } };
}

function partsOf(trimmed: string, order: DateOrder | null, from1904: boolean): Parts | Trouble {
  const text = withoutTime(trimmed);
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const [, a = '', separator = '', b = '', c = ''] = numeric;
    return numericParts(a, b, c, separator, order);
  }
  const compact = COMPACT.exec(text);
  if (compact !== null) return checked(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  if (/^0+$/.test(text)) return 'date_placeholder';
  if (/^\d{4}$/.test(text)) return checked(Number(text), null, null);
  const monthFirst = MONTH_AND_YEAR.exec(text);
  if (monthFirst !== null) return checked(Number(monthFirst[2]), Number(monthFirst[1]), null);
  const yearFirst = YEAR_AND_MONTH.exec(text);
  if (yearFirst !== null) return checked(Number(yearFirst[1]), Number(yearFirst[2]), null);
  const serial = SERIAL.exec(text);
  if (serial !== null) return serialParts(Number(serial[1]) + (from1904 ? DAYS_TO_1904 : 0));
  if (QUARTER.test(text)) return 'date_quarter';
  return namedParts(text);
}

function numericParts(a: string, b: string, c: string, separator: string, order: DateOrder | null): Parts | Trouble {
  if (a.length === 4) return c.length <= 2 ? checked(Number(a), Number(b), Number(c)) : 'date_not_recognised';
  if (a.length > 2 || c.length === 3) return 'date_not_recognised';
  const shortYear = c.length <= 2;
  const year = shortYear ? century(Number(c)) : Number(c);
  const [first, second] = [Number(a), Number(b)];
  if (first === 0 || second === 0 || year === 9999) return 'date_placeholder';
  // Nobody writes the month first with dots.
  const use = separator === '.' || first > 12 || first === second ? 'dmy' : second > 12 ? 'mdy' : order;
  if (use === null) return 'date_ambiguous';
  return use === 'dmy' ? checked(year, second, first, shortYear) : checked(year, first, second, shortYear);
}

/** Leaves years that only stand for "none" out: the zero days of spreadsheets and databases, and the last of them. */
function checked(year: number, month: number | null, day: number | null, shortYear = false): Parts | Trouble {
  if (year === 9999 || year === 0 || year === 1 || year === 1753 || month === 0 || day === 0) return 'date_placeholder';
  if (year === 1899 || (year === 1900 && (month ?? 1) === 1 && (day ?? 1) === 1)) return 'date_placeholder';
  return { year, month, day, shortYear };
}

function serialParts(serial: number): Parts | Trouble {
  if (serial < SERIALS.first || serial > SERIALS.last) return 'date_not_recognised';
  // Day 1 is 1900-01-01 and 1900 is taken for a leap year, so that from March 1900 on the zero is 1899-12-30.
  const iso = new Date(Date.UTC(1899, 11, 30 + serial)).toISOString();
  return checked(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10)));
}

function namedParts(text: string): Parts | Trouble {
  let month: number | null = null;
  const numbers: string[] = [];
  let monthAt = 0;
  for (const token of text.split(/[^\p{L}\p{N}\p{M}]+/u).flatMap((part) => part.split(/(?<=\d)(?=\D)|(?<=\D)(?=\d)/))) {
    if (token === '') continue;
    if (/^\d+$/.test(token)) {
      numbers.push(token);
      continue;
    }
    const word = plain(token);
    const named = MONTHS.get(word);
    if (named !== undefined && month === null) {
      month = named;
      monthAt = numbers.length;
    } else if (!FILLERS.has(word)) return 'date_not_recognised';
  }
  if (month === null) return 'date_not_recognised';
  const [first = '', second = ''] = numbers;
  if (numbers.length === 1) return first.length === 4 ? checked(Number(first), month, null) : 'date_not_recognised';
  if (numbers.length !== 2) return 'date_not_recognised';
  if (first.length === 4 && second.length <= 2) return checked(Number(first), month, Number(second));
  if (first.length > 2) return 'date_not_recognised';
  if (second.length === 4) return checked(Number(second), month, Number(first));
  // `14-Mar-21`: with the month in the middle only the year can come last.
  if (second.length === 2 && monthAt === 1) return checked(century(Number(second)), month, Number(first), true);
  return 'date_not_recognised';
}

function withoutTime(text: string): string {
  const bare = text.trim().replace(TIME, '');
  return bare.includes(' ') ? bare.replace(/([-/.])\s+/g, '$1').trim() : bare;
}

function century(year: number): number {
  return year <= 69 ? 2000 + year : 1900 + year;
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
