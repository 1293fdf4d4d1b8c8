import { hibccCheck } from './hibcc.ts';

/** The character between parts of variable length in a scan: FNC1, which scanners send as ASCII 29. */
export const SEPARATOR = '\u001d';

/** What keyboards, terminals and editors make of ASCII 29, and names that scanners can be set to send for it. */
const SUBSTITUTES = /\u241d|<GS>|\{GS\}|\[GS\]|<FNC1>|\{FNC1\}|\\x1d|\^\]|~d029/gi;

/** What a scanner sent, without line ends, without the stars around HIBCC, and with one sign for the separator. */
export function cleanScan(text: string): string {
  // `trim` takes ASCII 29 for a letter, as it should: it stays.
  const one = text
    .trim()
    .replace(SUBSTITUTES, SEPARATOR)
    .replace(/^\*(.+)\*$/, '$1');
  // The check character of HIBCC can be a space, which is an end that counts.
  const lines = text.replace(/(?<![\r\n])[\r\n]+$/, '').trimStart();
  const spaced = one.startsWith('+') && lines === `${one} ` && hibccCheck(one) === ' ';
  return spaced ? lines : one;
}

/** What the kind of code says of the data in it. */
export type Symbology = 'gs1' | 'ean' | 'other' | 'unknown';

export interface Scan {
  readonly symbology: Symbology;
  readonly data: string;
}

const GS1_CODES = new Set([']d2', ']C1', ']Q3', ']e0', ']e1', ']e2', ']J1']);

/** Takes the prefix off with which scanners name the kind of code, such as `]d2` (ISO/IEC 15424). */
export function symbologyOf(text: string): Scan {
  const name = /^\][A-Za-z][0-9]/.exec(text)?.[0];
  if (name === undefined) return { symbology: 'unknown', data: withoutFirstSeparator(text) };
  const data = withoutFirstSeparator(text.slice(3));
  if (GS1_CODES.has(name)) return { symbology: 'gs1', data };
  return { symbology: name.startsWith(']E') ? 'ean' : 'other', data };
}

function withoutFirstSeparator(text: string): string {
  return text.startsWith(SEPARATOR) ? text.slice(1) : text;
}
