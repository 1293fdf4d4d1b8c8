import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDevice, contractFields } from '../support/builders.ts';
import { CommandVault } from '../support/cli-vault.ts';
import { openApp } from '../support/vault.ts';

const AS_OF = ['--as-of', '2026-11-21'];

interface Listed {
  readonly asOf: string;
  readonly open: number;
  readonly quiet: number;
  readonly rows: readonly {
    readonly key: string;
    readonly kind: string;
    readonly by: string;
    readonly devices: number;
  }[];
}

let desk: CommandVault;

beforeAll(async () => {
  const { app, client, folder } = await openApp('file');
  await addDevice(client, { device: { assetTag: 'M-1', model: 'CM-40' }, endsOn: '2027-12-31' });
  await addDevice(client, { device: { assetTag: 'A-1', manufacturer: 'Labtron', model: 'Analyser' } });
  await client.contract.create(contractFields());
  const { rows } = await client.alert.list({});
  const chosen = (kind: string) => rows.flatMap((row) => (row.kind === kind ? [{ key: row.key, revision: 0 }] : []));
  await client.alert.acknowledge({ alerts: chosen('ask_vendor'), reason: 'letter sent' });
  await client.alert.assign({ alerts: chosen('contract_notice'), assignee: 'Marta Reis' });
  await app.close();
  desk = new CommandVault(join(folder, '..'), 'vault');
});

describe('alerts list', () => {
  it('gives what needs a decision with keys, days and devices', async () => {
    const { asOf, open, quiet, rows } = await desk.document<Listed>('alerts', 'list', ...AS_OF);
    expect([asOf, open, quiet]).toEqual(['2026-11-21', 2, 1]);
    expect(rows).toMatchObject([
      { kind: 'contract_notice', by: '2026-12-02', contract: 'C-101', assignee: 'Marta Reis', state: 'open', back: [] },
      {
        kind: 'start_replacement',
        by: '2026-12-31',
        devices: 1,
        assetTag: 'M-1',
        endsOn: '2027-12-31',
        precision: 'day',
      },
    ]);
    for (const { key, kind } of rows) expect(key.startsWith(`${kind}|`)).toBe(true);
  });

  it('gives what was set aside, and what was given to somebody', async () => {
    const quiet = await desk.document<Listed>('alerts', 'list', '--quiet', ...AS_OF);
    expect(quiet.rows).toMatchObject([
      { kind: 'ask_vendor', state: 'acknowledged', reason: 'letter sent', decidedBy: 'Administrator' },
    ]);
    const { rows } = await desk.document<Listed>('alerts', 'list', '--assignee', 'Marta Reis', ...AS_OF);
    expect(rows.map(({ kind }) => kind)).toEqual(['contract_notice']);
  });

  it('shows a table to people', async () => {
    const { out, exit } = await desk.run('alerts', 'list', ...AS_OF);
    expect(exit).toBe(0);
    expect(out).toContain('C-101');
    expect(out).toContain('2 open, 1 quiet');
  });
});
