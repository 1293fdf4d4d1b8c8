import type { Day } from '../day.ts';
import { Assembly } from './assemble.ts';
import { readDate } from './dates.ts';
import { endsByItself, fieldOf, identifierAt } from './gs1-identifiers.ts';
import { type Scan, SEPARATOR } from './scan.ts';
import type { Udi, UdiElement, UdiReading } from './udi.ts';

/** Digits of a trade item number as it is stored; shorter ones get zeros before them (domain.md 5.5). */
export const GTIN_DIGITS = 14;
/** Lengths in which trade item numbers are printed and typed. */
const GTIN_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);
/** The characters that values may have (character set 82 of GS1). */
const VALUE = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/;

/** Whether a number ends in the check digit that its other digits give (modulo 10, weights 3 and 1 from the right). */
export function gs1CheckFits(number: string): boolean {
  let sum = 0;
  for (let place = 0; place < number.length; place += 1) {
    const weight = (number.length - 1 - place) % 2 === 0 ? 1 : 3;
    sum += Number(number[place]) * weight;
  }
  return sum % 10 === 0;
}

/** Reads a scan, or the text with brackets that is printed under a code. */
export function readGs1({ symbology, data }: Scan, today: Day): UdiReading {
  if (symbology !== 'gs1' && /^\d+$/.test(data)) {
    const bare = bareNumber(symbology, data);
    if (bare !== null) return gs1Of([{ code: '01', value: bare }], today);
  }
  if (symbology === 'ean') return { problem: 'unreadable' };
  const bracketed = data.startsWith('(');
  if (!bracketed && symbology !== 'gs1' && !/^\d{2}/.test(data)) return { problem: 'unknown_format' };
  const elements = bracketed ? inBrackets(data) : inScan(data);
  const reading = elements === null ? UNREADABLE : gs1Of(elements, today);
  if (bracketed || symbology === 'gs1') return reading;
  // Without brackets, and without a prefix that says GS1, digits may be anything, such as an asset tag.
  return 'udi' in reading && isTelling(reading.udi) ? reading : { problem: 'unknown_format' };
}

const UNREADABLE: UdiReading = { problem: 'unreadable' };

/** Whether something was read that hardly is there by chance: a device identifier, or a day. */
function isTelling({ di, manufacturedOn, expiresOn }: Udi): boolean {
  return di !== null || manufacturedOn !== null || expiresOn !== null;
}

/** A trade item number alone: of 12 to 14 digits, or of 8 when its check digit fits. */
function bareNumber(symbology: Scan['symbology'], data: string): string | null {
  if (symbology === 'ean') return data.length === 8 || data.length === 13 ? data : null;
  if (!GTIN_LENGTHS.has(data.length)) return null;
  return data.length > 8 || gs1CheckFits(data) ? data : null;
}

/** The identifier that the elements of GS1 make; shared by scans, printed text and links. */
export function gs1Of(elements: readonly UdiElement[], today: Day): UdiReading {
  const assembly = new Assembly('gs1');
  for (const { code, value: written } of elements) {
    const value = code === '01' && GTIN_LENGTHS.has(written.length) ? written.padStart(GTIN_DIGITS, '0') : written;
    const field = fieldOf(code);
    if (field === null || !fits(value, field)) return { problem: 'unreadable' };
    if (value !== written) assembly.warn('di_padded');
    assembly.element(code, value);
    if (field.checked > 0)
      assembly.checked(/^\d+$/.test(value.slice(0, field.checked)) && gs1CheckFits(value.slice(0, field.checked)));
    tell(assembly, code, value, today);
  }
  return { udi: assembly.result() };
}

function fits(value: string, field: NonNullable<ReturnType<typeof fieldOf>>): boolean {
  const { shortest, longest, digits, step } = field;
  if (value.length < shortest || value.length > longest || (value.length - shortest) % step !== 0) return false;
  return digits ? /^\d+$/.test(value) : VALUE.test(value);
}

/** Parts that are kept as they are, without a field of their own: variants, numbers of makers and customers, sources. */
const KEPT: ReadonlySet<string> = new Set(['20', '22', '240', '241', '250', '251']);

function tell(assembly: Assembly, code: string, value: string, today: Day): void {
  if (code === '01') assembly.say('di', value);
  else if (code === '8006') assembly.say('di', value.slice(0, GTIN_DIGITS));
  else if (code === '10') assembly.say('lot', value);
  else if (code === '21') assembly.say('serial', value);
  else if (code === '11') assembly.date('manufacturedOn', readDate(value, 'YYMMDD', today));
  else if (code === '17') assembly.date('expiresOn', readDate(value, 'YYMMDD', today));
  else if (code === '7003') assembly.date('expiresOn', readDate(value.slice(0, 6), 'YYMMDD', today));
  else if (code === '8012') assembly.say('softwareVersion', value);
  else if (code === '30') assembly.say('quantity', Number(value));
  else if (!KEPT.has(code)) assembly.warn('part_unknown');
}

/** `(01)...(21)...`; a bracket that belongs to a value has `\` before it, where it would be taken for another one. */
function inBrackets(data: string): UdiElement[] | null {
  const marks = [...data.matchAll(/(?<!\\)\((\d{2,4})\)/g)];
  if (marks[0]?.index !== 0) return null;
  const elements: UdiElement[] = [];
  for (const [place, mark] of marks.entries()) {
    const value = data.slice(mark.index + mark[0].length, marks[place + 1]?.index).trim();
    elements.push({ code: mark[1] ?? '', value: value.replaceAll('\\(', '(') });
  }
  return elements;
}

function inScan(data: string): UdiElement[] | null {
  const elements: UdiElement[] = [];
  let rest = data;
  while (rest !== '') {
    const code = identifierAt(rest);
    const field = code === null ? null : fieldOf(code);
    if (code === null || field === null) return null;
    const own = rest.slice(code.length);
    const separator = own.indexOf(SEPARATOR);
    const end = endsByItself(code) ? field.longest : separator < 0 ? own.length : separator;
    elements.push({ code, value: own.slice(0, end) });
    rest = own.slice(end);
    if (rest.startsWith(SEPARATOR)) rest = rest.slice(1);
  }
  return elements.length === 0 ? null : elements;
}
