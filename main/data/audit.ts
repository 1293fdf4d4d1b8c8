import { createHmac } from 'node:crypto';
import type { Instant } from '../domain/day.ts';
import { type SqlConnection, statement } from './connection.ts';

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
 * an entry cannot be changed, moved or left out without the key (reliability.md 7).
 */
export function appendAudit(sql: SqlConnection, key: Uint8Array, input: AuditInput): void {
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
    entryHash(key, entry, changes),
  );
  const insert = statement<unknown[]>(
    sql,
    'INSERT INTO "AuditChange" ("seq", "noun", "recordId", "before", "after") VALUES (?, ?, ?, ?, ?)',
  );
  for (const change of changes) insert.run(entry.seq, change.noun, change.recordId, change.before, change.after);
}

/** Number of entries and hash of the last, which stands for the whole log. */
export function auditHead(sql: SqlConnection): { entries: number; head: string } {
  const last = statement<[], Pick<EntryRow, 'seq' | 'hash'>>(
    sql,
    'SELECT "seq", "hash" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1',
  ).get();
  return { entries: last?.seq ?? 0, head: last?.hash ?? AUDIT_START };
}

/** Walks the whole chain. Returns a finding for each entry that is missing, moved or changed, naming its number. */
export function verifyAudit(
  sql: SqlConnection,
  key: Uint8Array,
): { entries: number; findings: { code: string; where: string }[] } {
  const findings: { code: string; where: string }[] = [];
  const changesOf = statement<[number], ChangeRow>(
    sql,
    'SELECT "noun", "recordId", "before", "after" FROM "AuditChange" WHERE "seq" = ? ORDER BY "id"',
  );
  let [expected, previous, entries] = [1, AUDIT_START, 0];
  const rows = statement<[], EntryRow>(
    sql,
    'SELECT "seq", "at", "actor", "action", "summary", "previousHash", "hash" FROM "AuditEntry" ORDER BY "seq"',
  ).all();
  for (const row of rows) {
    entries += 1;
    if (row.seq !== expected) findings.push({ code: 'audit_entry_missing', where: `audit ${expected}` });
    else if (row.previousHash !== previous) findings.push({ code: 'audit_chain_broken', where: `audit ${row.seq}` });
    if (row.hash !== entryHash(key, row, changesOf.all(row.seq)))
      findings.push({ code: 'audit_entry_changed', where: `audit ${row.seq}` });
    expected = row.seq + 1;
    previous = row.hash;
  }
  return { entries, findings };
}

function entryHash(key: Uint8Array, entry: Omit<EntryRow, 'hash'>, changes: readonly ChangeRow[]): string {
  const { seq, at, actor, action, summary, previousHash } = entry;
  const text = JSON.stringify([
    seq,
    at,
    actor,
    action,
    summary,
    previousHash,
    changes.map(({ noun, recordId, before, after }) => [noun, recordId, before, after]),
  ]);
  return createHmac('sha256', key).update(text).digest('hex');
}
