import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';

const desk = new CommandVault();
const empty = new CommandVault(desk.folder, 'other');
const CSV = 'asset_tag,manufacturer,model,department,notes\nT-1,Maker,Model,ICU,=1+1\nT-2,Maker,Model,,\n';

interface Imported {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** A command that also says something to whoever sits there. */
async function told<T>(...words: string[]): Promise<T> {
  const run = await desk.run(...words, '--json');
  expect([words, run.exit]).toEqual([words, 0]);
  return run.json<T>();
}

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
  await empty.document('vault', 'create', '--recovery-file', desk.at('other.txt'));
  writeFileSync(desk.at('register.csv'), CSV);
  await desk.document('import', 'devices', desk.at('register.csv'));
});

describe('export folder, import folder', () => {
  it('writes everything into a new folder and takes it into an empty vault', async () => {
    const out = desk.at('open');
    const run = await desk.run('export', 'folder', '--out', out, '--json');
    expect(run.err).toContain('not encrypted');
    expect(run.json<{ folder: string; records: number }>()).toMatchObject({ folder: out, documents: 0 });
    expect(statSync(out).mode & 0o777).toBe(0o700);
    expect(readFileSync(desk.at('open/records/devices.json'), 'utf8')).toContain('"assetTag":"T-1"');
    expect(await desk.failure('export', 'folder', '--out', out)).toEqual([4, 'file_exists']);
    expect(await told('export', 'folder', '--out', out, '--force')).toMatchObject({ folder: out });
    expect(await desk.document('verify', desk.at('open/manifest.json'))).toMatchObject({ ok: true });

    const dry = await empty.document<{ records: number }>('import', 'folder', out, '--dry-run');
    expect(await empty.document('devices', 'list')).toMatchObject({ total: 0 });
    expect(await empty.document<{ records: number }>('import', 'folder', out)).toMatchObject({ records: dry.records });
    expect(await empty.document('devices', 'list')).toMatchObject({ total: 2 });
    expect(await empty.failure('import', 'folder', out)).toEqual([4, 'input_refused', 'vault_not_empty']);
    expect(await empty.failure('import', 'folder', desk.at('nothing'))).toEqual([4, 'not_found']);
    expect(await desk.failure('export', 'folder')).toEqual([2, 'usage', 'option_missing']);
  });

  it('writes an archive where the name says so', async () => {
    const out = desk.at('open.zip');
    expect(await told('export', 'folder', '--out', out)).toMatchObject({ folder: out });
    expect(readFileSync(out).subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'));
  });
});

describe('export devices', () => {
  it('writes what an import takes back without a change', async () => {
    await told('export', 'devices', '--format', 'csv', '--out', desk.at('devices.csv'));
    const text = readFileSync(desk.at('devices.csv'), 'utf8');
    expect(text).toContain('asset_tag');
    expect(text).toContain("'=1+1");
    const again = await desk.document<Imported>('import', 'devices', desk.at('devices.csv'));
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await desk.failure('export', 'devices')).toEqual([2, 'usage', 'format_needed']);
  });
});

describe('export sheet', () => {
  it('writes one record with what belongs to it, by the name that people know', async () => {
    const sheet = await told<{ record: { assetTag: string } }>('export', 'sheet', 'device', 'T-1', '--format', 'json');
    expect(sheet.record.assetTag).toBe('T-1');
    await told('export', 'sheet', 'model', 'Model', '--out', desk.at('model.pdf'));
    expect(readFileSync(desk.at('model.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    const left = await desk.run('export', 'sheet', 'vendor', 'maker', '--format', 'json', '--leave-out', 'people');
    expect(left.json()).toMatchObject({ record: { name: 'Maker' }, withheld: { people: 'leave_out' } });
    expect(await desk.failure('export', 'sheet', 'contract', 'C-9', '--format', 'json')).toEqual([4, 'not_found']);
    expect(await desk.failure('export', 'sheet', 'task', 'T', '--format', 'json')).toEqual([
      2,
      'usage',
      'not_a_choice',
    ]);
    expect(await desk.failure('export', 'sheet', 'device', 'T-1')).toEqual([2, 'usage', 'format_needed']);
  });
});
