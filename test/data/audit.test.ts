import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../main/data/audit.ts';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { openSlot, readKeyFile } from '../../main/data/key-file.ts';
import { deriveSubkey } from '../../main/data/keys.ts';
import { deviceFields } from '../support/builders.ts';
import { appOn, copyVault, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';

const TRIGGERS = ['AuditEntry_no_update', 'AuditEntry_no_delete', 'AuditChange_no_update', 'AuditChange_no_delete'];

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly summary: string;
}

/** Rebuilds the hashes of the whole log under a key that is not the vault's, as somebody would who knows how it is made. */
function rechain(sql: SqlConnection): void {
  const key = randomBytes(32);
  let previous = '0'.repeat(64);
  for (const row of sql.prepare<[], Row>('SELECT * FROM "AuditEntry" ORDER BY "seq"').all()) {
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

const FORGERIES: readonly (readonly [string, (sql: SqlConnection) => void, string])[] = [
  [
    'an entry was edited',
    (sql) => sql.exec(`UPDATE "AuditEntry" SET "actor" = 'Nobody' WHERE "seq" = 3`),
    'audit_entry_changed',
  ],
  [
    'the time of an entry was edited',
    (sql) => sql.exec(`UPDATE "AuditEntry" SET "at" = '2020-01-01T00:00:00.000Z' WHERE "seq" = 3`),
    'audit_entry_changed',
  ],
  [
    'a change was edited',
    (sql) => sql.exec(`UPDATE "AuditChange" SET "after" = '{}' WHERE "seq" = 3`),
    'audit_entry_changed',
  ],
  ['a change was taken out', (sql) => sql.exec('DELETE FROM "AuditChange" WHERE "seq" = 3'), 'audit_entry_changed'],
  [
    'a change was put in',
    (sql) => sql.exec(`INSERT INTO "AuditChange" ("seq", "noun", "recordId") VALUES (3, 'device', 'x')`),
    'audit_entry_changed',
  ],
  [
    'an entry in the middle was deleted',
    (sql) => sql.exec('DELETE FROM "AuditChange" WHERE "seq" = 3; DELETE FROM "AuditEntry" WHERE "seq" = 3'),
    'audit_entry_missing',
  ],
  [
    'the first entry was deleted',
    (sql) => sql.exec('DELETE FROM "AuditChange" WHERE "seq" = 1; DELETE FROM "AuditEntry" WHERE "seq" = 1'),
    'audit_entry_missing',
  ],
  [
    'an entry was put at the end',
    (sql) =>
      sql.exec(
        `INSERT INTO "AuditEntry" SELECT 7, "at", "actor", 'device.update', "summary", "hash", '${'a'.repeat(64)}' FROM "AuditEntry" WHERE "seq" = 6`,
      ),
    'audit_entry_changed',
  ],
  [
    'two entries changed places',
    (sql) =>
      sql.exec(`UPDATE "AuditEntry" SET "seq" = 99 WHERE "seq" = 3; UPDATE "AuditEntry" SET "seq" = 3 WHERE "seq" = 4;
        UPDATE "AuditEntry" SET "seq" = 4 WHERE "seq" = 99`),
    'audit_entry_changed',
  ],
  [
    'a gap was closed by counting anew',
    (sql) =>
      sql.exec(`DELETE FROM "AuditChange" WHERE "seq" = 3; DELETE FROM "AuditEntry" WHERE "seq" = 3;
        UPDATE "AuditEntry" SET "seq" = "seq" - 1 WHERE "seq" > 3; UPDATE "AuditChange" SET "seq" = "seq" - 1 WHERE "seq" > 3`),
    'audit_chain_broken',
  ],
  ['the whole log was hashed anew under another key', rechain, 'audit_entry_changed'],
];

describe('the audit log', () => {
  let folder = '';
  let dataKey: Uint8Array = new Uint8Array();
  beforeAll(async () => {
    const copy = await copyVault('file');
    folder = copy.folder;
    const { client, app } = appOn(folder, undefined, 'file');
    await client.vault.unlock({ passphrase: PASSPHRASE });
    for (let n = 0; n < 4; n += 1) await client.device.create(deviceFields({ assetTag: `T-${n}` }));
    await app.close();
    ({ dataKey } = await openSlot(readKeyFile(folder), 'passphrase', PASSPHRASE));
  });

  /** What checking finds after somebody with the key worked on the log behind the program's back; all is undone after. */
  function findingsAfter(forge: (sql: SqlConnection) => void): string[] {
    const sql = openSql(join(folder, 'steward.db'), dataKey);
    try {
      sql.pragma('foreign_keys = OFF');
      sql.exec('BEGIN');
      for (const trigger of TRIGGERS) sql.exec(`DROP TRIGGER "${trigger}"`);
      forge(sql);
      return verifyAudit(sql, deriveSubkey(dataKey, 'audit')).findings.map(({ code }) => code);
    } finally {
      sql.exec('ROLLBACK');
      sql.close();
    }
  }

  it('is whole when nobody touched it (reliability.md T57)', () => {
    expect(findingsAfter(() => undefined)).toEqual([]);
  });

  it.each(FORGERIES)('shows when %s (reliability.md 7, T57)', (_what, forge, code) => {
    expect(findingsAfter(forge)).toContain(code);
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

async function forgeBehind(client: TestApp['client'], folder: string): Promise<void> {
  const { dataKey } = await openSlot(readKeyFile(folder), 'passphrase', PASSPHRASE);
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
