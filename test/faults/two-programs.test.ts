import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSql } from '../../main/data/connection.ts';
import { deviceFields } from '../support/builders.ts';
import { appOn, databaseKeyOf, failureOf, PASSPHRASE } from '../support/vault.ts';
import { Child, filledVault } from './child.ts';
import { figures, PATIENCE, rounds } from './figures.ts';
import { look, strayFiles } from './look.ts';

describe('two programs on one vault', { timeout: PATIENCE }, () => {
  it('lose no change when both write at once, and both lock at the end (reliability.md T49)', async () => {
    const counted = figures('T49', 'changes by two programs at once');
    const times = rounds(25, 1000);
    const { folder } = await filledVault('0');
    const programs = [1, 2].map(() => new Child({ kind: 'add', folder, times }));
    await Promise.all(programs.map((program) => program.finished()));
    const seen = await look(folder);
    expect([seen.refused, seen.findings, strayFiles(seen)]).toEqual([null, [], []]);
    const stale = programs.flatMap((program) => program.all('added')).reduce((sum, added) => sum + added.stale, 0);
    counted.tried += 2 * times + stale;
    counted.whole += Number(seen.first);
    counted.reported += stale;
    counted.lost += 2 * times - Number(seen.first);
    counted.rows += 2 * times;
    expect(seen.first).toBe(String(2 * times));
  });

  it('say that the other one holds the vault, and work again when it lets go (reliability.md T49)', async () => {
    const counted = figures('T49', 'another program that does not let go');
    const { folder } = await filledVault();
    const { client, app } = appOn(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    const other = openSql(join(folder, 'steward.db'), await databaseKeyOf(folder));
    other.exec('BEGIN IMMEDIATE');
    const create = () => client.device.create(deviceFields({ assetTag: 'SECOND' }));
    expect((await failureOf(create())).code).toBe('vault_busy');
    expect((await client.device.list({})).total).toBe(31);
    other.exec('COMMIT');
    other.close();
    await create();
    await app.close();
    const seen = await look(folder);
    expect([seen.findings, seen.tags.includes('SECOND'), seen.tags.length]).toEqual([[], true, 32]);
    counted.tried += 1;
    counted.reported += 1;
  });
});
