import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import { appOn, PASSPHRASE } from '../support/vault.ts';

const desk = new CommandVault();

interface Edited {
  readonly changed: number;
  readonly same: number;
  readonly refused: number;
  readonly rows?: readonly { readonly name: string; readonly changes: readonly object[] }[];
  readonly refusals?: readonly { readonly name: string; readonly reason: string }[];
}

beforeAll(async () => {
  const { client } = appOn(desk.vault, undefined, 'test');
  await client.vault.create({ passphrase: PASSPHRASE, organisation: 'St. Anne' });
  const row = (tag: string, department: string) => `${tag},Maker,Model,${department}`;
  const rows = [row('T-1', 'ICU'), row('T-2', 'ICU'), row('T-3', 'Ward 1')];
  writeFileSync(desk.at('register.csv'), `asset_tag,manufacturer,model,department\n${rows.join('\n')}\n`);
  const view = { page: 'devices' as const, name: 'Intensive care' };
  const address =
    'status=in_service&status=gone&words.department=ICU&sort=-assetTag&columns=assetTag&of=another+version';
  await client.view.create({ ...view, address });
  await client.vault.lock();
});

describe('devices of a saved view, and many at once (cli.md)', () => {
  it('lists a view in its order, with what still fits of it', async () => {
    await desk.document('import', 'devices', desk.at('register.csv'));
    const { total, rows } = await desk.document<{ total: number; rows: { assetTag: string }[] }>(
      ...['devices', 'list', '--view', 'intensive CARE'],
    );
    expect([total, rows.map(({ assetTag }) => assetTag)]).toEqual([2, ['T-2', 'T-1']]);
    expect(await desk.failure('devices', 'list', '--view', 'nothing')).toEqual([4, 'not_found']);
  });

  it('edits the devices of a view, a filter or tags, after a look', async () => {
    const edit = [
      'devices',
      'edit',
      '--view',
      'Intensive care',
      '--set',
      'location=Room 4',
      '--set',
      'in_service_on=2024-05-06',
    ];
    const preview = await desk.document<Edited>(...edit, '--dry-run');
    expect(preview).toMatchObject({ changed: 2, same: 0, refused: 0 });
    expect(preview.rows?.[0]?.changes).toContainEqual({ field: 'location', before: null, after: 'Room 4' });
    const done = await desk.run(...edit, '--json');
    expect([done.exit, done.json<Edited>()]).toEqual([0, { changed: 2, same: 0, refused: 0, refusals: [] }]);
    const tags = ['devices', 'edit', '--tags', 'T-1; T-3', '--clear', 'in_service_on', '--append', 'counted'];
    expect((await desk.run(...tags, '--json')).json<Edited>()).toMatchObject({ changed: 2 });
    expect(await desk.document('devices', 'show', 'T-1')).toMatchObject({
      inServiceOn: null,
      notes: 'counted',
      location: 'Room 4',
    });
    const out = await desk.run('devices', 'edit', '--filter', 'Ward', '--set', 'status=disposed', '--json');
    expect(out.json<Edited>()).toMatchObject({ refused: 1, refusals: [{ name: 'T-3', reason: 'erasure_needed' }] });
  });

  it('asks which devices and what, and writes nothing that does not fit', async () => {
    const edit = (...words: string[]) => desk.failure('devices', 'edit', ...words);
    expect(await edit('--set', 'location=X')).toEqual([2, 'usage', 'option_missing']);
    expect(await edit('--filter', 'T')).toEqual([2, 'usage', 'option_missing']);
    expect(await edit('--filter', 'T', '--set', 'location')).toEqual([2, 'usage', 'not_a_setting']);
    expect(await edit('--filter', 'T', '--set', 'colour=red')).toEqual([2, 'usage', 'not_a_choice']);
    expect(await edit('--filter', 'T', '--set', 'in_service_on=soon')).toEqual([4, 'input_refused', 'invalid']);
    expect(await edit('--filter', 'T', '--set', 'contract_number=C-9')).toEqual([4, 'not_found']);
  });
});
