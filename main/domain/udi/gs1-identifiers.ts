/** What the values of an application identifier look like. Lengths are inclusive. */
export interface Gs1Field {
  readonly shortest: number;
  readonly longest: number;
  readonly digits: boolean;
  /** Lengths grow by so many; 1 where every length between the two will do. */
  readonly step: number;
  /** Digits from the front that end in a check digit; 0 where there is none. */
  readonly checked: number;
}

const field = (shortest: number, longest: number, digits: boolean, step = 1, checked = 0): Gs1Field => ({
  shortest,
  longest,
  digits,
  step,
  checked,
});
const digits = (length: number, checked = 0) => field(length, length, true, 1, checked);
const text = (longest: number, shortest = 1) => field(shortest, longest, false);
const upToDigits = (longest: number) => field(1, longest, true);

/** Application identifiers that devices and their packages carry, by number. Others are kept by {@link anyField}. */
const FIELDS: Readonly<Record<string, Gs1Field>> = {
  '00': digits(18, 18),
  '01': digits(14, 14),
  '02': digits(14, 14),
  '03': digits(14, 14),
  10: text(20),
  11: digits(6),
  12: digits(6),
  13: digits(6),
  15: digits(6),
  16: digits(6),
  17: digits(6),
  20: digits(2),
  21: text(20),
  22: text(20),
  30: upToDigits(8),
  37: upToDigits(8),
  235: text(28),
  240: text(30),
  241: text(30),
  242: upToDigits(6),
  243: text(20),
  250: text(30),
  251: text(30),
  253: field(13, 30, false, 1, 13),
  254: text(20),
  255: field(13, 25, true, 1, 13),
  402: digits(17, 17),
  422: digits(3),
  423: field(3, 15, true, 3),
  424: digits(3),
  425: field(3, 15, true, 3),
  426: digits(3),
  7003: digits(10),
  7007: field(6, 12, true, 6),
  8001: digits(14),
  8003: field(14, 30, false, 1, 14),
  8004: text(30),
  8005: digits(6),
  8006: digits(18, 14),
  8012: text(20),
  8013: text(25),
  8017: digits(18, 18),
  8018: digits(18, 18),
  8019: upToDigits(10),
  8020: text(25),
  8111: digits(4),
  90: text(30),
};

/** Digits of an application identifier, by its first two; identifiers that do not begin so do not exist. */
const NAME_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [2, '00 01 02 03 10 11 12 13 15 16 17 20 21 22 30 37 90 91 92 93 94 95 96 97 98 99'],
      [3, '23 24 25 40 41 42 71'],
      [4, '31 32 33 34 35 36 39 43 70 72 80 81 82'],
    ] as const
  ).flatMap(([length, starts]) => starts.split(' ').map((start) => [start, length])),
);

/** Application identifiers of a length that readers know by heart, so that nothing stands between them and the next one. */
const KNOWN_LENGTHS = new Set('00 01 02 03 11 12 13 15 16 17 20 31 32 33 34 35 36 41'.split(' '));

/** The application identifier at the front of a text; null where there is none. */
export function identifierAt(data: string): string | null {
  const length = NAME_LENGTHS[data.slice(0, 2)];
  if (length === undefined) return null;
  const name = data.slice(0, length);
  return name.length === length && /^\d+$/.test(name) ? name : null;
}

/** What the values of an application identifier look like; null for a number that is none. */
export function fieldOf(name: string): Gs1Field | null {
  if (identifierAt(name) !== name) return null;
  return FIELDS[name] ?? anyField(name);
}

/** Whether the value ends by itself, without a separator. */
export function endsByItself(name: string): boolean {
  return KNOWN_LENGTHS.has(name.slice(0, 2));
}

/** By families: measures have six digits, places thirteen, national numbers twenty characters, the rest up to ninety. */
function anyField(name: string): Gs1Field {
  if (/^3[1-6]/.test(name)) return digits(6);
  if (name.startsWith('41')) return digits(13, 13);
  if (name.startsWith('71')) return text(20);
  if (name.startsWith('723')) return text(30, 3);
  if (name.startsWith('39')) return upToDigits(18);
  return text(90);
}

/** Identifiers that can begin a link, with the words that older links have for them. */
export const LINK_KEYS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    '00 01 253 255 401 402 414 417 8003 8004 8006 8010 8013 8017 8018 8020'.split(' ').map((name) => [name, name]),
  ),
  gtin: '01',
  sscc: '00',
  itip: '8006',
};

/** The same for what follows the key. */
export const LINK_WORDS: Readonly<Record<string, string>> = { cpv: '22', lot: '10', ser: '21' };
