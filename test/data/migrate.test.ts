import { cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findResources } from '../../main/app/resources.ts';
import { testBackup } from '../../main/data/backup.ts';
import { openSql } from '../../main/data/connection.ts';
import { migrate, readMigrations, schemaVersion } from '../../main/data/migrate.ts';
import { openVault, type VaultIdentity } from '../../main/data/vault.ts';
import { AppError } from '../../main/domain/error.ts';
import { deviceFields } from '../support/builders.ts';
import {
  appOn,
  copyVault,
  databaseKeyOf,
  failureOf,
  hashesBelow,
  identityOf,
  PASSPHRASE,
  PROOF,
  temporaryFolder,
} from '../support/vault.ts';

const WITH_PASSPHRASE = { passphrase: PASSPHRASE };

/** The program's migrations and one more, as the next release would bring them. */
function nextRelease(folder: string, sql: string): VaultIdentity {
  const migrations = join(temporaryFolder(), 'migrations');
  cpSync(findResources().migrations, migrations, { recursive: true });
  const number = readMigrations(migrations).length + 1;
  const added = join(migrations, `${String(number).padStart(4, '0')}_next`);
  mkdirSync(added);
  writeFileSync(join(added, 'migration.sql'), sql);
  return { ...identityOf(folder), migrations: readMigrations(migrations) };
}

/** A vault of today's release with one device in it, locked. */
async function filledVault(): Promise<string> {
  const { folder } = await copyVault();
  const { client, app } = appOn(folder);
  await client.vault.unlock(WITH_PASSPHRASE);
  await client.device.create(deviceFields({ assetTag: 'KEPT' }));
  await app.close();
  return folder;
}

const current = readMigrations(findResources().migrations).length;

describe('a vault of an older program', () => {
  it('is brought up to date after a whole, encrypted copy was laid aside (reliability.md T46)', async () => {
    const folder = await filledVault();
    const next = nextRelease(
      folder,
      'CREATE TABLE "Added" ("id" TEXT PRIMARY KEY); INSERT INTO "Added" SELECT "id" FROM "Device";',
    );
    const vault = await openVault(next, PROOF, {});
    expect(await vault.reader.prisma.device.count()).toBe(1);
    expect(vault.reader.sql.prepare('SELECT count(*) AS n FROM "Added"').get()).toEqual({ n: 1n });
    expect(schemaVersion(vault.reader.sql)).toBe(current + 1);
    await vault.close();
    const [copy = '', ...others] = readdirSync(join(folder, 'backups')).sort();
    expect(others).toEqual([]);
    expect(copy).toMatch(
      new RegExp(`^medsteward-20261121T100000Z-[0-9a-z]{8}-before-schema-${current + 1}\\.medsteward-backup$`),
    );
    const path = join(folder, 'backups', copy);
    expect([statSync(path).mode & 0o777, statSync(join(folder, 'backups')).mode & 0o777]).toEqual([0o600, 0o700]);
    const dataKey = await databaseKeyOf(folder);
    const restored = join(temporaryFolder(), 'restored.db');
    await testBackup(path, dataKey.bytes, restored, readMigrations(findResources().migrations), async () => {}, true);
    const old = openSql(restored, dataKey);
    expect(schemaVersion(old)).toBe(current);
    expect(old.prepare('SELECT "assetTag" FROM "Device"').get()).toEqual({ assetTag: 'KEPT' });
    old.close();
    const today = appOn(folder).client.vault.unlock(WITH_PASSPHRASE);
    expect(await failureOf(today)).toMatchObject({ code: 'vault_newer', version: current + 1, known: current });
  });

  it.each([
    ['does not parse', 'CREATE TABLE "Half" ("id" TEXT); CREATE NONSENSE;'],
    ['breaks a reference', 'CREATE TABLE "Half" ("id" TEXT); UPDATE "Device" SET "modelId" = \'nowhere\';'],
    ['loses its table on the way', 'DROP TABLE "DeviceListing"; ALTER TABLE "Missing" RENAME TO "Other";'],
  ])('keeps its schema and its data when a migration %s (reliability.md T05, T46)', async (_how, sql) => {
    const folder = await filledVault();
    await expect(openVault(nextRelease(folder, sql), PROOF, {})).rejects.toThrow();
    const { client } = appOn(folder);
    await client.vault.unlock(WITH_PASSPHRASE);
    expect((await client.device.list({})).rows.map(({ assetTag }) => assetTag)).toEqual(['KEPT']);
    expect(await client.vault.verify()).toMatchObject({ ok: true });
    expect((await client.vault.info()).schemaVersion).toBe(current);
    expect(readdirSync(join(folder, 'backups')).sort()).toHaveLength(1);
  });

  it('is not touched when an applied migration is not the one that we know (reliability.md T46)', async () => {
    const folder = await filledVault();
    const identity = nextRelease(folder, 'CREATE TABLE "Added" ("id" TEXT);');
    const changed = identity.migrations.map((one) => (one.number === 1 ? { ...one, sha256: 'f'.repeat(64) } : one));
    const before = hashesBelow(folder);
    expect(await failureOf(openVault({ ...identity, migrations: changed }, PROOF, {}))).toMatchObject({
      code: 'vault_damaged',
      how: 'foreign_schema',
    });
    expect(hashesBelow(folder)).toEqual(before);
  });
});

describe('the migrations', () => {
  it('are refused when one is missing between two (main/data/migrate.ts)', () => {
    const folder = temporaryFolder();
    for (const name of ['0001_first', '0003_third']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'migration.sql'), '');
    }
    expect(() => readMigrations(folder)).toThrow(/migration 2 is missing/);
  });

  it('that are there already are not applied again (main/data/migrate.ts)', () => {
    const path = join(temporaryFolder(), 'one.db');
    const sql = openSql(path, { cipher: 'sqlcipher', bytes: new Uint8Array(32).fill(7) }, { create: true });
    const migrations = readMigrations(findResources().migrations);
    expect([migrate(sql, migrations, '2026-11-21T10:00:00.000Z'), migrate(sql, migrations, 'later')]).toEqual([
      current,
      0,
    ]);
    expect(() => migrate(sql, [], 'later')).toThrow(AppError);
    sql.close();
  });
});
