import type { NameRelation, VendorRelation } from './product-name.ts';
import type { VersionFit } from './version-range.ts';

/** Where a finding comes from: an advisory, the catalogue of exploited vulnerabilities, or a person who linked a vulnerability. */
export const FINDING_SOURCES = ['advisory', 'kev', 'typed'] as const;
export type FindingSource = (typeof FINDING_SOURCES)[number];

/** A machine proposes; only a person confirms or rejects. */
export const FINDING_STATES = ['proposed', 'confirmed', 'rejected'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** Days within which a proposal is looked at: within a week, as long as nobody promised anything else. */
export const LOOK_WITHIN_DAYS = 7;

/** How sure a proposal is, the surest first. Never more than a proposal. */
export const CONFIDENCES = ['likely', 'possible', 'weak'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What a product identifier of an advisory can be that names ours exactly. */
export const IDENTIFIER_KINDS = ['cpe', 'purl', 'serial', 'model_number'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** Why something was proposed; facts, never sentences. Names are as the two sides write them. */
export type FindingReason =
  | {
      readonly code: 'vendor';
      readonly relation: VendorRelation;
      readonly theirs: string | null;
      readonly ours: string | null;
    }
  | { readonly code: 'name'; readonly relation: NameRelation; readonly theirs: string; readonly ours: string }
  | {
      readonly code: 'version';
      readonly fit: VersionFit;
      readonly range: string | null;
      readonly version: string | null;
    }
  | { readonly code: 'identifier'; readonly kind: IdentifierKind; readonly value: string }
  /** The part of the device that it is about, as the register calls it. */
  | { readonly code: 'component'; readonly label: string }
  /** What the advisory says of this product, for so many of its vulnerabilities. */
  | {
      readonly code: 'stated';
      readonly status: 'known_not_affected' | 'under_investigation';
      readonly vulnerabilities: number;
    }
  /** Entries of the catalogue of exploited vulnerabilities for this product; `cves` are its newest. */
  | {
      readonly code: 'exploited';
      readonly vendor: string;
      readonly product: string;
      readonly entries: number;
      readonly newestOn: string;
      readonly cves: readonly string[];
    }
  /** More products of the same advisory that are like ours. */
  | { readonly code: 'more_products'; readonly count: number }
  /** A newer version of the source no longer names it. */
  | { readonly code: 'no_longer_named' }
  | { readonly code: 'linked'; readonly note: string | null };

const LOWER: Readonly<Record<Confidence, Confidence>> = { likely: 'possible', possible: 'weak', weak: 'weak' };

/**
 * How sure a match of names is; null for one that would only be noise. A version that lies outside lowers it and never ends it, and so does
 * a statement that the product is not affected (VEX): a person decides.
 */
export function confidenceOf(
  vendor: VendorRelation,
  name: NameRelation,
  fit: VersionFit,
  options: { readonly statedNotAffected?: boolean; readonly telling?: number } = {},
): Confidence | null {
  const base = ofNames(vendor, name, options.telling ?? 2);
  if (base === null) return null;
  const lowered = fit === 'outside' ? LOWER[base] : base;
  return options.statedNotAffected ? 'weak' : lowered;
}

/** @param telling words that both names share and that tell products apart */
function ofNames(vendor: VendorRelation, name: NameRelation, telling: number): Confidence | null {
  if (name === 'alias') return 'likely';
  switch (vendor) {
    case 'same':
    case 'alias':
    case 'family':
      return name === 'same' ? 'likely' : name === 'similar' ? 'weak' : 'possible';
    case 'spelling':
    case 'in_product':
      return name === 'same' ? 'likely' : name === 'similar' ? null : 'weak';
    case 'unstated':
      return name === 'same' ? 'possible' : name === 'wider' && telling > 1 ? 'weak' : null;
    case 'other':
      return name === 'same' && telling > 1 ? 'weak' : null;
  }
}

/** The order of a queue: the surest first. */
export function confidenceRank(confidence: Confidence): number {
  return CONFIDENCES.indexOf(confidence);
}
