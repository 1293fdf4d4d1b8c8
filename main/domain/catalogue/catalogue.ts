import { type Day, day } from '../day.ts';
import { COMPONENT_KINDS } from '../model.ts';
import { type CatalogueMatch, latestEndOf, matcherOf } from './match.ts';
import { type CatalogueRelease, CHANNELS, EDITIONS } from './release.ts';

/** A catalogue as it lies in a file (docs/catalogue-format.md). Whoever makes a {@link Catalogue} of it has checked it. */
export interface CatalogueData {
  readonly source: string;
  readonly licenceNote: string;
  /** The day of the source, `YYYY-MM-DD`. */
  readonly commitDate: string;
  /** The kind of component by the part of a release's key before the slash. */
  readonly kinds: Readonly<Record<string, string>>;
  /**
   * Key, product, label, version, edition, channel, releasedOn, activeSupportEndOn, securityEnd, paidExtensionEndOn: the
   * fields of {@link CatalogueRelease} in this order.
   */
  readonly releases: readonly (readonly (string | null)[])[];
}

/** What a component's register entry says of what it is. */
export interface ComponentName {
  readonly name: string;
  readonly edition: string | null;
  /** The release that a person or an import chose; goes before the name while the catalogue has it. */
  readonly releaseKey: string | null;
}

/** The support ends of everybody else's products, as a value: the same question always has the same answer. */
export interface Catalogue {
  /** The day of its source. What was announced later is not in it. */
  readonly day: Day;
  /** Where it comes from, to be shown with every date taken from it. */
  readonly source: string;
  /** Every release, in the order of the file. */
  readonly releases: readonly CatalogueRelease[];
  readonly byKey: ReadonlyMap<string, CatalogueRelease>;
  /** What free text means; see `matcherOf`. */
  match(text: string, edition?: string | null): CatalogueMatch;
  /**
   * The release that a component is: by its chosen key, or by its name and edition together, never by a bare product
   * (domain.md 1.6 E1). Equal questions get the very same answer, so asking again costs a look into a map.
   */
  identify(component: ComponentName): CatalogueMatch;
}

/** A date that goes before the catalogue's; null leaves the catalogue's. */
export interface CatalogueOverride {
  readonly releaseKey: string;
  /** Last day, inclusive. */
  readonly securityEndOn: Day | null;
  /** Last day, inclusive. */
  readonly paidExtensionEndOn: Day | null;
  readonly why: string;
}

/** The catalogue that a file holds. @throws RangeError for a row that no check would have let through */
export function catalogueOf(data: CatalogueData): Catalogue {
  const kinds = new Map(Object.entries(data.kinds));
  const releases = data.releases.map((row) => toRelease(row, kinds));
  const on = day(data.commitDate);
  const match = matcherOf(releases, on);
  return catalogue(on, `${data.source} (${data.licenceNote}), ${data.commitDate}`, releases, match);
}

/** The same catalogue with dates of this organisation. An override of a release that it does not have changes nothing. */
export function withOverrides(base: Catalogue, overrides: readonly CatalogueOverride[]): Catalogue {
  const changed = new Map<string, CatalogueRelease>();
  for (const { releaseKey, securityEndOn, paidExtensionEndOn, why } of overrides) {
    const release = base.byKey.get(releaseKey);
    if (release === undefined) continue;
    const { securityEnd, paidExtensionEndOn: extension } = release;
    changed.set(releaseKey, {
      ...release,
      securityEnd: securityEndOn ?? securityEnd,
      paidExtensionEndOn: paidExtensionEndOn ?? extension,
      override: { why, securityEnd, paidExtensionEndOn: extension },
    });
  }
  if (changed.size === 0) return base;
  const now = (release: CatalogueRelease) => changed.get(release.key) ?? release;
  // Which release a text means does not depend on dates, so the words are looked up in the base.
  const match = (text: string, edition?: string | null): CatalogueMatch => {
    const found = base.match(text, edition);
    if (found.kind === 'none') return found;
    if (found.kind === 'release') return { kind: 'release', release: now(found.release) };
    const candidates = found.candidates.map(now);
    return { ...found, candidates, latestEnd: latestEndOf(candidates, base.day) };
  };
  return catalogue(base.day, base.source, base.releases.map(now), match);
}

/** Answers that are kept; a register that asks for more different names pays for the words again. */
const KEPT_ANSWERS = 50_000;

function catalogue(
  on: Day,
  source: string,
  releases: readonly CatalogueRelease[],
  match: Catalogue['match'],
): Catalogue {
  const byKey = new Map(releases.map((release) => [release.key, release]));
  const chosen = new Map<string, CatalogueMatch>();
  const answers = new Map<string, CatalogueMatch>();
  const identify = ({ name, edition, releaseKey }: ComponentName): CatalogueMatch => {
    if (releaseKey !== null) {
      const known = chosen.get(releaseKey);
      if (known !== undefined) return known;
      const release = byKey.get(releaseKey);
      if (release !== undefined) {
        const answer: CatalogueMatch = { kind: 'release', release };
        chosen.set(releaseKey, answer);
        return answer;
      }
    }
    const key = edition === null ? name : `${name}\n${edition}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = match(name, edition);
    if (answers.size >= KEPT_ANSWERS) answers.clear();
    answers.set(key, answer);
    return answer;
  };
  return { day: on, source, releases, byKey, match, identify };
}

function toRelease(row: readonly (string | null)[], kinds: ReadonlyMap<string, string>): CatalogueRelease {
  const [key, product, label, version, edition, channel, releasedOn, activeSupportEndOn, securityEnd, extension] = row;
  if (!key || !product || !label || !securityEnd) throw new RangeError(`incomplete catalogue row: ${row.join()}`);
  const productKey = key.slice(0, key.indexOf('/'));
  const kind = oneOf(COMPONENT_KINDS, kinds.get(productKey));
  if (kind === null) throw new RangeError(`no kind for ${productKey}`);
  return {
    key,
    productKey,
    product,
    label,
    kind,
    version: version ?? null,
    edition: oneOf(EDITIONS, edition),
    channel: oneOf(CHANNELS, channel),
    releasedOn: dayOrNull(releasedOn),
    activeSupportEndOn: dayOrNull(activeSupportEndOn),
    securityEnd: securityEnd === 'ended' || securityEnd === 'open' ? securityEnd : day(securityEnd),
    paidExtensionEndOn: dayOrNull(extension),
    override: null,
  };
}

function oneOf<T extends string>(values: readonly T[], value: string | null | undefined): T | null {
  return values.find((candidate) => candidate === value) ?? null;
}

function dayOrNull(text: string | null | undefined): Day | null {
  return text === null || text === undefined ? null : day(text);
}
