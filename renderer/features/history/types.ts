import type { Outputs } from '../../bridge/types.ts';

export type HistoryRow = Outputs['history']['list']['rows'][number];

/** A row as the grid knows it: by its number. */
export type GridRow = HistoryRow & { readonly id: string };
