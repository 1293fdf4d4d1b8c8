import { type SqlConnection, statement } from '../../data/connection.ts';
import type { EditRefusal, EditWay } from '../../domain/edit.ts';
import { type CaseStage, isOrdered } from '../../domain/procurement.ts';
import { holdsCondition, referencesTo } from '../import/undo-kinds.ts';
import { keyOf } from './recorder.ts';
import { restOf, type Step, type StepRow } from './step.store.ts';
import {
  type Cell,
  compared,
  computedColumns,
  type EditedTable,
  editedTables,
  presentRow,
  type Row,
} from './tables.ts';

/** A row of a step on its way back, or forth. */
export interface PlannedRow {
  readonly table: EditedTable;
  readonly key: Row;
  /** The row as it stands. */
  readonly present: Row | undefined;
  /** What it shall be: whole for one that comes back, the columns that change for one that stays, null for one that goes. */
  readonly wanted: Row | null;
  readonly computed: boolean;
}

/** A record that is in the way of a step. */
export interface InTheWay {
  readonly reason: EditRefusal;
  readonly table: string;
  /** Identifiers under which the history may know it, the record's own first. */
  readonly ids: readonly string[];
}

export interface StepPlan {
  readonly rows: readonly PlannedRow[];
  readonly inTheWay: readonly InTheWay[];
}

/** What is told of what is in the way, at most. */
const TOLD = 50;

/** Rows between two pauses for other calls. */
const PORTION = 500;

/** Finds out what a step comes down to as things stand, without writing anything. */
export async function planStep(
  sql: SqlConnection,
  step: Step,
  rows: readonly StepRow[],
  way: EditWay,
): Promise<StepPlan> {
  const work = new Plan(sql, step, way);
  for (const [index, row] of rows.entries()) {
    work.look(row);
    if (index % PORTION === PORTION - 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  work.lookAround();
  return { rows: work.rows, inTheWay: work.inTheWay.slice(0, TOLD) };
}

class Plan {
  readonly #sql: SqlConnection;
  readonly #step: Step;
  readonly #way: EditWay;
  readonly #tables: ReadonlyMap<string, EditedTable>;
  readonly rows: PlannedRow[] = [];
  readonly inTheWay: InTheWay[] = [];

  constructor(sql: SqlConnection, step: Step, way: EditWay) {
    this.#sql = sql;
    this.#step = step;
    this.#way = way;
    this.#tables = editedTables(sql);
  }

  /** Whether a row stands as the step left it. */
  look({ table: name, key, before, after, rest, computed }: StepRow): void {
    const table = this.#tables.get(name);
    if (table === undefined) {
      this.#refuse('older_version', name, key);
      return;
    }
    const [left, wanted] = this.#way === 'undo' ? [after, before] : [before, after];
    const present = presentRow(this.#sql, table, key);
    if (computed) this.#lookAtComputed(table, key, present, left, wanted);
    else if (!standsAs(table, present, left, rest)) this.#refuse('edited_since', name, present ?? left ?? key);
    else
      this.rows.push({ table, key, present, wanted: wanted && this.#settled(table, present, left, wanted), computed });
  }

  /** What is written beside rows of the step: what refers to those that go, what those that come refer to, and what holds them. */
  lookAround(): void {
    const own = new Map(this.rows.map((row) => [keyOf(row.table, row.key), row]));
    for (const [table, rows] of Map.groupBy(this.rows, (row) => row.table)) {
      const going = rows.filter(
        ({ wanted, present, computed }) => wanted === null && present !== undefined && !computed,
      );
      if (going.length > 0) this.#lookForUses(table, going, own);
      for (const row of rows) if (row.wanted !== null && !row.computed) this.#lookForMissing(row, own);
    }
    this.#lookForLocks();
  }

  /** A row of the program's own never stands in the way: it goes and comes back where that is still true of it. */
  #lookAtComputed(table: EditedTable, key: Row, present: Row | undefined, left: Row | null, wanted: Row | null): void {
    const plan = (row: Row | null) => this.rows.push({ table, key, present, wanted: row, computed: true });
    if (wanted === null) {
      if (present !== undefined) plan(null);
    } else if (left === null) {
      if (present === undefined) plan(wanted);
    } else if (present !== undefined) plan(this.#settled(table, present, left, wanted));
  }

  /** Computed columns go back where they still are what the step made of them; else they have been computed anew since. */
  #settled(table: EditedTable, present: Row | undefined, left: Row | null, wanted: Row): Row {
    if (left === null || present === undefined) return wanted;
    const computed = computedColumns(table.name);
    return Object.fromEntries(
      Object.entries(wanted).filter(([column]) => !computed.has(column) || present[column] === left[column]),
    );
  }

  #lookForUses(table: EditedTable, going: readonly PlannedRow[], own: ReadonlyMap<string, PlannedRow>): void {
    const id = table.key.length === 1 ? table.key[0] : undefined;
    if (id === undefined) return;
    const asked = JSON.stringify(going.map(({ key }) => key[id]));
    const references = [
      ...referencesTo(this.#sql, { table: table.name }).map((reference) => ({ ...reference, where: 'TRUE' })),
      ...looseReferences(table.name),
    ];
    for (const { table: from, column, where } of references) {
      const child = this.#tables.get(from);
      // Only what the program itself proposed or computed goes along; parts that somebody added since do not.
      const holds = from === 'Finding' || from === 'Obligation' ? holdsCondition(from) : 'TRUE';
      const keys = (child?.key ?? ['id']).map((part) => `c."${part}"`).join(', ');
      const users = statement<[string], Row>(
        this.#sql,
        `SELECT ${keys} FROM "${from}" c WHERE c."${column}" IN (SELECT value FROM json_each(?)) AND ${where} AND ${holds} LIMIT 10000`,
      ).all(asked);
      for (const user of users)
        if (child === undefined || !own.has(keyOf(child, user))) this.#refuse('in_use', from, user);
    }
  }

  #lookForMissing({ table, wanted }: PlannedRow, own: ReadonlyMap<string, PlannedRow>): void {
    for (const { column, table: to, parent } of table.referrals) {
      const id = wanted?.[column] ?? null;
      if (id === null) continue;
      const other = this.#tables.get(to);
      const planned = other && own.get(keyOf(other, { [parent]: id }));
      const query = `SELECT 1 FROM "${to}" WHERE "${parent}" = ?`;
      const there =
        planned === undefined
          ? statement<[Cell], object>(this.#sql, query).get(id) !== undefined
          : planned.wanted !== null;
      if (!there) this.#refuse('missing', to, { id });
    }
  }

  /** What was signed since stays as it was signed, and what led to an order stays as it was ordered. */
  #lookForLocks(): void {
    const seen = new Set<string>();
    for (const { table, present, wanted } of this.rows) {
      for (const { noun, id } of lockedBy(this.#sql, table.name, { ...wanted, ...present })) {
        if (seen.has(`${noun} ${id}`)) continue;
        seen.add(`${noun} ${id}`);
        const signed = statement<[string, string, string], object>(
          this.#sql,
          'SELECT 1 FROM "SignOff" WHERE "noun" = ? AND "recordId" = ? AND "withdrawnAt" IS NULL AND "signedAt" >= ?',
        ).get(noun, id, this.#step.at);
        if (signed !== undefined) this.#refuse('signed', LOCKING[noun], { id });
        if (noun === 'procurement' && this.#isOrdered(id)) this.#refuse('ordered', LOCKING[noun], { id });
      }
    }
  }

  #isOrdered(caseId: string): boolean {
    const row = statement<[string], { stage: CaseStage }>(
      this.#sql,
      'SELECT "stage" FROM "ProcurementCase" WHERE "id" = ?',
    ).get(caseId);
    return row !== undefined && isOrdered(row.stage);
  }

  #refuse(reason: EditRefusal, table: string, row: Row): void {
    const referrals = this.#tables.get(table)?.referrals ?? [];
    const ids = [row.id, ...referrals.map(({ column }) => row[column]), ...Object.values(row)].filter(
      (value) => typeof value === 'string',
    );
    if (!this.inTheWay.some((known) => known.reason === reason && known.table === table && known.ids[0] === ids[0]))
      this.inTheWay.push({ reason, table, ids: [...new Set(ids)].slice(0, 20) });
  }
}

/** Whether a row is what a step left: all that people type, and not how often it was written. */
function standsAs(table: EditedTable, present: Row | undefined, left: Row | null, rest: string | null): boolean {
  if (left === null || present === undefined) return left === null && present === undefined;
  if (rest === null) return restOf(table, present, []) === restOf(table, left, []);
  const changed = Object.keys(left);
  const typed = changed.filter((column) => !computedColumns(table.name).has(column));
  const value = (row: Row, column: string) => compared(table.name, column, row[column]);
  return (
    restOf(table, present, changed) === rest && typed.every((column) => value(present, column) === value(left, column))
  );
}

interface LooseReference {
  readonly table: string;
  readonly column: string;
  readonly where: string;
}

/** What names a record without the database knowing it. */
function looseReferences(table: string): LooseReference[] {
  const noun = (of: string, holder: string): LooseReference => ({
    table: holder,
    column: 'recordId',
    where: `c."noun" = '${of}'`,
  });
  const linked: Readonly<Record<string, readonly string[]>> = {
    Device: ['device'],
    DeviceModel: ['model'],
    Vendor: ['vendor'],
    Contract: ['contract'],
    ProcurementCase: ['procurement'],
  };
  const signed: Readonly<Record<string, string>> = {
    Assessment: 'checklist',
    RiskException: 'exception',
    ProcurementCase: 'procurement',
  };
  return [
    ...(linked[table] ?? []).map((of) => noun(of, 'DocumentLink')),
    ...(signed[table] === undefined ? [] : [noun(signed[table], 'SignOff')]),
    ...(table === 'Obligation' ? [{ table: 'RiskException', column: 'obligationId', where: 'TRUE' }] : []),
    ...(table === 'OwnMilestone' ? [{ table: 'Milestone', column: 'kind', where: 'TRUE' }] : []),
    ...(table === 'Vendor' || table === 'DeviceModel'
      ? [{ table: 'MergedRecord', column: 'intoId', where: 'TRUE' }]
      : []),
  ];
}

const LOCKING = { checklist: 'Assessment', exception: 'RiskException', procurement: 'ProcurementCase' } as const;

/** The records that people sign to which a row belongs. */
function lockedBy(sql: SqlConnection, table: string, row: Row): { noun: keyof typeof LOCKING; id: string }[] {
  const one = (noun: keyof typeof LOCKING, id: unknown) => (typeof id === 'string' ? [{ noun, id }] : []);
  const owner = (of: string, column: string, id: unknown) =>
    statement<[string], Row>(sql, `SELECT "${column}" FROM "${of}" WHERE "id" = ?`).get(String(id))?.[column];
  if (table === 'Assessment') return one('checklist', row.id);
  if (table === 'Answer' || table === 'VendorForm') return one('checklist', row.assessmentId);
  if (table === 'AnswerEvidence') return one('checklist', owner('Answer', 'assessmentId', row.answerId));
  if (table === 'RiskException') return one('exception', row.id);
  if (table === 'ExceptionDevice') return one('exception', row.exceptionId);
  if (table === 'ProcurementCase') return one('procurement', row.id);
  if (table === 'Candidate' || table === 'ProcurementMove') return one('procurement', row.caseId);
  if (table === 'CandidateCost' || table === 'DisclosureItem')
    return one('procurement', owner('Candidate', 'caseId', row.candidateId));
  return [];
}
