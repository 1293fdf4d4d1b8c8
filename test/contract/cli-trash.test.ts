import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';

const desk = new CommandVault();
const REGISTER = 'asset_tag,manufacturer,model\nT-1,Maker,Ray\nT-2,Maker,Ray\n';

interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}
const list = <Row>(...words: string[]) => desk.document<Page<Row>>(...words);

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
  writeFileSync(desk.at('register.csv'), REGISTER);
  await desk.document('import', 'devices', desk.at('register.csv'));
});

it('removes devices and restores them', async () => {
  const dry = await desk.document<{ removable: object[] }>('devices', 'remove', 'T-1', '--dry-run');
  expect(dry.removable).toMatchObject([{ title: 'T-1, Ray' }]);
  expect(await desk.document('devices', 'remove', 'T-1', 'T-2')).toMatchObject({ removed: 2 });
  expect((await list('devices', 'list')).total).toBe(0);
  const { rows } = await list<{ id: string; title: string; noun: string }>('trash', 'list');
  expect(rows.map(({ title, noun }) => [noun, title]).sort()).toEqual([
    ['device', 'T-1, Ray'],
    ['device', 'T-2, Ray'],
  ]);
  const restored = await desk.document('trash', 'restore', ...rows.map(({ id }) => id));
  expect(restored).toMatchObject({ leftOut: 0, restored: [{}, {}] });
  expect((await list('devices', 'list')).total).toBe(2);
  expect(await desk.failure('devices', 'remove', 'T-9')).toEqual([4, 'not_found']);
});

it('keeps a file with a device, once, gives it out again, and keeps the device that it lies with removable', async () => {
  const letter = desk.at('Norvia end of support letter 2026-03-31.txt');
  writeFileSync(letter, 'We announce');
  const added = await desk.document<{ documentId: string }>('documents', 'add', letter, '--device', 'T-1');
  expect(added).toMatchObject({ known: false });
  expect(await desk.document('documents', 'add', letter, '--device', 'T-2', '--title', 'Again')).toEqual({
    ...added,
    known: true,
  });
  const { rows } = await list<{ uses: { title: string }[] }>('documents', 'list', '--filter', 'letter');
  expect(rows).toMatchObject([{ kind: 'vendor_letter', datedOn: '2026-03-31', byteSize: 11 }]);
  expect(rows[0]?.uses.map(({ title }) => title).sort()).toEqual(['T-1, Ray', 'T-2, Ray']);
  const out = desk.at('copy.txt');
  const saved = await desk.run('documents', 'save', added.documentId, '--out', out, '--json');
  expect([saved.exit, readFileSync(out, 'utf8')]).toEqual([0, 'We announce']);
  await desk.document('devices', 'remove', 'T-1', 'T-2');
  expect((await list('documents', 'list', '--unused')).total).toBe(1);
});
