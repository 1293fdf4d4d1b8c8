import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import { csaf, kevCsv, kevEntry, kevJson } from '../support/csaf.ts';

const desk = new CommandVault();

interface Imported {
  readonly files: readonly {
    readonly file: string;
    readonly kind: string | null;
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly problems: readonly { readonly code: string }[];
  }[];
}

function file(name: string, content: string): string {
  writeFileSync(desk.at(name), content);
  return desk.at(name);
}
const take = (...operands: string[]) => desk.document<Imported>('import', 'advisories', ...operands);
const counts = ({ files }: Imported) =>
  files.map(({ kind, created, updated, unchanged }) => [kind, created, updated, unchanged]);
// Unlocking is written down too, so the log grows with every call.
const info = async () => (await desk.document<{ counts: object }>('vault', 'info')).counts;

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
});

describe('import advisories', () => {
  it('takes advisories and the catalogue in, each with what became of it (cli.md)', async () => {
    const content = csaf();
    const advisory = file('one.json', content);
    file('one.json.sha512', `${createHash('sha512').update(content).digest('hex')}  one.json`);
    const entries = [kevEntry(), kevEntry({ cve: 'CVE-2021-0001' })];
    const [json, table] = [file('kev.json', kevJson(entries)), file('kev.csv', kevCsv(entries))];
    const dry = await take(advisory, json, '--dry-run');
    expect(counts(dry)).toEqual([
      ['csaf', 1, 0, 0],
      ['kev', 2, 0, 0],
    ]);
    const once = await take(advisory, json, table);
    expect(once.files.map((one) => Object.keys(one))).toEqual(
      Array.from({ length: 3 }, () => ['file', 'kind', 'created', 'updated', 'unchanged', 'problems']),
    );
    expect(once.files.map((one) => one.file)).toEqual(['one.json', 'kev.json', 'kev.csv']);
    expect(counts(once)).toEqual([
      ['csaf', 1, 0, 0],
      ['kev', 2, 0, 0],
      ['kev', 0, 0, 2],
    ]);
    expect(counts(await take(advisory, json))).toEqual([
      ['csaf', 0, 0, 1],
      ['kev', 0, 0, 2],
    ]);
    expect(counts(await take(file('two.json', csaf({ version: '2', title: 'Two' }))))).toEqual([['csaf', 0, 1, 0]]);
  });

  it('takes a folder, and keeps what is sound where something in it is not', async () => {
    const below = join(desk.at('folder'), 'below');
    mkdirSync(below, { recursive: true });
    writeFileSync(join(below, 'a.json'), csaf({ id: 'FOLDER-A' }));
    writeFileSync(join(below, 'b.json'), csaf({ id: 'FOLDER-B' }));
    writeFileSync(join(below, 'b.json.sha512'), `${'0'.repeat(128)}  b.json`);
    writeFileSync(join(below, 'readme.txt'), 'nothing');
    const taken = await take(desk.at('folder'));
    expect(counts(taken)).toEqual([
      ['csaf', 1, 0, 0],
      [null, 0, 0, 0],
    ]);
    expect(taken.files[1]?.problems.map(({ code }) => code)).toEqual(['hash_differs']);
  });

  it('refuses what is none with exit code 4, and nothing is written', async () => {
    const before = await info();
    for (const [content, problem] of [
      ['no advisory', 'advisory_not_recognised'],
      [csaf().slice(0, 200), 'file_damaged'],
    ] as const)
      expect(await desk.failure('import', 'advisories', file('bad.json', content))).toEqual([
        4,
        'file_refused',
        problem,
      ]);
    expect(await desk.failure('import', 'advisories', desk.at('missing.json'))).toEqual([
      4,
      'file_refused',
      'file_missing',
    ]);
    mkdirSync(desk.at('empty'));
    expect(await desk.failure('import', 'advisories', desk.at('empty'))).toEqual([4, 'file_refused', 'no_files']);
    expect(await desk.failure('import', 'advisories')).toEqual([2, 'usage', 'operand_missing']);
    expect(await info()).toEqual(before);
  });
});
