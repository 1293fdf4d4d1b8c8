import { type Day, day } from '../day.ts';
import { COMPONENT_KINDS, type ComponentKind } from '../model.ts';
import data from './catalogue-data.json' with { type: 'json' };

/**
 * Groups of Windows editions that end together (domain.md 1.6 E1). `enterprise_education` is Enterprise and Education,
 * and IoT Enterprise too where the maker gives IoT no dates of its own; `home_pro` is Home, Pro and their variants.
 */
export const EDITIONS = ['iot_enterprise', 'enterprise_education', 'home_pro'] as const;
export type Edition = (typeof EDITIONS)[number];

/**
 * How Windows is serviced (domain.md 1.6 E1). `ltsc` is the long-term channel, once LTSB. `general_availability` is
 * every shorter channel whatever its name was at the time: semi-annual, annual, current branch.
 */
export const CHANNELS = ['ltsc', 'general_availability'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One release of a product whose support ends on one day: product + version + edition + channel (domain.md 1.6 E1). */
export interface CatalogueRelease {
  /** Stable identity, `windows/10-21h2-iot-lts`; what a register keeps. */
  readonly key: string;
  /** The part of the key before the slash. */
  readonly productKey: string;
  /** `Windows 10`; one productKey can hold several products. */
  readonly product: string;
  /** What a person reads: `Windows 10 IoT Enterprise LTSC 2021`. Unique, and matched back to this release. */
  readonly label: string;
  readonly kind: ComponentKind;
  /** `21H2`, `2016 SP3`; null where the product's name says it all (`Windows 8.1`). */
  readonly version: string | null;
  /** Null where the end is the same for all editions. */
  readonly edition: Edition | null;
  /** Null where the product has no channels. */
  readonly channel: Channel | null;
  readonly releasedOn: Day | null;
  /** Last day, inclusive, of fixes that are not about security; null when unknown. */
  readonly activeSupportEndOn: Day | null;
  /**
   * The last day with security updates, inclusive. `ended`: the source says that it ended, without a day. `open`: no
   * end was announced; this is not a promise and not "supported for ever".
   */
  readonly securityEnd: Day | 'ended' | 'open';
  /**
   * Last day, inclusive, that servicing beyond `securityEnd` can reach: bought (ESU, ELS) or by another team (Debian
   * LTS). Never assumed: it counts with proof of entitlement and the device vendor's approval only (domain.md 1.6 E2).
   */
  readonly paidExtensionEndOn: Day | null;
}

/** The day of the source from which the catalogue was built. What was announced later is not in it. */
export const CATALOGUE_DAY: Day = day(data.commitDate);

/** Where the catalogue comes from, to be shown with every date taken from it. */
export const CATALOGUE_SOURCE: string = `${data.source} (${data.licenceNote}), ${data.commitDate}`;

interface Index {
  readonly releases: readonly CatalogueRelease[];
  readonly byKey: ReadonlyMap<string, CatalogueRelease>;
}

let index: Index | null = null;

/** The release with this key, or undefined when the catalogue does not know it. */
export function releaseByKey(key: string): CatalogueRelease | undefined {
  return loaded().byKey.get(key);
}

/** Every release, sorted by key. Always the same array. */
export function allReleases(): readonly CatalogueRelease[] {
  return loaded().releases;
}

/** Built at first use: a start of the program that looks nothing up pays nothing. */
function loaded(): Index {
  if (index === null) {
    const kinds = new Map<string, string>(Object.entries(data.kinds));
    const releases = data.releases.map((row) => toRelease(row, kinds));
    index = { releases, byKey: new Map(releases.map((release) => [release.key, release])) };
  }
  return index;
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
  };
}

function oneOf<T extends string>(values: readonly T[], value: string | null | undefined): T | null {
  return values.find((candidate) => candidate === value) ?? null;
}

function dayOrNull(text: string | null | undefined): Day | null {
  return text === null || text === undefined ? null : day(text);
}
