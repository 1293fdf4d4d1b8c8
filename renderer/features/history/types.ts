import type { Outputs } from '../../bridge/types.ts';

export type HistoryRow = Outputs['history']['list']['rows'][number];
export type RecordChange = HistoryRow['records'][number];

/** A row as the grid knows it: by its number. */
export type GridRow = HistoryRow & { readonly id: string };
