import { type CatalogueData, catalogueOf } from '../../domain/catalogue/catalogue.ts';
import { shippedCatalogue } from '../../domain/catalogue/shipped.ts';
import type { SbomDocument } from '../../domain/sbom.ts';
import { type IdentifiedPart, identifyPart } from '../../domain/sbom-plan.ts';
import { readSbom } from '../../formats/sbom/read.ts';

/** A bill of materials to be read, as plain data, so that it can be handed to another thread. */
export interface SbomJob {
  readonly kind: 'sbom';
  readonly bytes: Uint8Array;
  /** The catalogue that stands in place of the shipped one, as text; null for the shipped one. */
  readonly catalogue: string | null;
}

/** What is known of a bill besides its parts. */
export type SbomHead = Omit<SbomDocument, 'components'> & {
  /** All its entries, also those that are no components. */
  readonly read: number;
};

/** A bill that was read: what is known of it, and its parts, which come as they are wanted. */
export interface SbomReading {
  readonly bill: SbomHead;
  readonly parts: AsyncIterable<IdentifiedPart>;
}

/** Reads a bill whole and looks its parts up in the catalogue. @throws ImportFileError */
export function readSbomFile({ bytes, catalogue: content }: SbomJob): {
  bill: SbomHead;
  parts: readonly IdentifiedPart[];
} {
  const { components, ...head } = readSbom(bytes);
  const read = Object.values(head.skipped).reduce((sum, count) => sum + count, components.length);
  const catalogue = content === null ? shippedCatalogue() : catalogueOf(JSON.parse(content) as CatalogueData);
  return { bill: { ...head, read }, parts: components.map((part) => identifyPart(part, catalogue)) };
}
