import { FIRST_SCHEMA, FOLDER_TABLES } from './tables.ts';
import type { FolderRecord } from './values.ts';

/** What a migration asks of the records of folders that were written before it. */
export interface SchemaStep {
  /** The schema that it leads to: the number of the migration. */
  readonly to: number;
  /** Tables that came with it: folders of before have no files of them, and are read as having no records. */
  readonly tables?: readonly string[];
  /** By table, what a record of before is now. */
  readonly records?: Readonly<Record<string, (record: FolderRecord) => FolderRecord>>;
}

/**
 * The steps from the first schema that could leave as a folder, one for each migration since, in their order. A migration
 * without one fails a test (test/unit/open-folder.test.ts): where it changes nothing that a folder holds, its step says so.
 */
export const STEPS: readonly SchemaStep[] = [
  { to: 14, records: { MergedRecord: (record) => ({ ...record, vendorId: null, moved: [] }) } },
  // An index.
  { to: 15 },
];

/** What the records of a table were in a folder of a schema, as they are now. */
export function raiser(
  table: string,
  schemaVersion: number,
  steps: readonly SchemaStep[] = STEPS,
): (record: FolderRecord) => FolderRecord {
  const raises = stepsSince(schemaVersion, steps).flatMap(({ records }) => records?.[table] ?? []);
  return (record) => raises.reduce((raised, raise) => raise(raised), record);
}

/** Files that a folder of a schema does not have yet. */
export function filesSince(schemaVersion: number, steps: readonly SchemaStep[] = STEPS): ReadonlySet<string> {
  const tables = new Set(stepsSince(schemaVersion, steps).flatMap((step) => step.tables ?? []));
  return new Set(FOLDER_TABLES.filter(({ table }) => tables.has(table)).map(({ path }) => path));
}

function stepsSince(schemaVersion: number, steps: readonly SchemaStep[]): readonly SchemaStep[] {
  return steps.filter(({ to }) => to > Math.max(schemaVersion, FIRST_SCHEMA));
}
