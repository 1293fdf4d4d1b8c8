import type { Outputs } from '../../bridge/types.ts';

export type ImportResult = Outputs['imports']['preview'];
export type ImportOutcome = ImportResult['preview'][number]['outcome'];
export type ImportProblemRow = ImportResult['problems'][number];

export type DateOrder = 'dmy' | 'mdy';

export const MATCHES = ['tag', 'serial', 'udi'] as const;
export type Match = (typeof MATCHES)[number];
