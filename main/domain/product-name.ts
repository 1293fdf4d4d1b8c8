import { modelKey, vendorKey } from './name.ts';

/**
 * How a vendor's name in somebody else's file is one of ours, the surest first: the name itself, an alias that somebody entered, the same
 * name without `Medical` and the like, one letter apart, our vendor named inside the product's name, not named at all, another one.
 */
export const VENDOR_RELATIONS = ['same', 'alias', 'family', 'spelling', 'in_product', 'unstated', 'other'] as const;
export type VendorRelation = (typeof VENDOR_RELATIONS)[number];

/**
 * How a product's name is one of ours, the surest first: `alias` was entered by a person; `wider` theirs names a family that ours belongs
 * to; `narrower` theirs says more than ours does; `similar` shares words that tell products apart.
 */
export const NAME_RELATIONS = ['alias', 'same', 'wider', 'narrower', 'similar'] as const;
export type NameRelation = (typeof NAME_RELATIONS)[number];

/** Words of a company's name that are no part of what it is called. */
const COMPANY_WORDS = words(
  'medical medicals healthcare health care life sciences science systems system technologies technology tech group holding holdings',
  'international global laboratories laboratory labs lab solutions corporation company software imaging devices device instruments',
  'industries products the and of usa us america north europe deutschland germany gmbh inc llc ltd co corp ag sa nv bv yhtymä oy plc kg kgaa',
);
/** Words that say what kind of thing a product is; two products that share nothing else have nothing in common. */
const KIND_WORDS = words(
  'system systems device devices monitor monitors monitoring patient pump pumps infusion syringe software server workstation workplace',
  'module modules unit units the with without and or of for in on to series model models version versions all firmware application',
  'medical health family products product platform network wireless wifi wi fi component components equipment station center central',
  'information management maintenance service tool clinical vital signs view part number numbers integrated installed based capability',
  'ct mr mri pet spect ecg icu scanner scanners imaging ultrasound analyzer analyser ventilator portal gateway edition',
);

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

function plainWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[®™©]/g, ' ')
    .toLowerCase();
  // A version keeps its points, a model number its plus.
  return plain.match(/[\p{L}\p{N}]+(?:[.](?=[\p{N}x])[\p{L}\p{N}]+)*\+?/gu) ?? [];
}

/** The core of a company's name: `PHILIPS MEDICAL` and `Philips Healthcare` are philips; empty when nothing is left. */
function vendorCore(name: string): string {
  return plainWords(name)
    .filter((word) => !COMPANY_WORDS.has(word))
    .join('');
}

/** A vendor of ours as files may name it. */
export interface KnownVendor {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** What all can be meant by one vendor text of a file: `General Electric (GE)`, `Hillrom and ELI, Baxter International Inc.`. */
export function vendorNames(text: string): string[] {
  const inside = [...text.matchAll(/\(([^()]*)\)/g)].map(([, name]) => name ?? '');
  const outside = text.replace(/\([^()]*\)/g, ' ').trim();
  const parts = [outside, ...inside].flatMap((name) => name.split(/,|;|\/|\band\b|\bund\b|\bformerly\b|\bnow\b|&|\+/i));
  const all = [text, outside, ...inside, ...parts].map((name) => name.trim()).filter((name) => name !== '');
  return [...new Set(all)];
}

/** How a file's vendor text is a vendor of ours; the product's name helps where a maker was bought and the name stayed. */
export function vendorRelation(theirs: string | null, product: string, ours: KnownVendor): VendorRelation {
  return readyVendor(ours)(theirs, product);
}

/** The same for one vendor and many texts. */
export function readyVendor(ours: KnownVendor): (theirs: string | null, product: string) => VendorRelation {
  const own = vendorKey(ours.name);
  const aliases = new Set(ours.aliases.map(vendorKey));
  const names = [ours.name, ...ours.aliases];
  const cores = new Set([...names.flatMap(vendorNames), ...names].map(vendorCore).filter((core) => core.length > 1));
  const first = plainWords(ours.name).filter((word) => !COMPANY_WORDS.has(word));
  return (theirs, product) => {
    const said = theirs?.trim() ?? '';
    const productWords = new Set(plainWords(product));
    const inProduct = first.length > 0 && first.join('').length > 2 && first.every((word) => productWords.has(word));
    if (said === '') return inProduct ? 'in_product' : 'unstated';
    const candidates = vendorNames(said);
    const keys = candidates.map(vendorKey);
    if (keys.includes(own)) return 'same';
    if (keys.some((key) => aliases.has(key))) return 'alias';
    const theirCores = candidates.map(vendorCore).filter((core) => core.length > 1);
    if (theirCores.some((core) => cores.has(core))) return 'family';
    if (theirCores.some((core) => [...cores].some((known) => oneLetterApart(core, known)))) return 'spelling';
    return inProduct ? 'in_product' : 'other';
  };
}

/** One letter more, less or other; only of names so long that it is no other company. */
function oneLetterApart(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1);
}

/** A product's name taken apart. */
export interface ProductName {
  readonly key: string;
  /** Words that tell it from others of its maker, each once, sorted. */
  readonly telling: readonly string[];
  /** Words that say what kind of thing it is, `gateway`. */
  readonly kinds: readonly string[];
  /** `MX400-MX850`: every number between is meant. */
  readonly spans: readonly { readonly prefix: string; readonly from: number; readonly to: number }[];
  /** A version that the name carries, `Xeleris 3.1`; null where it carries none. */
  readonly version: string | null;
  /** What the name is abbreviated to, `Connex Spot Monitor (CSM)`; it names the same and tells nothing more. */
  readonly short: string | null;
}

/** Characters of a product's name that are looked at: an advisory can hold a text of any length in its place. */
const NAME_LENGTH = 1000;

/** Takes a product's name apart; the words of its vendor's name say nothing inside it. */
export function productName(written: string, vendor: string | null): ProductName {
  const name = written.slice(0, NAME_LENGTH);
  const own = new Set(vendor === null ? [] : vendorNames(vendor).flatMap(plainWords));
  const spans = [
    ...name.toLowerCase().matchAll(/(?<![\p{L}\p{N}_])(\p{L}+)(\d{1,6})\s?-\s?(?:\1)?(\d{1,6})\b/gu),
  ].flatMap(([, prefix = '', from, to]) =>
    Number(from) < Number(to) ? [{ prefix, from: Number(from), to: Number(to) }] : [],
  );
  const inBrackets = /\(([A-Z][A-Za-z]{1,6})\)\s*$/.exec(name);
  const short = /\S\s/.test(name.slice(0, inBrackets?.index ?? 0)) ? (inBrackets?.[1]?.toLowerCase() ?? null) : null;
  const all = plainWords(name).filter((word) => word !== short);
  const plain = all.filter((word) => !own.has(word));
  const version = plain.filter(isVersion).at(-1) ?? null;
  const rest = plain.filter((word) => !isVersion(word));
  const telling = rest.filter((word) => !KIND_WORDS.has(word));
  // A name of nothing but common words, or of its maker's, is told by them.
  const chosen = telling.length > 0 ? telling : rest.length > 0 ? rest : all.filter((word) => !isVersion(word));
  return {
    key: modelKey(rest.join('') || name),
    telling: [...new Set(chosen)].sort(),
    kinds: rest.filter((word) => KIND_WORDS.has(word)),
    spans,
    version,
    short,
  };
}

function isVersion(word: string): boolean {
  return /^v?\d+(?:\.[\dx]+)+$/.test(word);
}

/** Whether a word is a model number, which another number never is: `mx400`, `8015`. */
function isNumbered(word: string): boolean {
  return /\d/.test(word);
}

/**
 * How a product that a file names is one of ours; null when it is not. Two names that each carry a model number and share none are two
 * products, however alike the rest is. The order of words, case, accents and hyphens do not matter.
 */
export function nameRelation(theirs: ProductName, ours: ProductName): Exclude<NameRelation, 'alias'> | null {
  if (theirs.key === ours.key || theirs.short === ours.key || ours.short === theirs.key) return 'same';
  const [their, our] = [new Set(theirs.telling), new Set(ours.telling)];
  if (their.size === 0 || our.size === 0) return null;
  const shared = theirs.telling.filter((word) => our.has(word));
  const spanned = ours.telling.filter((word) => isSpanned(word, theirs));
  // Of one family, and each another kind of thing: InfuSmart Gateway and InfuSmart Pump.
  const family = shared.length === 1 && !shared.some(isNumbered);
  const [theirKinds, ourKinds] = [lacking(theirs, ours), lacking(ours, theirs)];
  if (shared.length === their.size && shared.length === our.size)
    return family && theirKinds && ourKinds ? 'similar' : 'same';
  const theirNumbers = theirs.telling.filter(isNumbered);
  const ourNumbers = ours.telling.filter(isNumbered);
  const sharesNumber = spanned.length > 0 || shared.some(isNumbered);
  if (theirNumbers.length > 0 && ourNumbers.length > 0 && !sharesNumber) return null;
  const spanWords = theirs.telling.filter((word) => isSpanEnd(word, theirs));
  if (spanned.length > 0 && theirs.telling.every((word) => our.has(word) || spanWords.includes(word))) return 'wider';
  if (shared.length === 0 && spanned.length === 0) return null;
  if (shared.length === their.size) return family && theirKinds ? 'similar' : 'wider';
  if (shared.length === our.size) return family && ourKinds ? 'similar' : 'narrower';
  // One word in common is a family name: Vue PACS is not Vue Motion.
  return sharesNumber || shared.length > 1 ? 'similar' : null;
}

/** Whether a name says of a kind of thing of which the other says nothing. */
function lacking({ kinds }: ProductName, other: ProductName): boolean {
  return kinds.some((word) => !other.kinds.includes(word));
}

/** Whether a model number of ours lies between the two that a name gives. */
function isSpanned(word: string, { spans }: ProductName): boolean {
  const [, prefix, digits] = /^(\p{L}+)(\d{1,6})$/u.exec(word) ?? [];
  return spans.some((span) => span.prefix === prefix && Number(digits) >= span.from && Number(digits) <= span.to);
}

function isSpanEnd(word: string, { spans }: ProductName): boolean {
  return spans.some(
    ({ prefix, from, to }) => word === `${prefix}${from}` || word === `${prefix}${to}` || word === String(to),
  );
}
