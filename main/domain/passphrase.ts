/**
 * Whether a new passphrase protects: length and known weakness, no rules of composition, no forced change
 * (NIST SP 800-63B-4, reliability.md 4). Any character may stand in it.
 */

/** Why a passphrase is not taken. */
export type PassphraseProblem =
  | { readonly code: 'too_short'; readonly least: number; readonly given: number }
  | { readonly code: 'too_long'; readonly most: number; readonly given: number }
  /** A passphrase that many people use, or one with no more than digits and signs around it. */
  | { readonly code: 'common' }
  /** One character or one short piece over and over. */
  | { readonly code: 'repeated' }
  /** Runs of the alphabet, of digits or of a keyboard's rows and columns, and hardly anything else. */
  | { readonly code: 'sequence' }
  /** A name that anybody here knows, and hardly anything else. */
  | { readonly code: 'contains_name'; readonly name: string };

export interface PassphraseRules {
  /** Characters that it must have at least, and may have at most. */
  readonly least: number;
  readonly most: number;
  /** What others would try first: user, hospital, product. */
  readonly names: readonly string[];
  /** Says whether a text in small letters is on the list of common passwords. */
  readonly isCommon: (folded: string) => boolean;
}

/** Everything that is wrong with a passphrase; an empty list when it may be used. Characters are code points after NFC. */
export function passphraseProblems(text: string, rules: PassphraseRules): PassphraseProblem[] {
  const { least, most, isCommon } = rules;
  const given = [...text.normalize('NFC')].length;
  // What is this long is not looked at closer: it is not going to be used.
  if (given > most) return [{ code: 'too_long', most, given }];
  const folded = fold(text);
  const name = rules.names.find((one) => isLittleBeside(folded, one, isCommon));
  const problems: (PassphraseProblem | false)[] = [
    given < least && { code: 'too_short', least, given },
    isPaddedCommon(folded, isCommon) && { code: 'common' },
    (isRepeated(folded, least) || isPaddedRepeat(folded, least)) && { code: 'repeated' },
    isSequence(folded, least) && { code: 'sequence' },
    name !== undefined && { code: 'contains_name', name },
  ];
  return problems.filter((problem) => problem !== false);
}

/** Longer than any word of a list of common passwords. */
const LONGEST_WORD = 40;
/** So many letters beside a name do not protect. */
const TRIVIAL = 3;
/** A name of fewer characters is in many words by chance. */
const SHORTEST_NAME = 3;

/** Digits, signs, spaces and control characters: what people put around a word. */
const PADDING = '[\\p{N}\\p{P}\\p{Sc}\\p{Sm}\\p{Sk}\\p{Z}\\p{Cc}]';
const PADDING_BEFORE = new RegExp(`^${PADDING}*`, 'u');
const PADDING_INSIDE = new RegExp(`${PADDING}+`, 'gu');

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC');
}

/** A common password, alone or with nothing but digits and signs before and after it. */
function isPaddedCommon(folded: string, isCommon: (folded: string) => boolean): boolean {
  if (isCommon(folded)) return true;
  const word = withoutPadding(folded);
  if (word === '') return isCommonNumber(folded, isCommon) || isCommonNumber(folded.replace(/^\P{N}+/u, ''), isCommon);
  // Some of the digits can belong to the word: `abc123`, `1qaz2wsx`.
  const first = PADDING_BEFORE.exec(folded)?.[0].length ?? 0;
  const last = first + word.length;
  for (let from = Math.max(0, last - LONGEST_WORD); from <= first; from += 1) {
    for (let to = last; to <= Math.min(folded.length, from + LONGEST_WORD); to += 1) {
      if (isCommon(folded.slice(from, to))) return true;
    }
  }
  return false;
}

/**
 * A common number that is most of it, or one with something as easily guessed after it. Other digits may be random:
 * twenty of them are a good passphrase, and many such begin with four that are on the list.
 */
function isCommonNumber(folded: string, isCommon: (folded: string) => boolean): boolean {
  for (let to = Math.min(folded.length, LONGEST_WORD); to >= SHORTEST_RUN; to -= 1) {
    const rest = folded.slice(to);
    const isEasy = rest.length * 2 <= to || isRepeated(rest, rest.length) || isSequence(rest, rest.length);
    if (isEasy && isCommon(folded.slice(0, to))) return true;
  }
  return false;
}

/** The text without digits and signs at its ends. Emoji and letters of any script stay. */
function withoutPadding(folded: string): string {
  const backwards = (text: string) => [...text].reverse().join('');
  return backwards(backwards(folded.replace(PADDING_BEFORE, '')).replace(PADDING_BEFORE, ''));
}

/**
 * The same piece at least twice in a row up to the end, where the piece alone would be too short to use. What stands
 * between the pieces need not stand after the last.
 */
function isRepeated(folded: string, least: number): boolean {
  const characters = [...folded];
  const longest = Math.min(least - 1, Math.floor((characters.length + 1) / 2));
  for (let size = 1; size <= longest; size += 1) {
    if (characters.every((character, index) => index < size || character === characters[index - size])) return true;
  }
  return false;
}

/** Repeated, but for digits and signs that are less than half of it. */
function isPaddedRepeat(folded: string, least: number): boolean {
  const core = withoutPadding(folded);
  return core.length * 2 > folded.length && isRepeated(core, least);
}

/** Rows and columns of the usual keyboards; the alphabet and the digits need no list. */
const KEYBOARD = [
  '1234567890',
  '!@#$%^&*()_+',
  'qwertyuiop[]',
  'asdfghjkl;',
  'zxcvbnm,./',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
];
const LINES = KEYBOARD.flatMap((line) => [line, [...line].reverse().join('')]);
/** Three neighbours are meant; two are in every word. */
const SHORTEST_RUN = 3;

/** Runs of neighbours, and beside them less than a quarter of what a passphrase needs at least. */
function isSequence(folded: string, least: number): boolean {
  const characters = [...folded];
  let beside = 0;
  for (let at = 0; at < characters.length; ) {
    const run = Math.max(countingRun(characters, at), ...LINES.map((line) => keyboardRun(characters, at, line)));
    if (run >= SHORTEST_RUN) at += run;
    else {
      at += 1;
      beside += 1;
    }
  }
  return characters.length >= SHORTEST_RUN && beside * 4 < least;
}

/** How many characters from here on go up by one, go down by one, or stay: `abcd`, `9876`, `aaaa`. */
function countingRun(characters: readonly string[], at: number): number {
  const code = (index: number) => characters[index]?.codePointAt(0) ?? Number.NaN;
  const step = code(at + 1) - code(at);
  if (!(Math.abs(step) <= 1)) return 1;
  let length = 2;
  while (code(at + length) - code(at + length - 1) === step) length += 1;
  return length;
}

function keyboardRun(characters: readonly string[], at: number, line: string): number {
  const start = line.indexOf(characters[at] ?? '');
  if (start < 0) return 0;
  let length = 1;
  while (start + length < line.length && characters[at + length] === line[start + length]) length += 1;
  return length;
}

/** The name or a word of it is there, and without it no more than digits, signs, a letter or two, or a common word. */
function isLittleBeside(folded: string, name: string, isCommon: (folded: string) => boolean): boolean {
  const words = fold(name).split(PADDING_INSIDE);
  const known = [words.join(''), ...words].filter((word) => [...word].length >= SHORTEST_NAME);
  const compact = folded.replace(PADDING_INSIDE, '');
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), compact);
  if (rest === compact) return false;
  return [...rest].length <= TRIVIAL || isCommon(rest);
}
