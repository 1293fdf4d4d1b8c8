import type { PartialDay } from './day.ts';
import type { ImportProblemCode } from './import/problems.ts';
import type { ComponentKind, MilestoneKind } from './model.ts';

/** Standards of a software bill of materials, as they call themselves. */
export const SBOM_FORMATS = ['CycloneDX', 'SPDX'] as const;
export type SbomFormat = (typeof SBOM_FORMATS)[number];

/** Why an entry of a bill is not taken over as a component. The texts stand in main/words under `sbomSkipped`. */
export const SBOM_SKIPS = ['no_name', 'text_too_long', 'not_software', 'product_itself', 'repeated'] as const;
export type SbomSkip = (typeof SBOM_SKIPS)[number];

/** Longest texts of a component that are kept; a bill with longer ones is skipped line by line, never cut. */
export const SBOM_TEXT = { name: 200, version: 100, supplier: 200, identifier: 500 } as const;

/** Words of a bill for the last day of support; what they mean is decided in main/formats/sbom (domain.md 1.2). */
export type SbomEndTerm =
  | 'endOfSupport'
  | 'end-of-support-date'
  | 'endOfBusinessOperations'
  | 'endOfGuaranteedSupport'
  | 'validUntilDate'
  | 'validUntilTime'
  | 'supportLevel';

/** One part that a bill names. */
export interface SbomComponent {
  readonly kind: ComponentKind;
  /** With its group where the kind is a library: `@angular/core`, `org.apache/log4j`. */
  readonly name: string;
  readonly version: string | null;
  readonly supplier: string | null;
  /** Package URL. */
  readonly purl: string | null;
  readonly cpe: string | null;
  /** The last day of its support with the bill's own word for it; null when the bill gives none. */
  readonly end: { readonly on: PartialDay; readonly term: SbomEndTerm } | null;
}

/** A date of the product as a whole, with the bill's own word for it; what it means is decided in main/formats/sbom (domain.md 1.2). */
export interface SbomProductDate {
  readonly kind: MilestoneKind;
  readonly term: string;
  readonly on: PartialDay;
}

/** Something that a person should know of one part; what could not be read was left out. */
export interface SbomProblem {
  readonly component: string;
  readonly code: ImportProblemCode;
  /** What the file says, cut to `PROBLEM_VALUE_LENGTH`. Hostile text. */
  readonly value: string;
}

/** A bill of materials as facts. */
export interface SbomDocument {
  readonly format: SbomFormat;
  /** Of the standard: `1.4`, `2.3`. */
  readonly version: string;
  /** When the bill was made, as it says itself; null when it does not. */
  readonly madeAt: string | null;
  /** What the bill is about: the device's software as a whole. */
  readonly product: {
    readonly name: string;
    readonly version: string | null;
    /** One of a kind: the first day where the bill says several. */
    readonly dates: readonly SbomProductDate[];
  } | null;
  readonly components: readonly SbomComponent[];
  /** Every entry of the bill that is no component here, by why; their counts and `components` together are all entries. */
  readonly skipped: Partial<Record<SbomSkip, number>>;
  readonly problems: readonly SbomProblem[];
}
