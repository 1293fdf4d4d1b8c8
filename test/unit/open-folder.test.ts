import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesSince, raiser, type SchemaStep, STEPS } from '../../main/features/folder/steps.ts';
import { FIRST_SCHEMA, FOLDER_TABLES, isFolderPath } from '../../main/features/folder/tables.ts';
import { withReference } from '../../main/scripts/open-folder-reference.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('docs/open-folder.md', () => {
  it('describes every field of the schema as it is; main/scripts/open-folder-reference.ts writes it', () => {
    const document = read('docs/open-folder.md');
    expect(withReference(document, read('prisma/schema.prisma'))).toBe(document);
  });
});

describe('names in a list', () => {
  it('are those of the format and lead nowhere else', () => {
    for (const { path } of FOLDER_TABLES) expect([path, isFolderPath(path)]).toEqual([path, true]);
    const hash = 'a'.repeat(64);
    for (const path of [`documents/${hash}.pdf`, `documents/${hash}`, 'history/this-vault/entries.json'])
      expect([path, isFolderPath(path)]).toEqual([path, true]);
    for (const path of [
      '',
      'manifest.json',
      '/etc/passwd',
      '../records/devices.json',
      'records/../devices.json',
      'records\\devices.json',
      'records/devices.json\n',
      'records/Devices.json',
      'records/devices.json/x',
      `documents/${hash}.pdf/..`,
      'C:/records/devices.json',
      'history/../entries.json',
    ])
      expect([path, isFolderPath(path)]).toEqual([path, false]);
  });
});

type Raise = ReturnType<typeof raiser>;

describe('folders of older schemas', () => {
  it('have a step for each migration since the first that could leave as a folder', () => {
    const migrations = readdirSync(new URL('../../prisma/migrations', import.meta.url))
      .filter((name) => /^\d{4}_/.test(name))
      .map((name) => Number(name.slice(0, 4)));
    expect(STEPS.map(({ to }) => to)).toEqual(migrations.filter((number) => number > FIRST_SCHEMA).sort());
    const tables = new Set(FOLDER_TABLES.map(({ table }) => table));
    for (const step of STEPS)
      for (const table of [...(step.tables ?? []), ...Object.keys(step.records ?? {})])
        expect([step.to, table, tables.has(table)]).toEqual([step.to, table, true]);
  });

  it('are raised step by step, and lack only the files that came later', () => {
    const placed: Raise = (record) => ({ ...record, place: 'here' });
    const renamed: Raise = ({ place, ...record }) => ({ ...record, where: `${String(place)} and there` });
    const steps: readonly SchemaStep[] = [
      { to: FIRST_SCHEMA + 1, records: { Task: placed } },
      { to: FIRST_SCHEMA + 2, tables: ['SavedView'] },
      { to: FIRST_SCHEMA + 3, tables: ['Site'], records: { Task: renamed } },
    ];
    const raised = (schema: number, record: object) => raiser('Task', schema, steps)({ ...record });
    expect(raised(FIRST_SCHEMA, { title: 'Ask' })).toEqual({ title: 'Ask', where: 'here and there' });
    expect(raised(FIRST_SCHEMA + 1, { title: 'Ask', place: 'far' })).toEqual({ title: 'Ask', where: 'far and there' });
    expect(raised(FIRST_SCHEMA + 3, { title: 'Ask', where: 'x' })).toEqual({ title: 'Ask', where: 'x' });
    expect(raiser('Device', FIRST_SCHEMA, steps)({ id: '1' })).toEqual({ id: '1' });
    const paths = ['records/saved-views.json', 'records/sites.json'];
    expect([...filesSince(FIRST_SCHEMA, steps)].sort()).toEqual(paths);
    expect([...filesSince(FIRST_SCHEMA + 2, steps)]).toEqual(paths.slice(1));
    expect([...filesSince(FIRST_SCHEMA + 3, steps)]).toEqual([]);
  });
});
