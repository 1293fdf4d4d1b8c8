import type { Day } from '../day.ts';
import type { ComponentKind } from '../model.ts';

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
  /** What this organisation says instead, and what the catalogue said; null where nobody changed anything. */
  readonly override: ReleaseOverride | null;
}

/** A date of the catalogue that a person replaced by another, with the reason (issue 4, item 2). */
export interface ReleaseOverride {
  readonly why: string;
  /** What the catalogue itself says. */
  readonly securityEnd: CatalogueRelease['securityEnd'];
  readonly paidExtensionEndOn: Day | null;
}
