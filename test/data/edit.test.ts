import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { DATABASE_FILE } from '../../main/data/vault-file.ts';
import { editRuleOf } from '../../main/domain/edit.ts';
import { call, makeWorld, PROCEDURES, type World } from '../support/cases.ts';
import { dump } from '../support/dump.ts';
import { atEnd, databaseKeyOf, openApp } from '../support/vault.ts';

vi.setConfig({ testTimeout: 240_000 });

let world: World;
let sql: SqlConnection;
beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
  sql = openSql(join(world.folder, DATABASE_FILE), await databaseKeyOf(world.folder));
  atEnd('file', () => void sql.close());
});

describe('every command that people edit with', () => {
  const commands = PROCEDURES.filter(({ access, name }) => access === 'command' && editRuleOf(name) === 'step');

  it.each(commands)('$name is taken back and carried out again, row by row (issue 7)', async ({ name, good }) => {
    const input = await good(world);
    const before = dump(sql);
    const known = (await world.client.edit.list({})).total;
    await call(world, name, input);
    const after = dump(sql);
    const { undo } = await world.client.edit.next();
    if ((await world.client.edit.list({})).total === known) {
      expect([name, after]).toEqual([name, before]);
      return;
    }
    expect(undo?.action).toBe(name);
    const { step } = await world.client.edit.undo({});
    expect(step).toMatchObject({ seq: undo?.seq, state: 'undone' });
    expect(dump(sql)).toEqual(before);
    await world.client.edit.redo({});
    expect(dump(sql)).toEqual(after);
  });
});
