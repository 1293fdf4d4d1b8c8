import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  type ChangeRow,
  type EntryRow,
  RECORDS_SHOWN,
  type RecordChange,
  recordReader,
  told,
} from './history.store.ts';

/** An entry of the history of a vault that was taken in, with what it changed. */
export interface FormerHistoryEntry extends ReturnType<typeof told> {
  /** Names the entry among those of all vaults. */
  readonly key: string;
  /** Whose vault it was. */
  readonly organisation: string;
  readonly records: readonly RecordChange[];
  /** How many more records the command changed. */
  readonly moreRecords: number;
}

/**
 * The histories that came with open folders, the vault that was taken in last first, each newest first. Their chain is under keys
 * that stayed behind: what they say holds as far as the signature of the folder does (decision 0044).
 */
export function formerHistory(
  sql: SqlConnection,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { readonly total: number; readonly rows: readonly FormerHistoryEntry[] } {
  const total = statement<[], { n: number }>(sql, 'SELECT count(*) AS n FROM "FormerEntry"').get()?.n ?? 0;
  const entries = statement<[number, number], EntryRow & { vaultId: string; organisation: string }>(
    sql,
    `SELECT e."vaultId", v."organisation", e."seq", e."at", e."actor", e."action", e."summary"
     FROM "FormerEntry" e JOIN "FormerVault" v ON v."id" = e."vaultId"
     ORDER BY v."takenInAt" DESC, v."id" DESC, e."seq" DESC LIMIT ? OFFSET ?`,
  ).all(limit, offset);
  const asked = JSON.stringify(entries.map(({ vaultId, seq }) => ({ vaultId, seq })));
  const changes = statement<[string, number], ChangeRow & { vaultId: string; n: number }>(
    sql,
    `SELECT * FROM (
       SELECT c."id", c."vaultId", c."seq", c."noun", c."recordId", c."before", c."after",
         row_number() OVER (PARTITION BY c."vaultId", c."seq" ORDER BY c."id") AS "place",
         count(*) OVER (PARTITION BY c."vaultId", c."seq") AS "n"
       FROM json_each(?) j JOIN "FormerChange" c
         ON c."vaultId" = json_extract(j.value, '$.vaultId') AND c."seq" = json_extract(j.value, '$.seq')
     ) WHERE "place" <= ? ORDER BY "id"`,
  ).all(asked, RECORDS_SHOWN);
  const read = recordReader(sql, changes);
  const byEntry = Map.groupBy(changes, ({ vaultId, seq }) => `${vaultId}:${seq}`);
  return {
    total,
    rows: entries.map(({ vaultId, organisation, ...entry }) => {
      const key = `${vaultId}:${entry.seq}`;
      const own = byEntry.get(key) ?? [];
      const all = own[0]?.n ?? 0;
      return { ...told(entry), key, organisation, records: own.map(read), moreRecords: all - own.length };
    }),
  };
}
