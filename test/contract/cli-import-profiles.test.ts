import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';

const desk = new CommandVault();
const MAPPING = { 'Nummer X': 'asset_tag', 'Maker X': 'manufacturer', 'Typ X': 'model', 'Wo X': 'department' };
const HEAD = Object.keys(MAPPING).join(';');

function file(name: string, ...lines: readonly string[]): string {
  writeFileSync(desk.at(name), `${[HEAD, ...lines].join('\n')}\n`);
  return desk.at(name);
}

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
  writeFileSync(desk.at('mapping.json'), JSON.stringify(MAPPING));
});

describe('import profiles (cli.md)', () => {
  it('keep how a source is read; its next file is read by it, which is told', async () => {
    const mapped = ['--mapping', desk.at('mapping.json'), '--match', 'serial', '--save-profile', 'Old register'];
    const first = await desk.run('import', 'devices', file('one.csv', 'X-1;Maker;Typ;ICU'), ...mapped, '--json');
    expect([first.exit, first.json()]).toMatchObject([0, { created: 1 }]);
    expect(first.err).toContain('Profile "Old register" was saved.');
    const { profiles } = await desk.document<{ profiles: object[] }>('import', 'profiles');
    expect(profiles).toMatchObject([{ name: 'Old register', noun: 'devices', options: { match: 'serial' } }]);
    const next = await desk.run('import', 'devices', file('two.csv', 'X-2;Maker;Typ;ICU'), '--json');
    expect(next.json()).toMatchObject({ read: 1, created: 1 });
    expect(next.err).toContain('Read by the profile "Old register"');
    const named = await desk.document('import', 'devices', desk.at('two.csv'), '--profile', 'OLD REGISTER');
    expect(named).toMatchObject({ read: 1, unchanged: 1 });
    expect(await desk.failure('import', 'devices', desk.at('two.csv'), '--profile', 'none')).toEqual([4, 'not_found']);
  });

  it('give the whole file back with what became of each row', async () => {
    const path = file('three.csv', 'X-1;Maker;Typ;OR', 'X-3;;Typ;ICU', 'X-1;Maker;Typ;OR', 'X-1;Maker;Other;OR');
    const result = desk.at('result.csv');
    const look = await desk.run('import', 'devices', path, '--match', 'tag', '--result', result, '--dry-run', '--json');
    expect([look.exit, look.err]).toEqual([0, expect.stringContaining('signed by')]);
    const lines = readFileSync(result, 'utf8').trim().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(';').slice(5, 7).join(' '))).toEqual([
      '"Changed" "X-1"',
      '"Not taken" ',
      '"Unchanged" "X-1"',
      '"Not taken" ',
    ]);
    expect(await desk.failure('import', 'devices', path, '--result', result)).toEqual([4, 'file_exists']);
  });
});
