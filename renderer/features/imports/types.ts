import type { ProfileId } from '../../../main/domain/ids.ts';
import type { ImportNoun } from '../../../main/domain/import/headings.ts';
import type { Outputs } from '../../bridge/types.ts';

export type ImportResult = Outputs['imports']['preview'];
export type ImportRows = Outputs['imports']['rows'];
export type ImportRow = ImportRows['rows'][number];
export type ImportOutcome = ImportRow['outcome'];
export type ProblemKind = ImportResult['problemKinds'][number];

/** What rows of a dry run are looked at. */
export type OutcomeFilter = ImportOutcome | 'warned';

export type DateOrder = 'dmy' | 'mdy';

export const MATCHES = ['tag', 'serial', 'udi'] as const;
export type Match = (typeof MATCHES)[number];

/** What a person said of a file. Null where nothing was said: then a profile or the file itself decides. */
export interface Said {
  readonly match: Match | null;
  readonly mapping: Readonly<Record<string, string>>;
  readonly sheet: string | null;
  readonly dateOrder: DateOrder | null;
  readonly headerRow: number | null;
  /** Whether devices without a tag get the next one. */
  readonly fillTags: boolean;
  readonly profile: ProfileId | 'auto' | 'none';
  readonly skip: readonly number[];
}

export const NOTHING_SAID: Said = {
  match: null,
  mapping: {},
  sheet: null,
  dateOrder: null,
  headerRow: null,
  fillTags: false,
  profile: 'auto',
  skip: [],
};

/** A file that the program has. */
export interface ChosenFile {
  readonly file: File;
  readonly uploadId: string;
  readonly noun: ImportNoun;
}

/** What is to be taken in, as it was checked. */
export interface ImportPlan extends Said {
  readonly uploadId: string;
  readonly noun: ImportNoun;
  readonly fileName: string;
}

/** The plan as the program is asked. */
export function inputOf({ mapping, skip, ...plan }: ImportPlan) {
  return { ...plan, mapping: { ...mapping }, skip: [...skip] };
}
