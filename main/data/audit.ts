import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Instant } from '../domain/day.ts';
import { type SqlConnection, statement } from './connection.ts';
import type { AuditHead } from './vault-file.ts';

/** The fields of a record as they were or are; what a list of differences is made from. */
export type RecordFields = Readonly<Record<string, string | number | boolean | null>>;

/** One record that a command changed: only the fields that differ, `before` null for a creation and `after` for a removal. */
export interface RecordChange {
  readonly noun: string;
  readonly recordId: string;
  readonly before: RecordFields | null;
  readonly after: RecordFields | null;
}

export interface AuditInput {
  readonly at: Instant;
  readonly actor: string;
  /** The procedure that was called: `device.update`. */
  readonly action: string;
  readonly summary: RecordFields;
  readonly changes: readonly RecordChange[];
}

interface EntryRow {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly summary: string;
  readonly previousHash: string;
  readonly hash: string;
}
interface ChangeRow {
  readonly noun: string;
  readonly recordId: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The hash before the first entry. */
export const AUDIT_START = '0'.repeat(64);

/** What differs between two states of a record; null when nothing does. */
export function recordChange(
  noun: string,
  recordId: string,
  before: RecordFields | null,
  after: RecordFields | null,
): RecordChange | null {
  if (before === null || after === null) return { noun, recordId, before, after };
  const differing = Object.keys({ ...before, ...after }).filter(
    (key) => (before[key] ?? null) !== (after[key] ?? null),
  );
  if (differing.length === 0) return null;
  const pick = (fields: RecordFields) => Object.fromEntries(differing.map((key) => [key, fields[key] ?? null]));
  return { noun, recordId, before: pick(before), after: pick(after) };
}

/**
 * Writes the row of a command inside its transaction. Each entry's hash covers the one before it, under a key of the vault:
 * an entry cannot be changed, moved or left out without the key (reliability.md 7). Gives its number.
 */
export function appendAudit(sql: SqlConnection, key: Uint8Array, input: AuditInput): number {
  const last = statement<[], Pick<EntryRow, 'seq' | 'hash'>>(
    sql,
    'SELECT "seq", "hash" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1',
  ).get();
  const changes: ChangeRow[] = input.changes.map(({ noun, recordId, before, after }) => ({
    noun,
    recordId,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  }));
  const entry = {
    seq: (last?.seq ?? 0) + 1,
    at: input.at,
    actor: input.actor,
    action: input.action,
    summary: JSON.stringify(input.summary),
    previousHash: last?.hash ?? AUDIT_START,
  };
  statement<unknown[]>(
    sql,
    'INSERT INTO "AuditEntry" ("seq", "at", "actor", "action", "summary", "previousHash", "hash") VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    entry.seq,
    entry.at,
    entry.actor,
    entry.action,
    entry.summary,
    entry.previousHash,
    entryHash(createSecretKey(key), entry, changes),
  );
  const insert = statement<unknown[]>(
    sql,
    'INSERT INTO "AuditChange" ("seq", "noun", "recordId", "before", "after") VALUES (?, ?, ?, ?, ?)',
  );
  for (const change of changes) insert.run(entry.seq, change.noun, change.recordId, change.before, change.after);
  return entry.seq;
}

/** Number of entries and hash of the last, which stands for the whole log. */
export function auditHead(sql: SqlConnection): AuditHead {
  const last = statement<[], Pick<EntryRow, 'seq' | 'hash'>>(
    sql,
    'SELECT "seq", "hash" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1',
  ).get();
  return { entries: last?.seq ?? 0, hash: last?.hash ?? AUDIT_START };
}

/** True when the log holds the entry that a head outside of the database names; the start belongs to every log. */
export function headIsKnown(sql: SqlConnection, head: AuditHead): boolean {
  if (head.entries === 0) return true;
  const row = statement<[number], Pick<EntryRow, 'hash'>>(sql, 'SELECT "hash" FROM "AuditEntry" WHERE "seq" = ?').get(
    head.entries,
  );
  return row?.hash === head.hash;
}

/** What checking a log found out. `where` names the entry: `audit 7`, or `audit 7-9` for several that are not there. */
export interface AuditFinding {
  readonly code:
    | 'audit_entry_missing'
    | 'audit_entry_changed'
    | 'audit_chain_broken'
    | 'audit_tail_missing'
    | 'audit_head_differs';
  readonly where: string;
}

export interface AuditCheck {
  /** The end of the log as somebody knows it from the vault file, a backup or an export. */
  readonly known?: { readonly entries: number; readonly hash: string } | undefined;
  /** Called after each {@link CHECKED_AT_ONCE} entries; waits for it, so that other calls get through. */
  readonly step?: ((done: number, total: number) => Promise<void>) | undefined;
}

/** Entries that are read and checked in one go: some 10 ms. */
const CHECKED_AT_ONCE = 1000;
/** Changes that are held at once. */
const CHANGES_AT_ONCE = 10_000;

/**
 * Walks the chain up to the entry that is the last when it begins, a part at a time, so that neither memory nor other calls
 * suffer from a long log. Names each entry that is missing, moved or changed (reliability.md 7, T57). What was cut off at the
 * end leaves a shorter chain that is whole in itself: only a `known` end shows it.
 */
export async function verifyAudit(
  sql: SqlConnection,
  key: Uint8Array,
  { known, step }: AuditCheck = {},
): Promise<{ entries: number; findings: AuditFinding[] }> {
  const findings: AuditFinding[] = [];
  const total = auditHead(sql).entries;
  // Made once: making it from bytes for each entry takes ten times as long as hashing the entry.
  const hashKey = createSecretKey(key);
  let [expected, previous, entries] = [1, AUDIT_START, 0];
  let knownHash = known?.entries === 0 ? AUDIT_START : null;
  for (;;) {
    const part = readPart(sql, expected - 1, total);
    if (part.length === 0) break;
    const changes = changesOf(sql, part);
    for (const row of part) {
      entries += 1;
      if (row.seq !== expected) findings.push({ code: 'audit_entry_missing', where: span(expected, row.seq - 1) });
      else if (row.previousHash !== previous) findings.push({ code: 'audit_chain_broken', where: span(row.seq) });
      if (row.hash !== entryHash(hashKey, row, changes(row.seq)))
        findings.push({ code: 'audit_entry_changed', where: span(row.seq) });
      if (row.seq === known?.entries) knownHash = row.hash;
      expected = row.seq + 1;
      previous = row.hash;
    }
    await step?.(entries, total);
  }
  if (known && known.entries >= expected) {
    findings.push({ code: 'audit_tail_missing', where: span(expected, known.entries) });
  } else if (known && knownHash !== known.hash) {
    findings.push({ code: 'audit_head_differs', where: span(known.entries) });
  }
  return { entries, findings };
}

function readPart(sql: SqlConnection, after: number, last: number): EntryRow[] {
  return statement<[number, number, number], EntryRow>(
    sql,
    `SELECT "seq", "at", "actor", "action", "summary", "previousHash", "hash" FROM "AuditEntry"
     WHERE "seq" > ? AND "seq" <= ? ORDER BY "seq" LIMIT ?`,
  ).all(after, last, CHECKED_AT_ONCE);
}

/** Gives the changes of each of some entries. An import can have more than fit into memory: those are read one by one. */
function changesOf(sql: SqlConnection, part: readonly EntryRow[]): (seq: number) => Iterable<ChangeRow> {
  const [first, last] = [part[0]?.seq ?? 0, part.at(-1)?.seq ?? 0];
  const few = statement<[number, number, number], ChangeRow & { seq: number }>(
    sql,
    `SELECT "seq", "noun", "recordId", "before", "after" FROM "AuditChange"
     WHERE "seq" BETWEEN ? AND ? ORDER BY "seq", "id" LIMIT ?`,
  ).all(first, last, CHANGES_AT_ONCE);
  if (few.length < CHANGES_AT_ONCE) {
    const bySeq = Map.groupBy(few, ({ seq }) => seq);
    return (seq) => bySeq.get(seq) ?? [];
  }
  const one = statement<[number], ChangeRow>(
    sql,
    'SELECT "noun", "recordId", "before", "after" FROM "AuditChange" WHERE "seq" = ? ORDER BY "id"',
  );
  return (seq) => one.iterate(seq);
}

function span(first: number, last = first): string {
  return first === last ? `audit ${first}` : `audit ${first}-${last}`;
}

/** The hash of an entry over everything that is known of it, as the JSON text of one list. */
function entryHash(key: KeyObject, entry: Omit<EntryRow, 'hash'>, changes: Iterable<ChangeRow>): string {
  const { seq, at, actor, action, summary, previousHash } = entry;
  const hash = createHmac('sha256', key);
  // The list of changes goes in bit by bit: as one text, that of an import of 100,000 rows would take 100 MB.
  hash.update(`${JSON.stringify([seq, at, actor, action, summary, previousHash]).slice(0, -1)},[`);
  let [separator, text] = ['', ''];
  for (const { noun, recordId, before, after } of changes) {
    text += separator + JSON.stringify([noun, recordId, before, after]);
    separator = ',';
    if (text.length > 65_536) {
      hash.update(text);
      text = '';
    }
  }
  return hash.update(`${text}]]`).digest('hex');
}
