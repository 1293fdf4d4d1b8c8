import type { Day } from '../day.ts';
import { ALIASES, FAMILIES, FILLERS, PRODUCT_FILLERS } from './aliases.ts';
import type { CatalogueRelease, Channel, Edition } from './release.ts';
import { tokenise } from './tokens.ts';

/** What a register's text means in the catalogue (domain.md 1.6 E1). `none` is unknown, never "supported". */
export type CatalogueMatch =
  | { readonly kind: 'release'; readonly release: CatalogueRelease }
  | {
      readonly kind: 'ambiguous';
      /** The product, or the family (`Java`) where several products share the name. */
      readonly product: string;
      /** What to ask for first. `edition` also stands for the maker's build of a family (`Java 8` of whom?). */
      readonly missing: 'edition' | 'channel' | 'version';
      readonly candidates: readonly CatalogueRelease[];
      /**
       * The latest security end among the candidates, inclusive: whichever it is, support does not reach further.
       * Null when one of them is open. An end without a day counts as the catalogue's own day.
       */
      readonly latestEnd: Day | null;
    }
  | { readonly kind: 'none' };

const NONE: CatalogueMatch = { kind: 'none' };

/** Longer text is a remark, not a name; cutting it could drop the word that changes the meaning. */
const LONGEST_TEXT = 200;

/**
 * What finds the release that free text names. Exact: every word has to be understood as part of the product's name,
 * version, edition or channel, or as a filler; else the answer is `none`. What the text leaves open stays open
 * (`ambiguous`), and a paid extension is never assumed. Works in linear time on any text. Its `edition` is a register's
 * separate column, read as if it stood behind the text; where it names an edition, it goes before what the text says of one.
 * @param day the catalogue's own, see `latestEnd`
 */
export function matcherOf(
  releases: readonly CatalogueRelease[],
  day: Day,
): (text: string, edition?: string | null) => CatalogueMatch {
  let built: Lookup | null = null;
  return (text, edition) => {
    if (text.length > LONGEST_TEXT || (edition?.length ?? 0) > LONGEST_TEXT) return NONE;
    const tokens = edition ? withEdition(tokenise(text), tokenise(edition)) : tokenise(text);
    if (tokens.length === 0) return NONE;
    built ??= buildLookup(releases);
    const device = built.hardware.get(hardwareKey(tokens));
    if (device) return { kind: 'release', release: device };
    const found = findProducts(tokens, built);
    return found === null ? NONE : decide(found, built, day);
  };
}

/** The words of both columns. A person who fills in the edition corrects the name beside it (domain.md story 3). */
function withEdition(name: readonly string[], edition: readonly string[]): string[] {
  const corrects = edition.some((word) => EDITION_WORDS.has(word));
  return [...(corrects ? name.filter((word) => !EDITION_WORDS.has(word)) : name), ...edition];
}

// ---------------------------------------------------------------------------------------------------------------
// What can be found

interface Entry {
  readonly release: CatalogueRelease;
  /** The words of the version; all of them written means that the text is exact. */
  readonly need: readonly string[];
  /** Other words that name this release: codename, the LTSC year, remarks in the label. */
  readonly may: ReadonlySet<string>;
  readonly fillers: ReadonlySet<string> | undefined;
  /** Editions that may be written for it; null when all may. */
  readonly editions: readonly Edition[] | null;
}

interface Alias {
  readonly words: readonly string[];
  readonly name: string;
  readonly products: readonly string[];
  readonly extra: readonly string[];
}

interface Lookup {
  readonly byProduct: ReadonlyMap<string, readonly Entry[]>;
  /** By first word, the longest first. */
  readonly aliases: ReadonlyMap<string, readonly Alias[]>;
  readonly hardware: ReadonlyMap<string, CatalogueRelease>;
}

function buildLookup(releases: readonly CatalogueRelease[]): Lookup {
  const byProduct = new Map<string, Entry[]>();
  const hardware = new Map<string, CatalogueRelease>();
  const iotLtsc = new Set<string>();
  for (const release of releases) {
    if (release.edition === 'iot_enterprise') iotLtsc.add(`${release.product} ${release.version} ${release.channel}`);
  }
  for (const release of releases) {
    // Model names are short and look like those of medical devices: matched whole or not at all.
    if (release.kind === 'hardware') hardware.set(hardwareKey(tokenise(release.label)), release);
    else {
      const entries = byProduct.get(release.product) ?? [];
      entries.push(toEntry(release, iotLtsc));
      byProduct.set(release.product, entries);
    }
  }
  return { byProduct, aliases: buildAliases([...byProduct.keys()]), hardware };
}

function toEntry(release: CatalogueRelease, iotLtsc: ReadonlySet<string>): Entry {
  const need = tokenise(release.version ?? '');
  const may = new Set(tokenise(release.label));
  for (const word of [...need, ...tokenise(release.product)]) may.delete(word);
  if (release.edition !== null || release.channel !== null) {
    for (const word of [...EDITION_WORDS.keys(), ...CHANNEL_WORDS.keys()]) may.delete(word);
  }
  const ownIot = iotLtsc.has(`${release.product} ${release.version} ${release.channel}`);
  const editions: Edition[] | null = release.edition === null ? null : [release.edition];
  if (release.edition === 'enterprise_education' && !ownIot) editions?.push('iot_enterprise');
  return { release, need, may, fillers: PRODUCT_FILLERS[release.productKey], editions };
}

function buildAliases(products: readonly string[]): ReadonlyMap<string, readonly Alias[]> {
  const names = new Map<string, readonly string[]>(products.map((product) => [product, [product]]));
  for (const [family, members] of Object.entries(FAMILIES)) {
    const there = members.filter((member) => names.has(member));
    if (there.length > 0) names.set(family, there);
  }
  const targets = [...names.keys()].map((name) => ({ name, words: tokenise(name) }));
  targets.sort((a, b) => b.words.length - a.words.length);
  const aliases = new Map<string, Alias[]>();
  const spellings: [string, string][] = [...names.keys()].map((name) => [name, name]);
  for (const [written, meaning] of [...spellings, ...Object.entries(ALIASES)]) {
    const words = tokenise(written);
    const meant = tokenise(meaning);
    const target = targets.find((candidate) => startsWith(meant, 0, candidate.words));
    const first = words[0];
    // A catalogue of somebody else's need not have every product of ours.
    if (!target || first === undefined) continue;
    const list = aliases.get(first) ?? [];
    list.push({
      words,
      name: target.name,
      products: names.get(target.name) ?? [],
      extra: meant.slice(target.words.length),
    });
    aliases.set(first, list);
  }
  for (const list of aliases.values()) list.sort((a, b) => b.words.length - a.words.length);
  return aliases;
}

function hardwareKey(tokens: readonly string[]): string {
  const [first, second] = tokens;
  const vendorMayBeMissing = (first === 'samsung' && second === 'galaxy') || (first === 'apple' && second === 'ipad');
  return (vendorMayBeMissing ? tokens.slice(1) : [...tokens]).sort().join(' ');
}

function startsWith(tokens: readonly string[], at: number, words: readonly string[]): boolean {
  return words.every((word, offset) => tokens[at + offset] === word);
}

// ---------------------------------------------------------------------------------------------------------------
// Which product

interface Found {
  readonly name: string;
  readonly products: readonly string[];
  /** What was written beside the product's name. */
  readonly rest: readonly string[];
}

/**
 * Takes the product's names out of the text; null when there is none. The first name decides. Another one after it
 * must be a wider or narrower name of the same (Temurin, OpenJDK); else it is left over as words that only a release
 * with such words understands ("NVIDIA Driver R390 Linux"), so that a text with two products matches neither.
 */
function findProducts(tokens: readonly string[], { aliases }: Lookup): Found | null {
  let name = '';
  let products: readonly string[] | null = null;
  const rest: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const word = tokens[at] ?? '';
    const alias = aliases.get(word)?.find((candidate) => startsWith(tokens, at, candidate.words));
    if (!alias) {
      rest.push(word);
      at += 1;
      continue;
    }
    const both: readonly string[] =
      products === null ? alias.products : products.filter((product) => alias.products.includes(product));
    if (both.length === 0) {
      rest.push(...alias.words);
      at += alias.words.length;
      continue;
    }
    if (products === null || both.length < products.length) name = both.length === 1 ? (both[0] ?? '') : alias.name;
    products = both;
    rest.push(...alias.extra);
    at += alias.words.length;
  }
  return products === null ? null : { name, products, rest };
}

// ---------------------------------------------------------------------------------------------------------------
// Which release

const EDITION_WORDS: ReadonlyMap<string, Edition> = new Map([
  ['iot', 'iot_enterprise'],
  ['enterprise', 'enterprise_education'],
  ['ent', 'enterprise_education'],
  ['education', 'enterprise_education'],
  ['edu', 'enterprise_education'],
  ['pro', 'home_pro'],
  ['professional', 'home_pro'],
  ['home', 'home_pro'],
]);

const CHANNEL_WORDS: ReadonlyMap<string, Channel> = new Map([
  ['ltsc', 'ltsc'],
  ['ltsb', 'ltsc'],
  ['lts', 'ltsc'],
  ['gac', 'general_availability'],
  ['sac', 'general_availability'],
  ['ac', 'general_availability'],
  ['general', 'general_availability'],
  ['semi', 'general_availability'],
  ['annual', 'general_availability'],
  ['availability', 'general_availability'],
]);

/** Say nothing alone, but belong to what {@link EDITION_WORDS} and {@link CHANNEL_WORDS} say. */
const COMPANIONS: ReadonlySet<string> = new Set(['channel', 'servicing', 'long', 'term', 'workstations', 'for']);

/** The versions whose long-term channel was called LTSB. */
const CALLED_LTSB: readonly string[] = ['1507', '1607'];

interface Asked {
  readonly words: readonly string[];
  readonly edition: Edition | null;
  readonly channel: Channel | null;
  readonly saysLtsb: boolean;
}

function decide({ name, products, rest }: Found, { byProduct }: Lookup, day: Day): CatalogueMatch {
  const all = products.flatMap((product) => byProduct.get(product) ?? []);
  const hasEditions = all.some((entry) => entry.release.edition !== null);
  const hasChannels = all.some((entry) => entry.release.channel !== null);
  const asked = readRest(rewrite(rest, name), hasEditions, hasChannels);
  if (asked === null) return NONE;

  const fitting = all.filter((entry) => fits(entry, asked));
  const exact = mostSpecific(fitting.filter((entry) => isExact(entry, asked.words)));
  const chosen = exact.length > 0 ? exact : fitting;
  const [only] = chosen;
  if (only === undefined) return NONE;
  // A year alone is no channel: "Windows 10 IoT Enterprise 2021" could be the year of purchase (domain.md 1.6 E1).
  const unsaidLtsc = hasEditions && only.release.channel === 'ltsc' && asked.channel === null;
  if (chosen.length === 1 && !unsaidLtsc && (exact.length === 1 || all.length === 1 || isNamed(only, asked.words))) {
    return { kind: 'release', release: only.release };
  }
  const candidates = chosen.map((entry) => entry.release);
  const missing = chosen.length === 1 && unsaidLtsc ? 'channel' : missingOf(candidates, asked);
  return { kind: 'ambiguous', product: name, missing, candidates, latestEnd: latestEndOf(candidates, day) };
}

/** Spellings of versions that belong to one product only. */
function rewrite(words: readonly string[], name: string): readonly string[] {
  if (name === 'SUSE Linux Enterprise Server') {
    // 15.5 is the number of what is called 15 SP5.
    return words.flatMap((word) => {
      const match = /^(1[0125])\.(\d)$/.exec(word);
      return match?.[1] && match[2] ? [match[1], match[2] === '0' ? 'ga' : `sp${match[2]}`] : [word];
    });
  }
  if (name in FAMILIES || FAMILIES.Java?.includes(name)) {
    // Java counted 1.5 to 1.8 for what is called Java 5 to 8.
    return words.map((word) => /^1\.([5-8])(?:\.\d+)*(?:u\d+)?$/.exec(word)?.[1] ?? word);
  }
  return words;
}

/** Sorts edition and channel out of the words. Null when they contradict each other. */
function readRest(words: readonly string[], hasEditions: boolean, hasChannels: boolean): Asked | null {
  const editions = new Set<Edition>();
  const channels = new Set<Channel>();
  const others: string[] = [];
  for (const word of words) {
    const edition = hasEditions ? EDITION_WORDS.get(word) : undefined;
    const channel = hasChannels ? CHANNEL_WORDS.get(word) : undefined;
    if (edition) editions.add(edition);
    if (channel) channels.add(channel);
    if (edition || channel || ((hasEditions || hasChannels) && COMPANIONS.has(word))) continue;
    others.push(word);
  }
  if (channels.size > 1) return null;
  const iot = editions.has('iot_enterprise');
  const pro = editions.has('home_pro');
  // "Pro Education" is a kind of Pro; "IoT Enterprise" is IoT. Everything else that mixes editions is a mistake.
  if (pro && (iot || words.includes('enterprise') || words.includes('ent'))) return null;
  const enterprise = editions.has('enterprise_education') ? 'enterprise_education' : null;
  const edition: Edition | null = iot ? 'iot_enterprise' : pro ? 'home_pro' : enterprise;
  return { words: others, edition, channel: [...channels][0] ?? null, saysLtsb: words.includes('ltsb') };
}

function fits(entry: Entry, asked: Asked): boolean {
  const { channel } = entry.release;
  if (asked.edition !== null && entry.editions !== null && !entry.editions.includes(asked.edition)) return false;
  if (asked.channel !== null && channel !== null && asked.channel !== channel) return false;
  if (asked.saysLtsb && channel === 'ltsc' && !CALLED_LTSB.includes(entry.need[0] ?? '')) return false;
  return asked.words.every(
    (word) =>
      FILLERS.has(word) ||
      entry.may.has(word) ||
      entry.fillers?.has(word) === true ||
      entry.need.some((needed) => covers(needed, word) || needed.startsWith(`${word}.`)),
  );
}

/** 22.04.3 and 1.1.1w are inside 22.04 and 1.1.1; 22.0 and 13 are not inside 22.04 and 1. */
function covers(needed: string, word: string): boolean {
  if (word === needed) return true;
  if (!word.startsWith(needed) || !/^\d/.test(needed)) return false;
  const more = word.slice(needed.length);
  // Years take no letters: 2008r2 is not inside 2008.
  return more.startsWith('.') || (!/^\d{4}$/.test(needed) && /^[a-z]{1,2}\d*$/.test(more));
}

function isExact(entry: Entry, words: readonly string[]): boolean {
  return entry.need.every((needed) => words.some((word) => covers(needed, word)));
}

/** Of 12 and 12.1, both of which cover 12.1, the second. Equal ones stay together. */
function mostSpecific(entries: readonly Entry[]): readonly Entry[] {
  const size = (entry: Entry): number => entry.need.join(' ').length;
  const longest = Math.max(...entries.map(size));
  // Products of a family count their versions each in its own way.
  return new Set(entries.map((entry) => entry.release.product)).size > 1
    ? entries
    : entries.filter((entry) => size(entry) === longest);
}

/** Whether the text says a version at all: a number of it, "7" for 7.0, or a name such as Bullseye. */
function isNamed(entry: Entry, words: readonly string[]): boolean {
  return words.some(
    (word) =>
      entry.may.has(word) ||
      entry.need.some((needed) => /^\d/.test(needed) && (covers(needed, word) || needed === `${word}.0`)),
  );
}

function missingOf(candidates: readonly CatalogueRelease[], asked: Asked): 'edition' | 'channel' | 'version' {
  const differs = (by: (release: CatalogueRelease) => string | null): boolean => {
    const seen = new Map<string | null, string | null>();
    return candidates.some((release) => {
      const before = seen.get(release.version);
      if (before !== undefined) return before !== by(release);
      seen.set(release.version, by(release));
      return false;
    });
  };
  if (asked.edition === null && differs((release) => `${release.product} ${release.edition}`)) return 'edition';
  if (asked.channel === null && differs((release) => release.channel)) return 'channel';
  return 'version';
}

/** The `latestEnd` of candidates in a catalogue of that day. */
export function latestEndOf(candidates: readonly CatalogueRelease[], day: Day): Day | null {
  let latest: Day | null = null;
  for (const { securityEnd } of candidates) {
    if (securityEnd === 'open') return null;
    const end = securityEnd === 'ended' ? day : securityEnd;
    if (latest === null || end > latest) latest = end;
  }
  return latest;
}
