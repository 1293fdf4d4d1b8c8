import type { Day } from '../day.ts';
import { Assembly } from './assemble.ts';
import { readDate } from './dates.ts';
import type { UdiReading } from './udi.ts';

/** The characters of HIBCC in the order of their values, 0 to 42. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';

/** The check character that a text from `+` on has: the sum of the values modulo 43 (domain.md 5.4). */
export function hibccCheck(text: string): string {
  let sum = 0;
  for (const character of text) sum += Math.max(0, ALPHABET.indexOf(character));
  return ALPHABET[sum % ALPHABET.length] ?? '0';
}

/** Labeler (a letter and three characters), product (1 to 18) and unit of measure (a digit): the device identifier. */
const PRIMARY = /^[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9]$/;
/** How dates of the secondary code are written, by the digit before them. */
const DATES: Readonly<Record<string, string>> = {
  2: 'MMDDYY',
  3: 'YYMMDD',
  4: 'YYMMDDHH',
  5: 'YYJJJ',
  6: 'YYJJJHH',
  7: '',
};
/** Digits of a quantity, by the digit before it. */
const QUANTITIES: Readonly<Record<string, number>> = { 8: 2, 9: 5 };

/** Reads a primary code, a secondary code, or both with `/` between them. The last character is the check character; one that is a space is printed as `_`. */
export function readHibcc(scanned: string, today: Day): UdiReading {
  const text = scanned.toUpperCase().replace(/_$/, ' ');
  if (text.length < 3 || [...text].some((character) => !ALPHABET.includes(character))) return { problem: 'unreadable' };
  const body = text.slice(0, -1);
  const assembly = new Assembly('hibcc');
  const check = text.slice(-1);
  assembly.checked(hibccCheck(body) === check, check);
  return /^\+[$0-9]/.test(body) ? secondaryAlone(assembly, body, today) : primaryFirst(assembly, body, today);
}

/** A secondary code in a symbol of its own ends in the check character of its primary one, which links the two. */
function secondaryAlone(assembly: Assembly, body: string, today: Day): UdiReading {
  const link = body.at(-1);
  if (body.length < 3 || link === undefined) return { problem: 'unreadable' };
  assembly.link(link);
  const [first = '', ...others] = body.slice(1, -1).split('/');
  return secondary(assembly, first, others, today);
}

function primaryFirst(assembly: Assembly, body: string, today: Day): UdiReading {
  const [primary = '', first, ...others] = body.slice(1).split('/');
  if (!PRIMARY.test(primary)) return { problem: 'unreadable' };
  assembly.element('', primary);
  assembly.say('di', primary);
  if (first === undefined) return { udi: assembly.result() };
  return /^[$0-9]/.test(first) && !/^1[46]D/.test(first)
    ? secondary(assembly, first, others, today)
    : parts(assembly, [first, ...others], today);
}

function secondary(assembly: Assembly, first: string, others: readonly string[], today: Day): UdiReading {
  const flag = /^\$?\$?\+?/.exec(first)?.[0] ?? '';
  const own = first.slice(flag.length);
  const holder = flag.endsWith('+') ? 'serial' : 'lot';
  const dated = flag.startsWith('$$')
    ? takeDate(assembly, own, today)
    : flag === ''
      ? takeDayOfYear(assembly, own, today)
      : own;
  if (dated === null) return { problem: 'unreadable' };
  assembly.element(flag, own);
  if (dated !== '') assembly.say(holder, dated);
  return parts(assembly, others, today);
}

/** Takes quantity and expiry off the front. @returns lot or serial; null for a date that is not there */
function takeDate(assembly: Assembly, text: string, today: Day): string | null {
  let rest = text;
  const digits = QUANTITIES[rest[0] ?? ''];
  if (digits !== undefined) {
    const amount = rest.slice(1, 1 + digits);
    if (amount.length < digits || !/^\d+$/.test(amount)) return null;
    assembly.say('quantity', Number(amount));
    rest = rest.slice(1 + digits);
  }
  if (rest === '') return rest;
  const flagged = DATES[rest[0] ?? ''];
  const pattern = flagged ?? (/^[01]\d{3}/.test(rest) ? 'MMYY' : undefined);
  if (pattern === undefined) return null;
  if (flagged !== undefined) rest = rest.slice(1);
  if (pattern !== '') assembly.date('expiresOn', readDate(rest.slice(0, pattern.length), pattern, today));
  return rest.slice(pattern.length);
}

/** The oldest form: year, day of the year and lot, without a flag. */
function takeDayOfYear(assembly: Assembly, text: string, today: Day): string | null {
  if (!/^\d{5}/.test(text)) return null;
  assembly.date('expiresOn', readDate(text.slice(0, 5), 'YYJJJ', today));
  return text.slice(5);
}

/** What follows with a name of its own: `S` serial, `16D` made, `14D` expires, `Q` quantity. */
function parts(assembly: Assembly, texts: readonly string[], today: Day): UdiReading {
  for (const text of texts) {
    const code = /^(?:1[46]D|S|Q)/.exec(text)?.[0] ?? '';
    const value = text.slice(code.length);
    assembly.element(`/${code}`, value);
    if (code === 'S' && value !== '') assembly.say('serial', value);
    else if (code === '16D') assembly.date('manufacturedOn', readDate(value, 'YYYYMMDD', today));
    else if (code === '14D') assembly.date('expiresOn', readDate(value, 'YYYYMMDD', today));
    else if (code === 'Q' && /^\d{1,5}$/.test(value)) assembly.say('quantity', Number(value));
    else assembly.warn('part_unknown');
  }
  return { udi: assembly.result() };
}
