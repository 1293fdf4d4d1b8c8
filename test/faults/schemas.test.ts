import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findResources } from '../../main/app/resources.ts';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { readMigrations, schemaVersion } from '../../main/data/migrate.ts';
import { makeWorld } from '../support/cases.ts';
import { appOn, copyVault, databaseKeyOf, failureOf, hashesBelow, PASSPHRASE } from '../support/vault.ts';
import { olderVault, recordTables } from './child.ts';
import { figures, PATIENCE } from './figures.ts';

const current = readMigrations(findResources().migrations).length;
/** Numbers of the schemas before today's. */
const RELEASED = Array.from({ length: current - 1 }, (_, n) => n + 1);

let world = '';
beforeAll(async () => {
  const { folder } = await copyVault('file');
  const test = appOn(folder, undefined, 'file');
  await test.client.vault.unlock({ passphrase: PASSPHRASE });
  await makeWorld(test);
  await test.app.close();
  world = folder;
});

async function read<T>(folder: string, look: (sql: SqlConnection) => T): Promise<T> {
  const sql = openSql(join(folder, 'steward.db'), await databaseKeyOf(folder));
  try {
    return look(sql);
  } finally {
    sql.close();
  }
}

/** Columns by table. */
function columnsOf(sql: SqlConnection): Record<string, readonly string[]> {
  const tables = recordTables(sql);
  return Object.fromEntries(
    tables.map((table) => [
      table,
      (sql.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name),
    ]),
  );
}

/** All rows of some columns of some tables. */
function recordsOf(columns: Readonly<Record<string, readonly string[]>>) {
  return (sql: SqlConnection): Record<string, unknown[]> =>
    Object.fromEntries(
      Object.entries(columns).map(([table, names]) => {
        const list = names.map((name) => `"${name}"`).join(', ');
        return [table, sql.prepare(`SELECT ${list} FROM "${table}" ORDER BY 1, 2`).all()];
      }),
    );
}

describe('a vault of an older program', { timeout: PATIENCE }, () => {
  it.each(RELEASED)('of schema %i opens with every row as it was (reliability.md T46)', async (version) => {
    const counted = figures('T46', 'vault of an older schema opened');
    const folder = await olderVault(world, version);
    expect(await read(folder, schemaVersion)).toBe(version);
    const columns = await read(folder, columnsOf);
    const before = await read(world, recordsOf(columns));
    const { client, app } = appOn(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect(await client.vault.verify()).toMatchObject({ ok: true, findings: [] });
    expect((await client.vault.info()).schemaVersion).toBe(current);
    await app.close();
    const after = await read(folder, recordsOf(columns));
    for (const [table, rows] of Object.entries(before)) expect([table, after[table]]).toEqual([table, rows]);
    counted.tried += 1;
    counted.whole += 1;
    counted.rows += Object.values(before).reduce((sum, rows) => sum + rows.length, 0);
  });

  it('of a newer schema is refused, and nothing is touched (reliability.md T46)', async () => {
    const counted = figures('T46', 'vault of a newer schema refused');
    const folder = await olderVault(world, current);
    await read(folder, (sql) => sql.pragma(`user_version = ${current + 1}`));
    // Looking takes the right to look, which leaves an empty file.
    const untouched = () => ({ ...hashesBelow(folder), 'vault.lock': null });
    const before = untouched();
    const refused = await failureOf(appOn(folder).client.vault.unlock({ passphrase: PASSPHRASE }));
    expect(refused).toMatchObject({ code: 'vault_newer', version: current + 1, known: current });
    expect(untouched()).toEqual(before);
    counted.tried += 1;
    counted.reported += 1;
  });
});
