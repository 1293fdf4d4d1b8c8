import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import { xlsx } from '../support/mds2.ts';

const desk = new CommandVault();
const HEAD = ['asset_tag', 'manufacturer', 'model', 'department', 'in_service_on'];
const BOOK = xlsx([
  { name: 'Old', rows: [HEAD, ['O-1', 'Maker', 'Old 1', 'ICU', '2019-01-31']] },
  {
    name: 'New',
    rows: [HEAD, ['N-1', 'Maker', 'New 1', 'ICU', '03/04/2021'], ['N-2', 'Maker', 'New 1', 'ICU', '03/05/2021']],
  },
]);

interface Imported {
  readonly importId: string;
  readonly created: number;
  readonly problems: readonly { readonly code: string }[];
}
interface Undone {
  readonly removed: number;
  readonly restored: number;
  readonly kept: number;
}

const total = async () => (await desk.document<{ total: number }>('devices', 'list')).total;

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
  writeFileSync(desk.at('register.xlsx'), BOOK);
});

describe('import undo (cli.md)', () => {
  it('takes an import of a workbook back, once, and says what it would do before', async () => {
    const sheet = ['--sheet', 'New'];
    const open = await desk.run('import', 'devices', desk.at('register.xlsx'), ...sheet, '--dry-run', '--json');
    expect(open.err).toContain('--date-order');
    expect(open.json<Imported>().problems.map(({ code }) => code)).toEqual(['date_ambiguous', 'date_ambiguous']);
    const taken = await desk.document<Imported>(
      ...['import', 'devices', desk.at('register.xlsx'), ...sheet, '--date-order', 'mdy'],
    );
    expect([taken.created, taken.problems]).toEqual([2, []]);
    const preview = await desk.document<{ counts: object[] }>('import', 'undo', taken.importId, '--dry-run');
    expect(preview.counts).toContainEqual({ noun: 'device', removed: 2, restored: 0, kept: 0 });
    expect(await total()).toBe(2);
    const undone = await desk.document<Undone>('import', 'undo', taken.importId);
    expect(undone).toMatchObject({ removed: 5, restored: 0, kept: 0 });
    expect(await total()).toBe(0);
    expect(await desk.failure('import', 'undo', taken.importId)).toEqual([4, 'input_refused', 'import_undone']);
    expect(await desk.failure('import', 'undo', 'nothing')).toEqual([4, 'input_refused', 'invalid']);
    expect(await desk.failure('import', 'undo')).toEqual([2, 'usage', 'operand_missing']);
    const redone = await desk.run('redo');
    expect([redone.exit, redone.err]).toEqual([4, expect.stringContaining('Nothing was undone that could be done')]);
  });

  it('asks for the order of dates also of a German file, and fills blank tags only by patterns', async () => {
    writeFileSync(desk.at('de.csv'), 'Seriennummer;Hersteller;Modell;Kaufdatum\nS-1;Maker;New 1;03/04/2021\n');
    const codes = async (...options: readonly string[]) => {
      const run = await desk.run('import', 'devices', desk.at('de.csv'), '--dry-run', '--json', ...options);
      return run.json<Imported>().problems.map(({ code }) => code);
    };
    expect(await codes()).toEqual(['date_ambiguous']);
    expect(await codes('--date-order', 'dmy', '--fill-tags')).toEqual(['tag_not_made']);
    expect(await desk.failure('import', 'vendors', desk.at('de.csv'), '--fill-tags')).toEqual([
      ...[2, 'usage', 'option_unknown'],
    ]);
  });

  it('leaves an import alone of which a record was edited since, until it is told what to do (exit 5)', async () => {
    const file = (department: string) => {
      writeFileSync(desk.at('one.csv'), `${HEAD.join(',')}\nE-1,Maker,Model,${department},\n`);
      return desk.document<Imported>('import', 'devices', desk.at('one.csv'));
    };
    const { importId } = await file('ICU');
    await file('Ward');
    expect(await desk.failure('import', 'undo', importId)).toEqual([5, 'edited_since']);
    expect(await total()).toBe(1);
    expect(await desk.document<Undone>('import', 'undo', importId, '--edited', 'take')).toMatchObject({ kept: 0 });
    expect(await total()).toBe(0);
  });
});
