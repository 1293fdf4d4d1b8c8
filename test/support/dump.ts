import type { SqlConnection } from '../../main/data/connection.ts';

/** What commands write besides the register: the history, the steps, and what is computed from the rest. */
const BESIDE = [
  'AuditEntry',
  'AuditChange',
  'EditStep',
  'ImportRun',
  'ImportChange',
  'ListingState',
  'Migration',
  'sqlite_sequence',
];

/** What tells only when a row was written and how often. */
const STAMPS = ['revision', 'updatedAt', 'updatedBy'];

/** Columns that a row gets anew each time it is computed. */
const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  Obligation: ['id', 'createdAt', 'supersededById'],
  DeviceListing: ['seq', 'stateId'],
};

/** Every row that people or the program's rules wrote, without its stamps, in an order of its own, by table. */
export function dump(sql: SqlConnection): Record<string, string[]> {
  const tables = sql
    .prepare<[], { name: string }>(`SELECT "name" FROM sqlite_master WHERE "type" = 'table' ORDER BY 1`)
    .all()
    .map(({ name }) => name)
    .filter((name) => !BESIDE.includes(name) && !name.startsWith('DeviceSearch'));
  return Object.fromEntries(
    tables.map((table) => {
      const rows = sql.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all();
      const left = [...STAMPS, ...(COMPUTED[table] ?? [])];
      const told = rows
        .filter((row) => table !== 'Setting' || ['plan.settings', 'businessCalendar'].includes(String(row.key)))
        .map((row) =>
          JSON.stringify(
            Object.entries(row).flatMap(([name, value]) => (left.includes(name) ? [] : [[name, String(value)]])),
          ),
        );
      return [table, told.sort()];
    }),
  );
}
