import { modelKey } from './name.ts';
import { productName, vendorNames } from './product-name.ts';

/** What can have names that mean the same. */
export const NAMED_NOUNS = ['vendor', 'model'] as const;
export type NamedNoun = (typeof NAMED_NOUNS)[number];

/**
 * Why two names look like one (domain.md 5.7, "same vendor under several names"). Of makers: other letters for the same sound, the
 * legal form, words such as `Medical`, the order of words, one letter, an abbreviation, a text that names several, a longer name. Of
 * models also: the same letters under two makers that are likely one, the maker's name inside, what kind of thing it is, a version or a
 * variant at the end.
 */
export const LIKENESSES = [
  'same_letters',
  'transliteration',
  'legal_form',
  'word_order',
  'maker_in_name',
  'company_word',
  'kind_word',
  'one_letter',
  'abbreviation',
  'initials',
  'joint_name',
  'version_in_name',
  'longer_name',
  'variant',
] as const;
type LikenessReason = (typeof LIKENESSES)[number];

/** `likely` can be trusted at a glance; `possible` is worth a look. Neither is ever more than a proposal. */
export const LIKELIHOODS = ['likely', 'possible'] as const;
type Likelihood = (typeof LIKELIHOODS)[number];

/** How two names are alike. */
export interface Likeness {
  readonly likelihood: Likelihood;
  readonly reason: LikenessReason;
}

/** Legal forms with and without their points, longest first. */
const LEGAL_FORM =
  /(?:^|(?<![\s,(])[\s,(]+)(?:incorporated|corporation|company|limited|gmbh\s*&\s*co\.?\s*(?:kg|kgaa|ohg)|s\.?\s?p\.?\s?a|s\.?\s?a\.?\s?r\.?\s?l|s\.?\s?r\.?\s?l|s\.?\s?a\.?\s?s|s\.?\s?a|b\.?\s?v|n\.?\s?v|a\.?\s?g|k\.?\s?k|l\.?\s?l\.?\s?c|l\.?\s?l\.?\s?p|p\.?\s?l\.?\s?c|inc|corp|co|ltd|gmbh|mbh|kgaa|kg|ohg|se|oy|oyj|ab|as|aps|a\/s|pty|pte|slu|sl|lda)\.?\)?(?=$|[\s,.)])/giu;
/** Words of a company's name by which it is not told from another. */
const COMPANY_WORDS = new Set(
  'medical medicals medizintechnik medtech healthcare health care systems system technologies technology tech group holding holdings international global laboratories laboratory labs corporation company products the and of und et de usa us america deutschland germany europe'.split(
    ' ',
  ),
);
/** Names that everybody in the field shortens, in letters without anything between. */
const KNOWN_SHORT: ReadonlyMap<string, string> = new Map([
  ['ge', 'generalelectric'],
  ['bd', 'bectondickinson'],
  ['jj', 'johnsonjohnson'],
  ['jnj', 'johnsonjohnson'],
  ['hp', 'hewlettpackard'],
  ['bsc', 'bostonscientific'],
]);
/** Words that count in steps: another one is another product. */
const ROMAN = /^(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})$/;
/** From so many letters on, one that differs is a slip and not another name. */
const SURE_LENGTH = 7;
const LEAST_LENGTH = 5;

/** Small letters without accents. `spelt` writes umlauts as two letters, as people without the key do. */
function letters(text: string, spelt: boolean): string {
  const lower = text.normalize('NFC').toLowerCase();
  const written = spelt
    ? lower.replace(/[äæ]/g, 'ae').replace(/[öøœ]/g, 'oe').replace(/ü/g, 'ue').replace(/å/g, 'aa')
    : lower.replace(/æ/g, 'a').replace(/[øœ]/g, 'o');
  return written
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '');
}

function wordsOf(text: string, spelt = false): readonly string[] {
  return letters(text, spelt).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A maker's name taken apart. */
export interface VendorName {
  /** All letters. */
  readonly key: string;
  /** All letters with umlauts written as two. */
  readonly spelt: string;
  /** Without its legal form. */
  readonly bare: string;
  readonly bareWords: readonly string[];
  /** Without words by which companies are not told apart; never empty. */
  readonly core: readonly string[];
  readonly coreKey: string;
  readonly coreSpelt: string;
  /** First letters of the core words; empty for a single word. */
  readonly initials: string;
  /** What else the text names, as cores: what stands in brackets, and the sides of a slash. */
  readonly inside: readonly string[];
  readonly parts: readonly string[];
}

/** Takes a maker's name apart for being compared. */
export function vendorName(entered: string): VendorName {
  const name = shortened(entered);
  const outside = name.replace(/\([^()]*\)/g, ' ');
  const plain = wordsOf(outside).length > 0 ? outside : name;
  const stripped = plain.replace(LEGAL_FORM, ' ');
  const bareName = wordsOf(stripped).length > 0 ? stripped : plain;
  const bareWords = wordsOf(bareName);
  const telling = bareWords.filter((word) => !COMPANY_WORDS.has(word));
  const core = telling.length > 0 ? telling : bareWords;
  const spelt = wordsOf(bareName, true);
  const speltCore = spelt.filter((word) => !COMPANY_WORDS.has(word));
  const own = core.join('');
  const others = vendorNames(name)
    .map((part) =>
      wordsOf(part.replace(LEGAL_FORM, ' '))
        .filter((word) => !COMPANY_WORDS.has(word))
        .join(''),
    )
    .filter((part) => part.length > 1 && part !== own);
  const bracketed = [...name.matchAll(/\(([^()]*)\)/g)].map(([, text = '']) => wordsOf(text).join(''));
  return {
    key: wordsOf(name).join(''),
    spelt: wordsOf(name, true).join(''),
    bare: bareWords.join(''),
    bareWords,
    core,
    coreKey: own,
    coreSpelt: (speltCore.length > 0 ? speltCore : spelt).join(''),
    initials: core.length > 1 ? core.map((word) => word[0]).join('') : '',
    inside: [...new Set(others.filter((part) => bracketed.includes(part)))],
    parts: [...new Set(others.filter((part) => part.length >= 3))],
  };
}

/** How the names of two makers are alike; null when nothing says so. The same in both directions. */
export function vendorLikeness(a: VendorName, b: VendorName): Likeness | null {
  if (a.key === '' || b.key === '') return null;
  if (a.key === b.key) return likely('same_letters');
  if (a.bare === b.bare) return likely('legal_form');
  if (digitsOf(a.coreKey) !== digitsOf(b.coreKey)) return null;
  if (a.coreSpelt === b.coreSpelt || a.coreSpelt === b.coreKey || a.coreKey === b.coreSpelt) {
    if (a.coreKey !== b.coreKey) return likely('transliteration');
  }
  if (sameWords(a.bareWords, b.bareWords)) return likely('word_order');
  if (a.coreKey === b.coreKey) {
    if (a.coreKey.length < 2) return null;
    // Philips and Philips Healthcare are one; Acme Imaging Systems and Acme Medical may be two houses of one name.
    const nested = isWithin(a.bareWords, b.bareWords) || isWithin(b.bareWords, a.bareWords);
    return nested && a.coreKey.length > 3 ? likely('company_word') : possible('company_word');
  }
  if (sameWords(a.core, b.core)) return likely('word_order');
  if (isKnownShort(a, b) || a.inside.includes(b.coreKey) || b.inside.includes(a.coreKey)) return likely('abbreviation');
  const slip = slipOf(a.coreKey, b.coreKey) ?? slipOf(a.coreSpelt, b.coreSpelt);
  if (slip !== null) return { likelihood: slip, reason: 'one_letter' };
  if (a.parts.includes(b.coreKey) || b.parts.includes(a.coreKey)) return possible('joint_name');
  if (isPrefix(a.core, b.core) || isPrefix(b.core, a.core)) return possible('longer_name');
  if (isInitials(a, b) || isInitials(b, a)) return possible('initials');
  return null;
}

/** Words under which makers that may be alike meet: whatever {@link vendorLikeness} says yes to shares at least one. */
export function vendorBlocks(name: VendorName): readonly string[] {
  const { key, bare, bareWords, core, coreKey, coreSpelt, initials, inside, parts } = name;
  if (key === '') return [];
  const blocks = new Set([key, bare, coreKey, coreSpelt, ...inside, ...parts]);
  blocks.add(`w ${[...bareWords].sort().join(' ')}`).add(`w ${[...core].sort().join(' ')}`);
  if (initials.length > 1) blocks.add(initials);
  for (const text of [coreKey, coreSpelt]) {
    const long = KNOWN_SHORT.get(text);
    if (long !== undefined) blocks.add(long);
    for (const shorter of withoutOne(text)) blocks.add(`- ${shorter}`);
    if (text.length >= LEAST_LENGTH) blocks.add(`- ${text}`);
  }
  for (let count = 1; count <= core.length; count += 1) blocks.add(`< ${core.slice(0, count).join(' ')}`);
  return [...blocks];
}

/** A model's name taken apart, without the words of its maker's name. */
export interface ModelName {
  readonly key: string;
  /** Letters and digits apart, without a version at the end and the maker's words. */
  readonly own: readonly string[];
  readonly ownKey: string;
  /** As it is written, letters and digits together. */
  readonly written: readonly string[];
  /** Without what kind of thing it is. */
  readonly telling: string;
  readonly kinds: readonly string[];
  readonly version: string | null;
  /** All numbers and steps in their order. */
  readonly numbers: string;
}

const VERSION_AT_END =
  /(?<![\s,(-])[\s,(-]+(?:(?:v|ver|version|rev|revision|release|sw|software|fw)\.?\s*(\d[\d.x]*[a-z]?|[a-h])|(\d+(?:\.[\dx]+)+))\)?\s*$/iu;

/** Takes a model's name apart for being compared. */
export function modelName(entered: string, vendor: string): ModelName {
  const name = shortened(entered);
  const [ended, version] = withoutVersion(name);
  const makers = new Set(wordsOf(vendor).filter((word) => word.length > 1));
  const all = partsOf(ended);
  const left = all.filter((word) => !makers.has(word));
  const own = left.some((word) => word.length > 1) ? left : all;
  const written = wordsOf(ended);
  const { telling, kinds } = productName(written.filter((word) => !makers.has(word)).join(' ') || ended, null);
  return {
    key: modelKey(name),
    own,
    ownKey: own.join(''),
    written,
    telling: telling.join(' '),
    kinds,
    version,
    numbers: own.filter(isNumber).join(' '),
  };
}

/** What is compared of a name: a file can hold texts of any length in its place, and longer names can no longer be typed. */
function shortened(name: string): string {
  return name
    .slice(0, 2 * NAME_LENGTH)
    .replace(/\s+/g, ' ')
    .slice(0, NAME_LENGTH);
}
/** Characters of the longest name that can be typed. */
const NAME_LENGTH = 200;

function withoutVersion(name: string): readonly [string, string | null] {
  const match = VERSION_AT_END.exec(name);
  if (match === null || match.index === 0) return [name, null];
  return [name.slice(0, match.index), (match[1] ?? match[2] ?? '').toLowerCase()];
}

/** Words with letters and digits apart; a plus is a word, as it tells products apart. */
function partsOf(name: string): readonly string[] {
  return letters(name, false).match(/\p{L}+|\p{N}+(?:\.\p{N}+)*|\+/gu) ?? [];
}

function isNumber(word: string): boolean {
  return /^\p{N}/u.test(word) || word === '+' || word.length === 1 || ROMAN.test(word);
}

/**
 * How the names of two models of one maker, or of two that are likely one, are alike; null when nothing says so. Numbers that differ, also
 * roman ones and single letters, mean two products, however alike the rest is. The same in both directions.
 */
export function modelLikeness(a: ModelName, b: ModelName): Likeness | null {
  if (a.key === '' || b.key === '') return null;
  if (a.key === b.key) return likely('same_letters');
  if (a.numbers !== b.numbers) return null;
  if (a.version !== b.version) {
    const alike = a.version === null || b.version === null;
    return alike && a.ownKey === b.ownKey ? possible('version_in_name') : null;
  }
  if (a.ownKey === b.ownKey) return likely('maker_in_name');
  if (sameWords(a.own, b.own)) return likely('word_order');
  if (a.telling === b.telling && (isWithin(a.kinds, b.kinds) || isWithin(b.kinds, a.kinds)))
    return a.numbers === '' ? possible('kind_word') : likely('kind_word');
  const slip = wordSlip(a.own, b.own);
  if (slip !== null) return { likelihood: slip, reason: 'one_letter' };
  if (isVariant(a.written, b.written) || isVariant(b.written, a.written)) return possible('variant');
  return null;
}

/** Words under which models of one maker that may be alike meet. */
export function modelBlocks({ key, own, ownKey, telling, written }: ModelName): readonly string[] {
  if (key === '') return [];
  const blocks = new Set([key, ownKey, `w ${[...own].sort().join(' ')}`, `t ${telling}`]);
  for (const [at, word] of own.entries()) {
    if (word.length < LEAST_LENGTH - 1 || isNumber(word)) continue;
    const [before, after] = [own.slice(0, at).join(' '), own.slice(at + 1).join(' ')];
    for (const shorter of [word, ...withoutOne(word)]) blocks.add(`- ${before}|${shorter}|${after}`);
  }
  blocks.add(`< ${written.join(' ')}`).add(`< ${written.slice(0, -1).join(' ')}`);
  return [...blocks];
}

/** Members of a block beyond which it tells nothing. */
const CROWD = 60;

/** Every pair of things that meet in a block and are alike, each once. Things that share no block are never compared. */
export function alikePairs<T>(
  things: readonly T[],
  blocksOf: (thing: T) => readonly string[],
  likenessOf: (one: T, other: T) => Likeness | null,
): readonly { readonly one: T; readonly other: T; readonly likeness: Likeness }[] {
  const members = new Map<string, number[]>();
  for (const [index, thing] of things.entries()) {
    for (const block of blocksOf(thing)) {
      const known = members.get(block);
      if (known) known.push(index);
      else members.set(block, [index]);
    }
  }
  const seen = new Set<number>();
  const pairs: { one: T; other: T; likeness: Likeness }[] = [];
  for (const met of members.values()) {
    if (met.length < 2 || met.length > CROWD) continue;
    for (const [place, first] of met.entries()) {
      for (const second of met.slice(place + 1)) {
        const pair = first * things.length + second;
        if (seen.has(pair)) continue;
        seen.add(pair);
        const [one, other] = [things[first] as T, things[second] as T];
        const likeness = likenessOf(one, other);
        if (likeness !== null) pairs.push({ one, other, likeness });
      }
    }
  }
  return pairs;
}

function likely(reason: LikenessReason): Likeness {
  return { likelihood: 'likely', reason };
}

function possible(reason: LikenessReason): Likeness {
  return { likelihood: 'possible', reason };
}

function digitsOf(text: string): string {
  return text.replace(/\P{N}+/gu, ' ').trim();
}

/** The same words in another order. */
function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.length > 1 && [...a].sort().join(' ') === [...b].sort().join(' ');
}

function isWithin(a: readonly string[], b: readonly string[]): boolean {
  return a.every((word) => b.includes(word));
}

function isPrefix(a: readonly string[], b: readonly string[]): boolean {
  return a.length < b.length && a.join('').length >= LEAST_LENGTH && a.every((word, index) => word === b[index]);
}

function isKnownShort(a: VendorName, b: VendorName): boolean {
  return KNOWN_SHORT.get(a.coreKey) === b.coreKey || KNOWN_SHORT.get(b.coreKey) === a.coreKey;
}

function isInitials(short: VendorName, long: VendorName): boolean {
  return short.core.length === 1 && short.coreKey.length > 1 && short.coreKey === long.initials;
}

/** One more word of letters at the end: `Evita V500` and `Evita V500 Neo`. */
function isVariant(short: readonly string[], long: readonly string[]): boolean {
  const last = long.at(-1) ?? '';
  const shared = short.length > 1 || short.some((word) => /\p{N}/u.test(word));
  return long.length === short.length + 1 && shared && last.length > 2 && short.every((word, at) => word === long[at]);
}

/** Exactly one word has one letter more, less, other, or two that changed places. */
function wordSlip(a: readonly string[], b: readonly string[]): Likelihood | null {
  if (a.length !== b.length) return null;
  const at = a.findIndex((word, index) => word !== b[index]);
  if (at < 0 || !a.slice(at + 1).every((word, index) => word === b[at + 1 + index])) return null;
  const [one = '', other = ''] = [a[at], b[at]];
  return isNumber(one) || isNumber(other) ? null : slipOf(one, other);
}

/**
 * Whether one letter makes the difference, and how surely it is a slip: a letter too many, one too few or two that changed places in a
 * long word; another letter in a short word, or another first letter, can as well be another name.
 */
function slipOf(a: string, b: string): Likelihood | null {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < LEAST_LENGTH || long.length - short.length > 1 || short === long) return null;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const [restOfShort, restOfLong] = [short.slice(at), long.slice(at)];
  if (/\p{N}/u.test(`${restOfShort[0] ?? ''}${restOfLong[0] ?? ''}`)) return null;
  if (at === 0) return short.length >= SURE_LENGTH && isOneOff(restOfShort, restOfLong) ? 'possible' : null;
  if (restOfLong.slice(1) === restOfShort) {
    // A letter doubled or dropped inside is a slip at any length; one more at the end may be another word.
    return restOfShort === '' && restOfLong !== 's' && short.length < SURE_LENGTH ? 'possible' : 'likely';
  }
  if (isSwapped(restOfShort, restOfLong)) return 'likely';
  if (restOfLong.slice(1) !== restOfShort.slice(1)) return null;
  return short.length >= SURE_LENGTH ? 'likely' : 'possible';
}

function isOneOff(a: string, b: string): boolean {
  return b.slice(1) === a || a.slice(1) === b.slice(1) || isSwapped(a, b);
}

function isSwapped(a: string, b: string): boolean {
  return a.length === b.length && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}

function withoutOne(text: string): readonly string[] {
  if (text.length < LEAST_LENGTH) return [];
  return [...text].map((_letter, at) => text.slice(0, at) + text.slice(at + 1));
}
