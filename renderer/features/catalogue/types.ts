import type { Outputs } from '../../bridge/types.ts';

export type CatalogueInfo = Outputs['catalogue']['info'];
export type Release = Outputs['catalogue']['search']['rows'][number];
/** A release as the grid wants it. */
export type ReleaseRow = Release & { readonly id: string };
export type CatalogueChanges = Outputs['catalogue']['preview'];
