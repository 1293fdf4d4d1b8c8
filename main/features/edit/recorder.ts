import type { SqlConnection } from '../../data/connection.ts';
import { editRuleOf, isBulk, STEP_BYTES } from '../../domain/edit.ts';
import { type Cell, EDITED_SETTINGS, type EditedTable, editedTables, type Row, readColumn } from './tables.ts';

/** The largest file whose bytes a step keeps, in bytes; a digit pair each. */
const FILE_BYTES = 4_000_000;

/** A row that a command wrote: as it was before the first, and is after the last change; null where there was or is none. */
export interface RecordedRow {
  readonly table: EditedTable;
  readonly before: Row | null;
  readonly after: Row | null;
}

interface Change {
  readonly table: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Notes each row that changes on a connection, whoever writes it: Prisma, prepared statements, and the database itself where one
 * removal leads to others. It does so by temporary triggers, which live and die with the connection; while nothing is recorded,
 * they ask and do nothing.
 */
class Recorder {
  readonly #sql: SqlConnection;
  #watching = false;
  #on = false;
  #tooBig = false;
  #size = 0;
  #changes: Change[] = [];

  constructor(sql: SqlConnection) {
    this.#sql = sql;
    sql.function('edit_recording', () => (this.#on ? 1 : 0));
    sql.function('edit_too_big', () => {
      this.#tooBig = true;
      return null;
    });
    // How many parameters are written here is how many the function takes.
    sql.function('edit_row', (table: unknown, before: unknown, after: unknown) => {
      this.#note({ table, before, after } as Change);
      return null;
    });
  }

  /** To be called outside of transactions. */
  begin(action: string): void {
    const watch = editRuleOf(action) === 'step';
    if (watch !== this.#watching && (watch || isBulk(action))) this.#watch(watch);
    this.#on = watch;
  }

  /** Ends the recording and gives what it found; null when it was more than is kept. */
  take(): RecordedRow[] | null {
    const changes = this.#changes;
    const tooBig = this.#tooBig;
    this.end();
    return tooBig ? null : folded(editedTables(this.#sql), changes);
  }

  end(): void {
    this.#on = false;
    this.#tooBig = false;
    this.#size = 0;
    this.#changes = [];
  }

  #note(change: Change): void {
    this.#size += (change.before?.length ?? 0) + (change.after?.length ?? 0);
    // Twice, because a row is noted whole each time, and what is the same before and after is left out at the end.
    this.#tooBig ||= this.#size > 4 * STEP_BYTES;
    if (this.#tooBig) this.#changes = [];
    else this.#changes.push(change);
  }

  #watch(watch: boolean): void {
    const sql = this.#sql;
    const texts = [...editedTables(sql).values()].flatMap((table) => {
      const row = (of: 'OLD' | 'NEW') =>
        `json_array(${table.columns.map((column) => cell(table, column, of)).join(', ')})`;
      const settings = [...EDITED_SETTINGS].map((key) => `'${key}'`).join(', ');
      const events = [
        ['INSERT', 'NULL', row('NEW'), 'NEW'],
        ['UPDATE', row('OLD'), row('NEW'), 'NEW'],
        ['DELETE', row('OLD'), 'NULL', 'OLD'],
      ] as const;
      return events.map(([event, before, after, of]) => {
        const trigger = `temp."edit_${table.name}_${event.toLowerCase()}"`;
        if (!watch) return `DROP TRIGGER IF EXISTS ${trigger};`;
        const when =
          table.name === 'Setting' ? `edit_recording() AND ${of}."key" IN (${settings})` : 'edit_recording()';
        return `CREATE TEMP TRIGGER ${trigger.slice(5)} AFTER ${event} ON main."${table.name}" WHEN ${when}
          BEGIN SELECT edit_row('${table.name}', ${before}, ${after}); END;`;
      });
    });
    sql.transaction(() => sql.exec(texts.join('\n')))();
    this.#watching = watch;
  }
}

/** A value of a row as JSON takes it. A file that is too long makes the whole step too big. */
function cell(table: EditedTable, column: string, of: 'OLD' | 'NEW'): string {
  const read = readColumn(table, column, `${of}.`);
  return table.bytes.has(column)
    ? `CASE WHEN length(${of}."${column}") > ${FILE_BYTES} THEN edit_too_big() ELSE ${read} END`
    : read;
}

const recorders = new WeakMap<SqlConnection, Recorder>();

/** The recorder of a connection that writes. */
export function recorderOf(sql: SqlConnection): Recorder {
  const found = recorders.get(sql) ?? new Recorder(sql);
  recorders.set(sql, found);
  return found;
}

/** One change a row, in the order in which rows were first touched; a row with another key is another row. */
function folded(tables: ReadonlyMap<string, EditedTable>, changes: readonly Change[]): RecordedRow[] {
  const rows = new Map<string, { table: EditedTable; before: Row | null; after: Row | null }>();
  const put = (table: EditedTable, before: Row | null, after: Row | null) => {
    const key = keyOf(table, (before ?? after) as Row);
    const found = rows.get(key);
    if (found) found.after = after;
    else rows.set(key, { table, before, after });
  };
  for (const change of changes) {
    const table = tables.get(change.table);
    if (table === undefined) continue;
    const [before, after] = [readRow(table, change.before), readRow(table, change.after)];
    if (before !== null && after !== null && keyOf(table, before) !== keyOf(table, after)) {
      put(table, before, null);
      put(table, null, after);
    } else put(table, before, after);
  }
  return [...rows.values()].filter(({ before, after }) => before !== null || after !== null);
}

/** Names a row among all others. */
export function keyOf({ name, key }: EditedTable, row: Row): string {
  return JSON.stringify([name, ...key.map((column) => row[column] ?? null)]);
}

function readRow({ columns }: EditedTable, json: string | null): Row | null {
  if (json === null) return null;
  const values = JSON.parse(json) as Cell[];
  return Object.fromEntries(columns.map((column, place) => [column, values[place] ?? null]));
}
