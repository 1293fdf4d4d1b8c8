import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AuditCheck, appendAudit, auditHead, verifyAudit } from '../../main/data/audit.ts';
import { type DatabaseKey, openSql, type SqlConnection } from '../../main/data/connection.ts';
import type { Instant } from '../../main/domain/day.ts';
import { deviceFields } from '../support/builders.ts';
import { appOn, auditKeyIn, copyVault, databaseKeyOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';

const TRIGGERS = ['AuditEntry_no_update', 'AuditEntry_no_delete', 'AuditChange_no_update', 'AuditChange_no_delete'];

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly summary: string;
}

/** Rebuilds the hashes of the log, from an entry on, under a key that is not the vault's, as somebody would who knows how it is made. */
function rechain(sql: SqlConnection, from = 1): void {
  const key = randomBytes(32);
  let previous =
    sql.prepare<[number], { hash: string }>('SELECT "hash" FROM "AuditEntry" WHERE "seq" = ?').get(from - 1)?.hash ??
    '0'.repeat(64);
  for (const row of sql
    .prepare<[number], Row>('SELECT * FROM "AuditEntry" WHERE "seq" >= ? ORDER BY "seq"')
    .all(from)) {
    const changes = sql
      .prepare<[number], Record<string, string>>(
        'SELECT "noun", "recordId", "before", "after" FROM "AuditChange" WHERE "seq" = ?',
      )
      .all(row.seq)
      .map(({ noun, recordId, before, after }) => [noun, recordId, before, after]);
    const text = JSON.stringify([row.seq, row.at, row.actor, row.action, row.summary, previous, changes]);
    const hash = createHmac('sha256', key).update(text).digest('hex');
    sql.prepare('UPDATE "AuditEntry" SET "previousHash" = ?, "hash" = ? WHERE "seq" = ?').run(previous, hash, row.seq);
    previous = hash;
  }
}

/** What somebody with the data key could do behind the program's back, and what checking says of it. */
const FORGERIES: readonly (readonly [
  what: string,
  forge: (sql: SqlConnection) => void,
  code: string,
  where: string,
])[] = [
  [
    'an entry was edited',
    (sql) => sql.exec(`UPDATE "AuditEntry" SET "actor" = 'Nobody' WHERE "seq" = 3`),
    'audit_entry_changed',
    'audit 3',
  ],
  [
    'the time of an entry was edited',
    (sql) => sql.exec(`UPDATE "AuditEntry" SET "at" = '2020-01-01T00:00:00.000Z' WHERE "seq" = 3`),
    'audit_entry_changed',
    'audit 3',
  ],
  [
    'a change was edited',
    (sql) => sql.exec(`UPDATE "AuditChange" SET "after" = '{}' WHERE "seq" = 3`),
    'audit_entry_changed',
    'audit 3',
  ],
  [
    'a change was taken out',
    (sql) => sql.exec('DELETE FROM "AuditChange" WHERE "seq" = 3'),
    'audit_entry_changed',
    'audit 3',
  ],
  [
    'a change was put in',
    (sql) => sql.exec(`INSERT INTO "AuditChange" ("seq", "noun", "recordId") VALUES (3, 'device', 'x')`),
    'audit_entry_changed',
    'audit 3',
  ],
  [
    'an entry in the middle was deleted',
    (sql) => sql.exec('DELETE FROM "AuditChange" WHERE "seq" = 3; DELETE FROM "AuditEntry" WHERE "seq" = 3'),
    'audit_entry_missing',
    'audit 3',
  ],
  [
    'the first entry was deleted',
    (sql) => sql.exec('DELETE FROM "AuditChange" WHERE "seq" = 1; DELETE FROM "AuditEntry" WHERE "seq" = 1'),
    'audit_entry_missing',
    'audit 1',
  ],
  [
    'an entry was put at the end',
    (sql) =>
      sql.exec(
        `INSERT INTO "AuditEntry" SELECT 7, "at", "actor", 'device.update', "summary", "hash", '${'a'.repeat(64)}' FROM "AuditEntry" WHERE "seq" = 6`,
      ),
    'audit_entry_changed',
    'audit 7',
  ],
  [
    'two entries changed places',
    (sql) =>
      sql.exec(`UPDATE "AuditEntry" SET "seq" = 99 WHERE "seq" = 3; UPDATE "AuditEntry" SET "seq" = 3 WHERE "seq" = 4;
        UPDATE "AuditEntry" SET "seq" = 4 WHERE "seq" = 99`),
    'audit_entry_changed',
    'audit 3',
  ],
  [
    'a gap was closed by counting anew',
    (sql) =>
      sql.exec(`DELETE FROM "AuditChange" WHERE "seq" = 3; DELETE FROM "AuditEntry" WHERE "seq" = 3;
        UPDATE "AuditEntry" SET "seq" = "seq" - 1 WHERE "seq" > 3; UPDATE "AuditChange" SET "seq" = "seq" - 1 WHERE "seq" > 3`),
    'audit_chain_broken',
    'audit 3',
  ],
  ['the whole log was hashed anew under another key', rechain, 'audit_entry_changed', 'audit 1'],
  [
    'several entries in the middle were deleted',
    (sql) =>
      sql.exec(
        'DELETE FROM "AuditChange" WHERE "seq" BETWEEN 3 AND 5; DELETE FROM "AuditEntry" WHERE "seq" BETWEEN 3 AND 5',
      ),
    'audit_entry_missing',
    'audit 3-5',
  ],
  [
    'an entry was put into the middle and the later ones counted on',
    (sql) =>
      sql.exec(`UPDATE "AuditEntry" SET "seq" = -"seq" - 1 WHERE "seq" > 3; UPDATE "AuditEntry" SET "seq" = -"seq" WHERE "seq" < 0;
        UPDATE "AuditChange" SET "seq" = "seq" + 1 WHERE "seq" > 3;
        INSERT INTO "AuditEntry" SELECT 4, "at", 'Nobody', "action", "summary", "hash", '${'b'.repeat(64)}' FROM "AuditEntry" WHERE "seq" = 3`),
    'audit_entry_changed',
    'audit 4',
  ],
  [
    'the tail was hashed anew under another key after an edit',
    (sql) => {
      sql.exec(`UPDATE "AuditEntry" SET "actor" = 'Nobody' WHERE "seq" = 4`);
      rechain(sql, 4);
    },
    'audit_entry_changed',
    'audit 4',
  ],
  [
    'the changes of two entries were swapped',
    (sql) =>
      sql.exec(`UPDATE "AuditChange" SET "seq" = 99 WHERE "seq" = 3; UPDATE "AuditChange" SET "seq" = 3 WHERE "seq" = 4;
        UPDATE "AuditChange" SET "seq" = 4 WHERE "seq" = 99`),
    'audit_entry_changed',
    'audit 3',
  ],
];

describe('the audit log', () => {
  let folder = '';
  let dataKey: DatabaseKey = { cipher: 'sqlcipher', bytes: new Uint8Array() };
  beforeAll(async () => {
    const copy = await copyVault('file');
    folder = copy.folder;
    const { client, app } = appOn(folder, undefined, 'file');
    await client.vault.unlock({ passphrase: PASSPHRASE });
    for (let n = 0; n < 4; n += 1) await client.device.create(deviceFields({ assetTag: `T-${n}` }));
    await app.close();
    dataKey = await databaseKeyOf(folder);
  });

  /** What checking finds after somebody with the key worked on the log behind the program's back; all is undone after. */
  async function check(forge: (sql: SqlConnection) => void, how: AuditCheck = {}) {
    const sql = openSql(join(folder, 'steward.db'), dataKey);
    try {
      sql.pragma('foreign_keys = OFF');
      sql.exec('BEGIN');
      for (const trigger of TRIGGERS) sql.exec(`DROP TRIGGER "${trigger}"`);
      forge(sql);
      return await verifyAudit(sql, auditKeyIn(folder, dataKey), how);
    } finally {
      sql.exec('ROLLBACK');
      sql.close();
    }
  }

  /** The end of the log as it is. */
  function head() {
    const sql = openSql(join(folder, 'steward.db'), dataKey);
    const known = auditHead(sql);
    sql.close();
    return known;
  }

  it('is whole when nobody touched it (reliability.md T57)', async () => {
    expect(await check(() => undefined, { known: head() })).toEqual({ entries: 6, findings: [] });
  });

  it.each(FORGERIES)('shows when %s, and names the row (reliability.md 7, T57)', async (_what, forge, code, where) => {
    expect((await check(forge)).findings).toContainEqual({ code, where });
  });

  it('shows a tail that was cut off to whoever knows how long it was (reliability.md T57)', async () => {
    const known = head();
    const cut = (sql: SqlConnection) =>
      sql.exec('DELETE FROM "AuditChange" WHERE "seq" > 4; DELETE FROM "AuditEntry" WHERE "seq" > 4');
    expect((await check(cut)).findings).toEqual([]);
    expect(await check(cut, { known })).toEqual({
      entries: 4,
      findings: [{ code: 'audit_tail_missing', where: 'audit 5-6' }],
    });
    const emptied = await check((sql) => sql.exec('DELETE FROM "AuditChange"; DELETE FROM "AuditEntry"'), { known });
    expect(emptied).toEqual({ entries: 0, findings: [{ code: 'audit_tail_missing', where: 'audit 1-6' }] });
  });

  it('goes on after the known end, and shows when another entry stands in its place (reliability.md 7)', async () => {
    const { hash } = head();
    const before = await check(() => undefined, { known: { entries: 0, hash: '0'.repeat(64) } });
    expect(before.findings).toEqual([]);
    const other = await check(() => undefined, { known: { entries: 5, hash } });
    expect(other.findings).toEqual([{ code: 'audit_head_differs', where: 'audit 5' }]);
  });

  it('is checked in steps: between them others write, and what they add is not looked at (design.md 4)', async () => {
    const sql = openSql(join(folder, 'steward.db'), dataKey);
    const key = auditKeyIn(folder, dataKey);
    const entry = { at: '2026-11-21T10:00:00.000Z' as Instant, actor: 'A', action: 'device.update', summary: {} };
    const many = Array.from({ length: 12_000 }, (_, n) => ({
      noun: 'device',
      recordId: `record ${n}`,
      before: null,
      after: { assetTag: `T-${n}` },
    }));
    try {
      sql.exec('BEGIN');
      for (let n = 0; n < 2000; n += 1) appendAudit(sql, key, { ...entry, changes: n === 1500 ? many : [] });
      const steps: number[] = [];
      const { entries, findings } = await verifyAudit(sql, key, {
        known: auditHead(sql),
        step: async (done, total) => {
          steps.push(done, total);
          appendAudit(sql, key, { ...entry, changes: [] });
        },
      });
      expect([entries, findings, steps]).toEqual([2006, [], [1000, 2006, 2000, 2006, 2006, 2006]]);
      sql.exec(
        `DROP TRIGGER "AuditChange_no_update"; UPDATE "AuditChange" SET "after" = '{}' WHERE "recordId" = 'record 9999'`,
      );
      expect((await verifyAudit(sql, key)).findings).toEqual([{ code: 'audit_entry_changed', where: 'audit 1507' }]);
    } finally {
      sql.exec('ROLLBACK');
      sql.close();
    }
  });

  it('lets nobody change or remove a row without taking its guards away first (reliability.md 7)', () => {
    const sql = openSql(join(folder, 'steward.db'), dataKey);
    try {
      for (const text of [
        `UPDATE "AuditEntry" SET "actor" = 'x'`,
        'DELETE FROM "AuditEntry"',
        `UPDATE "AuditChange" SET "after" = 'x'`,
        'DELETE FROM "AuditChange"',
      ]) {
        expect(() => sql.exec(text)).toThrow(/audit (entries|changes) are never/);
      }
    } finally {
      sql.close();
    }
  });

  it('is checked by the program, with the references and every page (main/contract/vault.ts verify)', async () => {
    const { client, folder: own } = await openApp();
    await client.device.create(deviceFields());
    expect(await client.vault.verify()).toMatchObject({ ok: true, findings: [] });
    await forgeBehind(client, own);
    const { ok, findings } = await client.vault.verify();
    expect(ok).toBe(false);
    expect(findings.map(({ code }) => code).sort()).toEqual(['audit_entry_changed', 'reference_broken']);
  });
});

describe('a sound vault', () => {
  it('is called sound also when somebody searched before others wrote (main/data/integrity.ts)', async () => {
    const { client } = await openApp();
    // Enough writes for the full-text index to be packed anew in between.
    for (let n = 0; n < 60; n += 1) {
      await client.device.create(deviceFields({ assetTag: `N-${n}` }));
      if (n === 30) await client.device.list({ filter: { search: 'norvia' } });
    }
    expect(await client.vault.verify()).toMatchObject({ ok: true, findings: [] });
  });
});

async function forgeBehind(client: TestApp['client'], folder: string): Promise<void> {
  const dataKey = await databaseKeyOf(folder);
  const sql = openSql(join(folder, 'steward.db'), dataKey);
  try {
    sql.pragma('foreign_keys = OFF');
    sql.exec(`DROP TRIGGER "AuditEntry_no_update"; UPDATE "AuditEntry" SET "actor" = 'x' WHERE "seq" = 1`);
    sql.exec(`UPDATE "Device" SET "modelId" = 'nowhere'`);
  } finally {
    sql.close();
  }
  expect((await client.vault.status()).state).toBe('unlocked');
}
