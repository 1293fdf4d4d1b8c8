import type { CatalogueData } from '../../domain/catalogue/catalogue.ts';
import { readCatalogue } from '../../formats/catalogue.ts';

/** A catalogue to be read, as plain data, so that it can be handed to another thread. */
export interface CatalogueJob {
  readonly kind: 'catalogue';
  readonly bytes: Uint8Array;
}

/** What is known of a catalogue besides its releases. */
export type CatalogueHead = Omit<CatalogueData, 'releases'>;
export type ReleaseRow = CatalogueData['releases'][number];

/** A catalogue that was read and checked; its releases come as they are wanted. */
export interface CatalogueReading {
  readonly head: CatalogueHead;
  readonly releases: AsyncIterable<ReleaseRow>;
}

/** Reads a catalogue whole. @throws ImportFileError */
export function readCatalogueFile({ bytes }: CatalogueJob): { head: CatalogueHead; releases: readonly ReleaseRow[] } {
  const { releases, ...head } = readCatalogue(bytes);
  return { head, releases };
}
