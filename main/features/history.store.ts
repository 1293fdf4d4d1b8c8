import type { z } from 'zod';
import type { historyEntrySchema } from '../contract/device.ts';
import type { RecordFields } from '../data/audit.ts';
import { type SqlConnection, statement } from '../data/connection.ts';

type HistoryEntry = z.input<typeof historyEntrySchema>;

/** Who changed what on the given records, from what to what, newest first; at most 200 entries. */
export function historyOf(sql: SqlConnection, recordIds: readonly string[]): HistoryEntry[] {
  const rows = statement<
    [string],
    { at: string; actor: string; action: string; before: string | null; after: string | null; noun: string }
  >(
    sql,
    `SELECT e."at", e."actor", e."action", c."before", c."after", c."noun" FROM "AuditChange" c JOIN "AuditEntry" e ON e."seq" = c."seq"
     WHERE c."recordId" IN (SELECT value FROM json_each(?)) ORDER BY c."id" DESC LIMIT 200`,
  ).all(JSON.stringify(recordIds));
  return rows.map(({ at, actor, action, before, after }) => ({
    at,
    actor,
    action,
    changes: differences(parse(before), parse(after)),
  }));
}

function parse(text: string | null): RecordFields {
  return text === null ? {} : (JSON.parse(text) as RecordFields);
}

function differences(before: RecordFields, after: RecordFields): HistoryEntry['changes'] {
  const shown = (value: RecordFields[string] | undefined) =>
    value === null || value === undefined ? null : String(value);
  return Object.keys({ ...before, ...after })
    .map((field) => ({ field, before: shown(before[field]), after: shown(after[field]) }))
    .filter((change) => change.before !== change.after);
}
